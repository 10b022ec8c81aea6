import { database, importOptions, schema, table } from './__fixtures__/assets';
import { createOwners } from './owners';

const ownerRules = [
  { pattern: 'sales.tmp_*', owner: 'group:default/scratch' },
  { pattern: 'sales.*', owner: 'group:default/sales' },
  { pattern: 'hr', owner: 'group:default/people' },
];

describe('createOwners (OC-54)', () => {
  const owners = createOwners(importOptions({ ownerRules }), undefined);

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
      'User:default/ann',
      'source',
    ],
  ])('takes %s', (_, asset, owner, rule) => {
    expect(owners.of(asset)).toEqual({ owner, rule });
  });

  it.each([
    'ann',
    'default/ann',
    'component:default/x',
    'group:a b/c',
    'group:default/\0',
    '',
    'dbo',
  ])('does not take %p for an owner', owner => {
    expect(owners.of(table('ops', 'o', { owner })).rule).toBe('default');
  });

  it('falls back to the import identity', () => {
    const options = { ...importOptions(), owner: '' };
    expect(createOwners(options, 'user:default/admin').usual).toEqual({
      owner: 'user:default/admin',
      rule: 'import identity',
    });
  });
});
