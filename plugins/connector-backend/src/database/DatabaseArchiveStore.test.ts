import { engines, migratedDatabase } from '../__testUtils__/databases';
import type { StoredObject } from './archiveRows';
import { DatabaseArchiveStore } from './DatabaseArchiveStore';

const header = {
  format: 'backstage-connector-archive' as const,
  version: 1 as const,
  source: { name: 'A', baseUrl: 'https://a.example.com', instance: 'i-1' },
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'user:default/ada',
  selection: {},
  objects: 0,
  byKind: {},
  omitted: [
    {
      from: 'a:b/c',
      path: 'spec.system',
      ref: 'd:e/f',
      reason: 'depth' as const,
    },
  ],
  parts: [],
};

const contents = {
  bytes: 10,
  objects: 1,
  topLevel: 1,
  invalid: 0,
  byKind: { Component: 1 },
  namespaces: ['default'],
};

function archive(id: string, day = '02') {
  return {
    id,
    fileName: `${id}.zip`,
    uploadedBy: 'user:default/ada',
    uploadedAt: `2026-01-${day}T00:00:00.000Z`,
    expiresAt: `2026-02-${day}T00:00:00.000Z`,
    header,
  };
}

const object = (
  seq: number,
  over: Partial<StoredObject> = {},
): StoredObject & { entity: object } => ({
  seq,
  uid: `u-${seq}`,
  ref: `component:default/c${seq}`,
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  title: `c${seq}`,
  topLevel: true,
  modifiedAt: '2026-01-01T00:00:00.000Z',
  hash: 'h',
  references: [],
  entity: { number: seq },
  ...over,
});

describe.each(engines)('DatabaseArchiveStore on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    return { knex, archives: DatabaseArchiveStore.create({ knex }) };
  }

  it('shows an archive when it is complete, without what it omits', async () => {
    const { archives } = await setUp();
    await archives.insert(archive('a'));
    expect(await archives.get('a')).toBe(undefined);
    expect(await archives.list('user:default/ada')).toEqual([]);

    await archives.complete('a', contents);

    const { omitted: _, ...shown } = header;
    const complete = { ...archive('a'), header: shown, ...contents };
    expect(await archives.get('a')).toEqual(complete);
    expect(await archives.list('user:default/ada')).toEqual([complete]);
    expect(await archives.list('user:default/grace')).toEqual([]);
  });

  it('gives objects back as they were', async () => {
    const { archives } = await setUp();
    await archives.insert(archive('a'));
    const { entity: _, ...full } = object(1, {
      type: 'service',
      lifecycle: 'production',
      owner: { ref: 'user:default/ada', uid: 'u-9' },
      organization: { ref: 'group:default/team' },
      references: [{ path: 'spec.system', ref: 'system:default/s' }],
      systemWide: true,
      invalid: 'Its name is none',
    });
    const { entity: __, ...bare } = object(2);
    await archives.append('a', [object(1, full), object(2)]);

    const found: StoredObject[] = [];
    for await (const batch of archives.headers('a')) {
      found.push(...batch);
    }

    expect(found).toEqual([full, bare]);
    expect(await archives.entities('a', [2])).toEqual(
      new Map([[2, { number: 2 }]]),
    );
  });

  it('shows of many references of an object the first', async () => {
    const { archives } = await setUp();
    await archives.insert(archive('a'));
    const references = Array.from({ length: 3_000 }, (_, at) => ({
      path: `spec.dependsOn[${at}]`,
      ref: `component:default/c${at % 1_500}`,
    }));
    await archives.append('a', [object(1, { references }), object(2)]);

    const { items } = await archives.listObjects('a', { limit: 5 });

    expect(items[0].requires).toHaveLength(1_000);
    expect(items[0].requires.slice(0, 3)).toEqual([
      { ref: 'component:default/c0' },
      { ref: 'component:default/c1', seq: 1 },
      { ref: 'component:default/c2', seq: 2 },
    ]);
  });

  it('keeps texts that no database can hold as something similar', async () => {
    const { archives } = await setUp();
    await archives.insert(archive('a'));
    await archives.append('a', [
      object(1, {
        title: 'a\0b',
        ref: 'c\0d',
        invalid: 'e\0f',
        entity: { title: 'a\0b' },
      } as Partial<StoredObject>),
    ]);

    const { items } = await archives.listObjects('a', { limit: 10 });

    expect(items).toMatchObject([
      { title: 'a\uFFFDb', ref: 'c\uFFFDd', invalid: 'e\uFFFDf' },
    ]);
    expect((await archives.entities('a', [1])).get(1)).toEqual({
      title: 'a\0b',
    });
  });

  it('counts who owns how much', async () => {
    const { archives } = await setUp();
    await archives.insert(archive('a'));
    const ada = { ref: 'user:default/ada', uid: 'u-9' };
    const team = { ref: 'group:default/team' };
    await archives.append('a', [
      object(1, { owner: ada, organization: team }),
      object(2, { owner: { ref: ada.ref }, organization: team }),
      object(3),
    ]);

    expect(await archives.principals('a')).toEqual([
      { ...team, objects: 2 },
      { ...ada, objects: 2 },
    ]);
  });

  it('deletes what has expired, also what was never complete, with all it has', async () => {
    const { archives, knex } = await setUp();
    for (const [id, day] of [
      ['old', '01'],
      ['broken', '02'],
      ['new', '03'],
    ]) {
      await archives.insert(archive(id, day));
      await archives.append(id, [object(1)]);
    }
    await archives.complete('old', contents);
    await archives.complete('new', contents);

    const deleted = await archives.deleteExpired(
      new Date('2026-02-02T00:00:00Z'),
    );

    expect(deleted).toBe(2);
    expect(await knex('archives').pluck('id')).toEqual(['new']);
    expect(await knex('archive_objects').pluck('archive_id')).toEqual(['new']);
  });
});
