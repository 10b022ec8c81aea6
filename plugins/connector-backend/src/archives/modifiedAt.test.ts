import { annotations } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { DatabaseSeenContentStore } from '../database/DatabaseSeenContentStore';
import { dateEntities } from './modifiedAt';

const [monday, tuesday, wednesday] = [2, 3, 4].map(
  day => new Date(`2026-03-0${day}T10:00:00.000Z`),
);

function entity(uid: string, title: string, modifiedAt?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      uid,
      name: uid,
      title,
      ...(modifiedAt && {
        annotations: { [annotations.modifiedAt]: modifiedAt },
      }),
    },
    spec: { type: 'table', owner: 'team' },
  };
}

describe.each(engines)('AR-6: when an entity was modified, on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    const seenContent = DatabaseSeenContentStore.create({ knex });
    return {
      knex,
      dates: async (at: Date, ...entities: Entity[]) =>
        (await dateEntities(entities, { seenContent, at })).map(
          it => it.modifiedAt,
        ),
      writes: async () => knex('seen_content').orderBy('uid'),
    };
  }

  it('is what the ledger says of an object it has', async () => {
    const { knex, dates, writes } = await setUp();
    const row = {
      source_kind: 'connection',
      source_id: 'c-1',
      asset_kind: 'table',
      title: 'a',
      entity: '{}',
      source_hash: 'h',
      hash: 'h',
      modified_at: '2025-01-01T00:00:00.000Z',
    };
    await knex('objects').insert([
      { ...row, uid: 'a', entity_ref: 'r:a', urn: 'a', state: 'present' },
      { ...row, uid: 'b', entity_ref: 'r:b', urn: 'b', state: 'removed' },
    ]);
    const managed = entity('a', 'A', '2020-01-01T00:00:00Z');
    await expect(dates(monday, managed, entity('b', 'B'))).resolves.toEqual([
      '2025-01-01T00:00:00.000Z',
      monday.toISOString(),
    ]);
    expect(await writes()).toMatchObject([{ uid: 'b' }]);
  });

  it.each([
    ['2020-01-01T00:00:00Z', '2020-01-01T00:00:00.000Z'],
    ['2020-01-01T02:30:00.5+02:00', '2020-01-01T00:30:00.500Z'],
  ])('is the annotation %s', async (text, expected) => {
    const { dates, writes } = await setUp();
    await expect(dates(monday, entity('a', 'A', text))).resolves.toEqual([
      expected,
    ]);
    expect(await writes()).toEqual([]);
  });

  it.each([
    'yesterday',
    '2020-01-01',
    '2020-01-01T00:00:00',
    '2020-13-01T0:0:0Z',
  ])('is not the annotation %s, which names no instant', async text => {
    const { dates } = await setUp();
    await expect(dates(monday, entity('a', 'A', text))).resolves.toEqual([
      monday.toISOString(),
    ]);
  });

  it('is when this content was seen first, which is written once', async () => {
    const { dates, writes } = await setUp();
    const [a, b] = [entity('a', 'A'), entity('b', 'B')];
    await expect(dates(monday, a)).resolves.toEqual([monday.toISOString()]);
    await expect(dates(tuesday, a, b)).resolves.toEqual(
      [monday, tuesday].map(it => it.toISOString()),
    );
    const before = await writes();
    await expect(dates(wednesday, b, a)).resolves.toEqual(
      [tuesday, monday].map(it => it.toISOString()),
    );
    expect(await writes()).toEqual(before);

    const changed = entity('a', 'Another');
    await expect(dates(wednesday, changed, b)).resolves.toEqual(
      [wednesday, tuesday].map(it => it.toISOString()),
    );
    const notes = { ...a, metadata: { ...a.metadata, title: 'Another' } };
    notes.metadata.etag = 'x';
    notes.relations = [{ type: 'ownedBy', targetRef: 'group:default/team' }];
    await expect(dates(new Date(), notes)).resolves.toEqual([
      wednesday.toISOString(),
    ]);
  });

  it('is one instant for many that look at once', async () => {
    const { dates, writes } = await setUp();
    const many = Array.from({ length: 1_200 }, (_, i) => entity(`u-${i}`, 'T'));
    const looks = await Promise.all(
      [monday, tuesday, wednesday].map((at, i) =>
        dates(at, ...(i === 1 ? [...many].reverse() : many)),
      ),
    );
    looks[1].reverse();
    expect(looks[1]).toEqual(looks[0]);
    expect(looks[2]).toEqual(looks[0]);
    expect(await writes()).toHaveLength(1_200);
  });
});
