import type { Entity } from '@backstage/catalog-model';
import { splitDelivery } from './splitDelivery';

const named = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name },
});

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => named(`t${index}`));

function split(
  delivery: { added?: Entity[]; removed?: string[] },
  usualBytes?: number,
) {
  const given = { source: 'shop', added: [], removed: [], ...delivery };
  return [...splitDelivery(given, usualBytes)].map(({ body, references }) => ({
    ...JSON.parse(body),
    references,
  }));
}

describe('splitDelivery', () => {
  it('makes nothing of nothing', () => {
    expect(split({})).toEqual([]);
  });

  it('sends a small delivery as one', () => {
    const added = [named('"quoted"'), named('größe')];

    expect(split({ added, removed: ['resource:default/a'] })).toEqual([
      { source: 'shop', added, removed: ['resource:default/a'], references: 3 },
    ]);
  });

  it('sends at most 1,000 entities at once, all of them, in their order', () => {
    const added = many(2_001);

    const batches = split({ added });

    expect(batches.map(it => it.references)).toEqual([1_000, 1_000, 1]);
    expect(batches.flatMap(it => it.added)).toEqual(added);
  });

  it('starts a new batch before the bytes are too many', () => {
    const size = JSON.stringify(named('a')).length + 1;
    const added = ['a', 'b', 'c'].map(named);

    expect(split({ added }, 2 * size).map(it => it.added.length)).toEqual([
      2, 1,
    ]);
  });

  it('sends an entity that is larger than usual by itself', () => {
    const added = ['a', 'b'].map(named);

    expect(split({ added }, 1).map(it => it.added.length)).toEqual([1, 1]);
  });

  it('removes at most 1,000 references at once, after all entities', () => {
    const removed = many(1_500).map(it => `resource:old/${it.metadata.name}`);

    const batches = split({ added: many(1_200), removed });

    expect(batches.map(it => [it.added.length, it.removed.length])).toEqual([
      [1_000, 0],
      [200, 1_000],
      [0, 500],
    ]);
    expect(batches.flatMap(it => it.removed)).toEqual(removed);
  });

  it('does not remove what it adds', () => {
    const [batch] = split({
      added: [named('Orders')],
      removed: ['resource:default/orders', 'resource:default/items'],
    });

    expect(batch.removed).toEqual(['resource:default/items']);
  });
});
