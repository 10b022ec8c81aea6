import type { ExportRecord } from '@backstage-connector/plugin-connector-common';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { DatabaseExportStore } from './DatabaseExportStore';

const record = (number: number, createdBy = 'user:default/ada') =>
  ({
    id: `e-${String(number).padStart(3, '0')}`,
    fileName: 'archive.zip',
    createdAt: '2026-03-02T10:00:00.000Z',
    createdBy,
    selection: { refs: ['component:default/web'] },
    bytes: 5_000_000_000,
    report: {
      objects: 1,
      byKind: { Component: 1 },
      items: [],
      omitted: [],
      omittedTotal: 0,
      failures: [],
    },
  } satisfies ExportRecord);

describe.each(engines)('DatabaseExportStore on %s', engine => {
  const setUp = async () => {
    const knex = await migratedDatabase(engine);
    return { knex, store: DatabaseExportStore.create({ knex }) };
  };

  it('gives back what it keeps, also of a file of 5 GB', async () => {
    const { store } = await setUp();
    await store.insert(record(1));
    await expect(store.find('e-001')).resolves.toEqual(record(1));
    await expect(store.find('e-002')).resolves.toBeUndefined();
  });

  it('lists the exports of one person, latest first, by page', async () => {
    const { store } = await setUp();
    await store.insert(record(9, 'user:default/grace'));
    for (const number of [1, 2, 3]) {
      await store.insert(record(number));
    }
    const first = await store.list('user:default/ada', { limit: 2 });
    expect(first.items.map(it => it.id)).toEqual(['e-003', 'e-002']);
    const rest = await store.list('user:default/ada', {
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(rest.items.map(it => it.id)).toEqual(['e-001']);
    expect(rest.nextCursor).toBeUndefined();
  });

  it('keeps the latest 100 of each person', async () => {
    const { store, knex } = await setUp();
    await store.insert(record(0, 'user:default/grace'));
    for (let number = 1; number <= 103; number++) {
      await store.insert(record(number));
    }
    const ids = await knex('exports').orderBy('id').pluck('id');
    expect(ids).toHaveLength(101);
    expect(ids.slice(0, 2)).toEqual(['e-000', 'e-004']);
  });

  it('names the catalog once, whoever asks first', async () => {
    const { store, knex } = await setUp();
    const asked = await Promise.all(
      [1, 2, 3].map(() => DatabaseExportStore.create({ knex }).instance()),
    );
    expect(new Set([...asked, await store.instance()]).size).toBe(1);
  });
});
