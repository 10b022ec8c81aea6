import { makeValidator } from '@backstage/catalog-model';
import fc from 'fast-check';
import { urnOf } from './__fixtures__/assets';
import { entityName } from './entityNames';

const { isValidEntityName } = makeValidator();

const nameOf = (path: string[], prefix?: string) =>
  entityName({ urn: urnOf(path), path, prefix });

// Names as nasty as sources have them, and often nearly equal.
const segment = fc.oneof(
  {
    arbitrary: fc.constantFrom('a', 'A', 'a.b', 'b', '.', '-', 'é', 'e'),
    weight: 4,
  },
  fc.stringMatching(/^[A-Za-z0-9_ .-]{1,12}$/),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('🎉', '/', '"', ' ', 'ß'), minLength: 1 }),
  fc.constantFrom(
    'x'.repeat(300),
    `${'x'.repeat(299)}y`,
    'select',
    'x-0123456789ab',
  ),
);
const path = fc.array(segment, { minLength: 1, maxLength: 4 });
const prefix = fc.constantFrom(undefined, 'eu', 'a-prefix-of-20-chars');

describe('entityName', () => {
  it.each([
    [['warehouse', 'public', 'orders'], 'warehouse.public.orders'],
    [['warehouse', 'public', '_migrations'], 'warehouse.public._migrations'],
    [['warehouse', 'public', 'order-lines'], 'warehouse.public.order-lines'],
  ])('keeps %j readable as it is', (given, expected) => {
    expect(nameOf(given)).toBe(expected);
  });

  it.each([
    [
      'upper case',
      ['warehouse', 'public', 'Orders'],
      'warehouse.public.orders-',
    ],
    ['spaces', ['warehouse', 'order details'], 'warehouse.order-details-'],
    ['quotes', ['warehouse', 'a"b\'c'], 'warehouse.a-b-c-'],
    ['accents', ['warehouse', 'Événements'], 'warehouse.evenements-'],
    ['a dot in a name', ['warehouse', 'v1.orders'], 'warehouse.v1-orders-'],
    ['nothing readable', ['🎉'], 'unnamed-'],
    ['an end like a hash', ['t-0123456789ab'], 't-0123456789ab-'],
  ])('makes a slug and a hash of %s', (_, given, start) => {
    const name = nameOf(given);
    expect(name.startsWith(start)).toBe(true);
    expect(name.slice(start.length)).toMatch(/^[0-9a-f]{12}$/);
  });

  it('shows the end of a path that is too long', () => {
    const name = nameOf(['d'.repeat(300), 'public', 'orders']);
    expect(name).toMatch(/^d+\.public\.orders-[0-9a-f]{12}$/);
    expect(name).toHaveLength(63);
  });

  it('puts the prefix in front', () => {
    expect(nameOf(['warehouse', 'orders'], 'eu')).toBe('eu-warehouse.orders');
    expect(nameOf(['Warehouse'], 'eu')).toMatch(/^eu-warehouse-/);
  });

  it('is always a valid entity name of at most 63 characters, in lower case', () => {
    fc.assert(
      fc.property(path, prefix, (given, start) => {
        const name = nameOf(given, start);
        expect(isValidEntityName(name)).toBe(true);
        expect(name).toBe(name.toLowerCase());
        expect(name.startsWith(start ? `${start}-` : '')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is different for different paths, and the same for the same path', () => {
    fc.assert(
      fc.property(
        fc.array(path, { maxLength: 200 }),
        prefix,
        (paths, start) => {
          const names = paths.map(given => nameOf(given, start));
          const urns = paths.map(urnOf);
          expect(new Set(names).size).toBe(new Set(urns).size);
          expect(paths.map(given => nameOf(given, start))).toEqual(names);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is different for case twins', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,80}$/), name => {
        const twins = [name, name.toUpperCase()].map(twin =>
          nameOf(['w', twin]),
        );
        expect(new Set(twins).size).toBe(2);
      }),
    );
  });

  it('never gives a faithful path the name of a hashed one', () => {
    const hashed = nameOf(['Orders']);
    expect(nameOf([hashed])).not.toBe(hashed);
  });
});
