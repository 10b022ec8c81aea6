import type { Column } from '@backstage-connector/plugin-connector-common';
import { entityOf, type Wanted } from './__fixtures__/subjects';
import { changes } from './diff';
import { withRevision } from './fingerprint';

const column = (
  name: string,
  position: number,
  more: Partial<Column> = {},
) => ({
  name,
  position,
  type: 'integer',
  nullable: true,
  ...more,
});
const foreignKey = (name: string | undefined, table: string) => ({
  ...(name !== undefined && { name }),
  columns: ['customer_id'],
  target: { urn: `urn:${table}`, path: [table], columns: ['id'] },
});

const structure = {
  columns: [column('id', 1), column('discount', 2), column('total', 3)],
  primaryKey: { name: 'pk', columns: ['id'] },
  foreignKeys: [foreignKey('orders_customer_fk', 'customers')],
  checks: [{ expression: 'total > 0' }],
  indexes: [{ name: 'by_total', columns: ['total'], unique: false }],
  sql: 'select 1',
};

const between = (before: Wanted['structure'], after: Wanted['structure']) =>
  changes(entityOf({ structure: before }), entityOf({ structure: after }));

describe('changes', () => {
  it('finds none in equal entities, whatever the revision', () => {
    const entity = entityOf({ structure });
    expect(changes(entity, structuredClone(entity))).toEqual([]);
    expect(changes(entity, withRevision(entity, 'u'))).toEqual([]);
  });

  it('names fields of metadata and spec', () => {
    const before = entityOf({ description: 'Old.' });
    const after = entityOf({ owner: 'group:default/b' });
    expect(changes(before, after)).toEqual([
      { path: 'metadata.description', before: 'Old.' },
      {
        path: 'metadata.annotations."backstage-connector.io/owner-rule"',
        before: 'rule group:default/data',
        after: 'rule group:default/b',
      },
      {
        path: 'spec.owner',
        before: 'group:default/data',
        after: 'group:default/b',
      },
    ]);
  });

  it('names the references that come and go, one by one', () => {
    const before = entityOf();
    const after = {
      ...before,
      spec: {
        ...before.spec,
        dependsOn: ['resource:default/b', 'resource:default/a'],
      },
    };
    expect(changes(before, after)).toEqual([
      { path: 'spec.dependsOn', before: 'resource:default/main' },
      { path: 'spec.dependsOn', after: 'resource:default/b' },
      { path: 'spec.dependsOn', after: 'resource:default/a' },
    ]);
  });

  it('names a dropped column, and not the positions of the others', () => {
    const columns = [column('id', 1), column('total', 2)];
    const { position, ...discount } = column('discount', 2);
    expect(between(structure, { ...structure, columns })).toEqual([
      { path: 'columns.discount', before: discount },
    ]);
  });

  it('names an added column', () => {
    const columns = [...structure.columns, column('paid', 4)];
    expect(between(structure, { ...structure, columns })).toEqual([
      {
        path: 'columns.paid',
        after: expect.objectContaining({ name: 'paid' }),
      },
    ]);
  });

  it('names what changes in a column', () => {
    const columns = [
      column('id', 1),
      column('discount', 2, { comment: 'In percent.' }),
      column('total', 3, { type: 'numeric(10,2)', nullable: false }),
    ];
    expect(between(structure, { ...structure, columns })).toEqual([
      { path: 'columns.discount.comment', after: 'In percent.' },
      { path: 'columns.total.nullable', before: true, after: false },
      { path: 'columns.total.type', before: 'integer', after: 'numeric(10,2)' },
    ]);
  });

  it('names another order of the columns once', () => {
    const columns = [
      column('total', 1),
      column('discount', 2),
      column('id', 3),
    ];
    expect(between(structure, { ...structure, columns })).toEqual([
      {
        path: 'columns',
        before: ['id', 'discount', 'total'],
        after: ['total', 'discount', 'id'],
      },
    ]);
  });

  it('quotes names that are no plain words', () => {
    const columns = [...structure.columns, column('a.b "c"', 4)];
    expect(between(structure, { ...structure, columns })).toEqual([
      expect.objectContaining({ path: 'columns."a.b \\"c\\""' }),
    ]);
  });

  it('names keys, checks, indexes and the SQL of a view', () => {
    const after = {
      ...structure,
      primaryKey: undefined,
      foreignKeys: [],
      checks: [],
      indexes: [{ name: 'by_total', columns: ['total', 'id'], unique: true }],
      sql: 'select 2',
    };
    expect(between(structure, after).map(change => change.path)).toEqual([
      'primaryKey',
      'foreignKeys.orders_customer_fk',
      'checks."total > 0"',
      'indexes.by_total.columns',
      'indexes.by_total.unique',
      'sql',
    ]);
  });

  it('tells keys without a name by their columns, and numbers twins', () => {
    const twins = [foreignKey(undefined, 'a'), foreignKey(undefined, 'b')];
    expect(
      between({ foreignKeys: twins }, { foreignKeys: twins.slice(0, 1) }),
    ).toEqual([
      expect.objectContaining({ path: 'foreignKeys."customer_id (2)"' }),
    ]);
  });

  it('compares what is no structure as a whole', () => {
    const before = entityOf();
    const after = { ...before, spec: { ...before.spec, definition: 'text' } };
    expect(changes(before, after)).toEqual([
      { path: 'spec.definition', before: '{"columns":[]}', after: 'text' },
    ]);
  });
});
