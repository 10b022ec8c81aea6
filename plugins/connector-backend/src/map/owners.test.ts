import { database, importOptions, schema, table } from './__fixtures__/assets';
import { createOwners } from './owners';

const ownerRules = [
  { pattern: 'sales.tmp_*', owner: 'group:default/scratch' },
  { pattern: 'sales.*', owner: 'group:default/sales' },
  { pattern: 'hr', owner: 'group:default/people' },
];

describe('createOwners (OC-54)', () => {
  const known = new Set([
    'user:default/ann',
    'group:default/crew',
    'group:eu/crew',
  ]);
  const owners = createOwners(importOptions({ ownerRules }), undefined, known);

  it.each([
    [
      'the first rule that matches',
      table('sales', 'tmp_a'),
      'group:default/scratch',
      'rule sales.tmp_*',
    ],
    [
      'a later rule',
      table('sales', 'orders'),
      'group:default/sales',
      'rule sales.*',
    ],
    [
      'a rule on the schema, for the schema',
      schema('hr'),
      'group:default/people',
      'rule hr',
    ],
    [
      'a rule on the schema, for its tables',
      table('hr', 'staff'),
      'group:default/people',
      'rule hr',
    ],
    [
      'the default, for a schema that patterns only lead to',
      schema('sales'),
      'group:default/data',
      'default',
    ],
    [
      'the default, for the database',
      database(),
      'group:default/data',
      'default',
    ],
    [
      'a rule before the source',
      table('sales', 'o', { owner: 'user:default/ann' }),
      'group:default/sales',
      'rule sales.*',
    ],
    [
      'the source before the default',
      table('ops', 'o', { owner: ' User:default/ann ' }),
      'user:default/ann',
      'source',
    ],
    [
      'a bare name for a group of the default namespace',
      table('ops', 'o', { owner: 'Crew' }),
      'group:default/crew',
      'source',
    ],
    [
      'a name with a namespace for a group',
      table('ops', 'o', { owner: 'eu/crew' }),
      'group:eu/crew',
      'source',
    ],
    [
      'the default for an owner that the catalog does not have',
      table('ops', 'o', { owner: 'group:default/typo' }),
      'group:default/data',
      'default',
    ],
  ])('takes %s', (_, asset, owner, rule) => {
    expect(owners.of(asset)).toEqual({ owner, rule });
  });

  it.each([
    ['group:default/typo', 'group:default/typo'],
    ['dbo', 'group:default/dbo'],
    ['user:ann', 'user:default/ann'],
    ['component:default/x', undefined],
    ['group:a b/c', undefined],
    ['group:default/\0', undefined],
    ['a:b:c/d', undefined],
    ['/', undefined],
  ])('takes %p for %p, to be looked up', (text, ref) => {
    const asset = table('ops', 'o', { owner: text });
    expect(owners.named(asset)).toEqual({ text, ref });
  });

  it('looks nobody up where a rule decides, or nothing is named', () => {
    const ruled = table('sales', 'o', { owner: 'dbo' });
    expect(owners.named(ruled)).toBeUndefined();
    expect(owners.named(table('ops', 'o', { owner: ' ' }))).toBeUndefined();
    expect(owners.named(schema('ops'))).toBeUndefined();
  });

  it('takes no text of any length for an owner', () => {
    const asset = table('ops', 'o', { owner: 'x'.repeat(1_000_000) });
    const { text, ref } = owners.named(asset)!;
    expect(ref).toBeUndefined();
    expect(text.length).toBeLessThan(200);
  });

  it('falls back to the import identity', () => {
    const options = { ...importOptions(), owner: '' };
    expect(createOwners(options, 'user:default/admin', known).usual).toEqual({
      owner: 'user:default/admin',
      rule: 'import identity',
    });
  });
});
