import { isWithin } from '@backstage-connector/plugin-connector-common';
import fc from 'fast-check';
import { held } from './__fixtures__/subjects';
import { classifyUnseen } from './unseen';

const root = 'urn:connector:test:host:db';
const entry = (urn: string) => ({ ...held().entry, urn });
const nothing = { notObserved: new Map(), outOfScope: new Set<string>() };

describe('classifyUnseen (OC-52)', () => {
  it('is absent when all was read', () => {
    expect(classifyUnseen(entry(`${root}/hr/staff`), nothing)).toEqual({
      entry: entry(`${root}/hr/staff`),
      cause: { kind: 'absent' },
    });
  });

  it.each([`${root}/hr/staff`, `${root}/hr`, root])(
    'is not observed when %s could not be listed',
    urn => {
      const scopes = { ...nothing, notObserved: new Map([[urn, 'db.hr']]) };
      expect(classifyUnseen(entry(`${root}/hr/staff`), scopes).cause).toEqual({
        kind: 'not-observed',
        scope: 'db.hr',
      });
    },
  );

  it('is out of scope below a schema that is', () => {
    const scopes = { ...nothing, outOfScope: new Set([`${root}/hr`]) };
    expect(classifyUnseen(entry(`${root}/hr/staff`), scopes).cause).toEqual({
      kind: 'out-of-scope',
    });
  });

  it('goes by the nearest scope', () => {
    const scopes = {
      notObserved: new Map([[root, 'db']]),
      outOfScope: new Set([`${root}/hr`]),
    };
    expect(classifyUnseen(entry(`${root}/hr/staff`), scopes).cause.kind).toBe(
      'out-of-scope',
    );
    expect(classifyUnseen(entry(`${root}/ops/jobs`), scopes).cause.kind).toBe(
      'not-observed',
    );
  });

  it('is not fooled by names that begin alike', () => {
    const scopes = { ...nothing, outOfScope: new Set([`${root}/hr`]) };
    expect(classifyUnseen(entry(`${root}/hr2/staff`), scopes).cause.kind).toBe(
      'absent',
    );
  });

  it('agrees with isWithin', () => {
    const urn = fc
      .array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 4 })
      .map(path => `urn:${path.join('/')}`);
    fc.assert(
      fc.property(urn, fc.array(urn), (object, scopes) => {
        const { cause } = classifyUnseen(entry(object), {
          ...nothing,
          outOfScope: new Set(scopes),
        });
        expect(cause.kind).toBe(
          scopes.some(scope => isWithin(object, scope))
            ? 'out-of-scope'
            : 'absent',
        );
      }),
    );
  });
});
