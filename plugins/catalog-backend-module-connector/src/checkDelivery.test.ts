import type { Entity } from '@backstage/catalog-model';
import { delivery, table } from './__testUtils__/entities';
import { checkDelivery } from './checkDelivery';

describe('checkDelivery', () => {
  it('takes valid entities by their reference, in lower case', async () => {
    const orders = table('Orders');

    const checked = await checkDelivery(delivery({ added: [orders] }));

    expect(checked.rejected).toEqual([]);
    expect([...checked.added]).toEqual([['resource:default/orders', orders]]);
  });

  it('takes entities of kinds it does not know', async () => {
    const other = { ...table('orders'), apiVersion: 'acme/v1', kind: 'Lake' };

    const checked = await checkDelivery(delivery({ added: [other] }));

    expect([...checked.added.keys()]).toEqual(['lake:default/orders']);
  });

  it.each<[string, (entity: any) => unknown, string]>([
    [
      'a name of 64 characters',
      it => Object.assign(it.metadata, { name: 'x'.repeat(64) }),
      'metadata.name',
    ],
    [
      'a name that is no name',
      it => Object.assign(it.metadata, { name: 'a b' }),
      'metadata.name',
    ],
    [
      'a namespace that is none',
      it => Object.assign(it.metadata, { namespace: 'Shop_1' }),
      'metadata.namespace',
    ],
    [
      'a tag in upper case',
      it => Object.assign(it.metadata, { tags: ['PII'] }),
      'tags.0',
    ],
    [
      'an annotation that is no text',
      it => Object.assign(it.metadata.annotations, { rows: 3 }),
      'annotations',
    ],
    [
      'a NUL in a text',
      it => Object.assign(it.spec, { columns: [{ default: 'a\0b' }] }),
      'spec.columns.0.default',
    ],
    ['a status', it => Object.assign(it, { status: {} }), 'status'],
    ['relations', it => Object.assign(it, { relations: [] }), 'relations'],
    ['no type', it => delete it.spec.type, 'type'],
    ['no metadata', it => delete it.metadata, 'metadata'],
    [
      'no location',
      it => delete it.metadata.annotations['backstage.io/managed-by-location'],
      'backstage.io/managed-by-location',
    ],
    [
      "another connection's location",
      it =>
        Object.assign(it.metadata.annotations, {
          'backstage.io/managed-by-origin-location': 'connector:other',
        }),
      'backstage.io/managed-by-origin-location',
    ],
  ])('rejects an entity with %s, and only that one', async (_, harm, named) => {
    const broken = table('broken');
    harm(broken);

    const checked = await checkDelivery(
      delivery({ added: [table('orders'), broken, table('items')] }),
    );

    expect([...checked.added.keys()]).toEqual([
      'resource:default/orders',
      'resource:default/items',
    ]);
    expect(checked.rejected).toEqual([
      { ref: expect.any(String), error: expect.stringContaining(named) },
    ]);
  });

  it('names the place of what has no reference', async () => {
    const notEntities = [null, 7, { kind: 'Resource' }, []] as unknown[];

    const { added, rejected } = await checkDelivery(
      delivery({ added: notEntities as Entity[] }),
    );

    expect(added.size).toBe(0);
    expect(rejected.map(it => it.ref)).toEqual([
      'added[0]',
      'added[1]',
      'added[2]',
      'added[3]',
    ]);
  });

  it('rejects the second entity with the same reference', async () => {
    const first = table('orders');

    const checked = await checkDelivery(
      delivery({ added: [first, table('ORDERS')] }),
    );

    expect([...checked.added.values()]).toEqual([first]);
    expect(checked.rejected).toEqual([
      { ref: 'resource:default/orders', error: 'is twice in one delivery' },
    ]);
  });

  it('takes references to remove once, in lower case', async () => {
    const checked = await checkDelivery(
      delivery({ removed: ['Resource:default/A', 'resource:a'] }),
    );

    expect(checked.removed).toEqual(['resource:default/a']);
    expect(checked.rejected).toEqual([]);
  });

  it('rejects what is no reference', async () => {
    const checked = await checkDelivery(
      delivery({ removed: ['', 'orders', 'resource:default/a'] }),
    );

    expect(checked.removed).toEqual(['resource:default/a']);
    expect(checked.rejected.map(it => it.ref)).toEqual([
      'removed[0]',
      'orders',
    ]);
  });

  it('adds a reference that is both added and removed', async () => {
    const checked = await checkDelivery(
      delivery({
        added: [table('orders')],
        removed: ['resource:default/orders'],
      }),
    );

    expect([...checked.added.keys()]).toEqual(['resource:default/orders']);
    expect(checked.removed).toEqual([]);
    expect(checked.rejected).toEqual([
      {
        ref: 'resource:default/orders',
        error: 'is both added and removed; it is added',
      },
    ]);
  });
});
