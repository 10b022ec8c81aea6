import {
  annotations,
  tableStructureSchema,
} from '@backstage-connector/plugin-connector-common';
import {
  database,
  foreignKey,
  mapContext,
  schema,
  structure,
  table,
  urnOf,
} from './__fixtures__/assets';
import { createMapper } from './createMapper';

const orders = table('sales', 'orders', {
  comment: ' Who bought what. ',
  structure: {
    foreignKeys: [
      foreignKey('product', ['warehouse', 'sales', 'products']),
      foreignKey('customer', ['warehouse', 'crm', 'customers']),
      foreignKey('gift_for', ['warehouse', 'crm', 'customers']),
      foreignKey('parent', ['warehouse', 'sales', 'orders']),
      foreignKey('gone', ['warehouse', 'old', 'gone'], true),
    ],
  },
});

describe('createMapper', () => {
  const mapper = createMapper(mapContext());

  it('makes a database part of the target System', () => {
    const mapped = mapper.asset(database());
    expect(mapped).toMatchObject({
      ref: 'resource:default/warehouse',
      title: 'warehouse',
      assetKind: 'database',
    });
    expect(mapped.entity.spec).toEqual({
      type: 'database',
      owner: 'group:default/data',
      system: 'system:default/retail',
    });
  });

  it('makes a schema depend on its database', () => {
    expect(mapper.asset(schema('sales')).entity.spec).toEqual({
      type: 'database-schema',
      owner: 'group:default/data',
      dependsOn: ['resource:default/warehouse'],
    });
  });

  it('makes a table depend on its schema and once on each table it refers to', () => {
    const { spec, metadata } = mapper.asset(orders).entity;
    expect(spec).toMatchObject({
      type: 'table',
      dependsOn: [
        'resource:default/warehouse.sales',
        'resource:default/warehouse.crm.customers',
        'resource:default/warehouse.sales.products',
      ],
    });
    expect(metadata).toMatchObject({
      name: 'warehouse.sales.orders',
      title: 'orders',
      description: 'Who bought what.',
    });
  });

  it('makes a partition depend on its parent', () => {
    const parent = ['warehouse', 'sales', 'orders'];
    const partition = table('sales', 'orders_2024', {
      relationType: 'partition',
      structure: { inherits: [{ urn: urnOf(parent), path: parent }] },
    });
    expect(mapper.asset(partition)).toMatchObject({
      assetKind: 'partition',
      entity: {
        spec: {
          type: 'partition',
          dependsOn: [
            'resource:default/warehouse.sales',
            'resource:default/warehouse.sales.orders',
          ],
        },
      },
    });
  });

  it('keeps the structure as one text, with the entities of foreign keys', () => {
    const { definition } = mapper.asset(orders).entity.spec!;
    const { foreignKeys, ...rest } = tableStructureSchema.parse(
      JSON.parse(String(definition)),
    );
    expect(rest).toEqual({ ...structure(), foreignKeys: undefined });
    expect(foreignKeys.map(key => key.target.ref)).toEqual([
      'resource:default/warehouse.sales.products',
      'resource:default/warehouse.crm.customers',
      'resource:default/warehouse.crm.customers',
      'resource:default/warehouse.sales.orders',
      undefined,
    ]);
  });

  it('says where an entity comes from', () => {
    const mapped = mapper.asset(orders);
    expect(mapped.entity.metadata.annotations).toEqual({
      'backstage.io/managed-by-location': 'connector:c1',
      'backstage.io/managed-by-origin-location': 'connector:c1',
      [annotations.uid]: mapped.uid,
      [annotations.connection]: 'c1',
      [annotations.urn]: orders.urn,
      [annotations.ownerRule]: 'default',
    });
  });

  it('maps the same asset to the same hash, and a changed one to another', () => {
    const again = createMapper(mapContext()).asset(structuredClone(orders));
    expect(again).toEqual(mapper.asset(orders));
    const changed = mapper.asset({ ...orders, comment: 'Other words.' });
    expect(changed.sourceHash).not.toBe(again.sourceHash);
    expect(changed.uid).toBe(again.uid);
  });

  it('leaves out a description that is blank', () => {
    const { metadata } = mapper.asset(schema('sales', ' \n ')).entity;
    expect(metadata).not.toHaveProperty('description');
  });

  it('replaces what no database can store', () => {
    const { entity, title } = mapper.asset(
      table('sales', 'a\0b\uD800', { comment: 'x\0y' }),
    );
    expect(title).toBe('a\uFFFDb\uFFFD');
    expect(entity.metadata).toMatchObject({ title, description: 'x\uFFFDy' });
  });

  it('uses namespace and prefix for every name and reference', () => {
    const other = createMapper(
      mapContext({ namespace: 'eu', namePrefix: 'p' }),
    ).asset(orders);
    expect(other.ref).toBe('resource:eu/p-warehouse.sales.orders');
    expect(other.entity.spec?.dependsOn).toContain(
      'resource:eu/p-warehouse.crm.customers',
    );
    expect(other.uid).toBe(mapper.asset(orders).uid);
  });
});

describe('createMapper, the source (OC-8)', () => {
  it('makes a System named after the connection for a new source', () => {
    const mapper = createMapper(mapContext({ source: { kind: 'new' } }));
    const source = mapper.source();
    expect(source).toMatchObject({
      ref: 'system:default/retail',
      title: 'Retail',
      assetKind: 'source',
      entity: {
        kind: 'System',
        spec: { type: 'data-source', owner: 'group:default/data' },
      },
    });
    expect(mapper.asset(database()).entity.spec?.system).toBe(source?.ref);
  });

  it('makes a System of a Domain, as a Resource can have no Domain', () => {
    const mapper = createMapper(
      mapContext({ source: { kind: 'existing', ref: 'domain:default/shop' } }),
    );
    expect(mapper.source()?.entity.spec?.domain).toBe('domain:default/shop');
    expect(mapper.asset(database()).entity.spec?.system).toBe(
      'system:default/retail',
    );
  });

  it('makes none for an existing System, or without a target', () => {
    expect(createMapper(mapContext()).source()).toBeUndefined();
    const mapper = createMapper(mapContext({ source: { kind: 'none' } }));
    expect(mapper.source()).toBeUndefined();
    expect(mapper.asset(database()).entity.spec).not.toHaveProperty('system');
  });

  it('keeps the identity when the connection is renamed', () => {
    const context = mapContext({ source: { kind: 'new' } });
    const renamed = { ...context, connection: { id: 'c1', name: 'Other' } };
    expect(createMapper(renamed).source()?.uid).toBe(
      createMapper(context).source()?.uid,
    );
  });
});
