import { engines, migratedDatabase } from '../__testUtils__/databases';
import { aConnection } from '../__testUtils__/connections';
import { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import { DatabaseHistoryStore } from '../database/DatabaseHistoryStore';
import { DatabaseOccurrenceStore } from '../database/DatabaseOccurrenceStore';
import type { DbRunRow } from '../database/tables';
import { RunRetention, type RetentionPolicy } from './RunRetention';

const DAY = 24 * 3_600_000;
const NOW = new Date('2026-06-01T00:00:00.000Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY);

describe.each(engines)('RunRetention on %s', engine => {
  async function setUp(over: Partial<RetentionPolicy> = {}) {
    const knex = await migratedDatabase(engine);
    const now = () => NOW;
    const retention = RunRetention.create({
      history: DatabaseHistoryStore.create({ knex }),
      occurrences: DatabaseOccurrenceStore.create({ knex, now }),
      policy: {
        maxAgeMs: 90 * DAY,
        maxRunsPerConnection: 500,
        detailsMaxAgeMs: 30 * DAY,
        ...over,
      },
      now,
    });
    const sweep = (signal = new AbortController().signal) =>
      retention.sweep(signal);
    const has = (
      id: string,
      days: number,
      run: Partial<DbRunRow> = {},
      details = 1,
    ) => insertRun({ knex, id, days, run, details });
    const ids = () => knex('runs').orderBy('id').pluck('id');
    const count = async (table: string) =>
      Number((await knex(table).count({ n: '*' }))[0].n);
    return { knex, sweep, has, ids, count };
  }

  async function insertRun(options: {
    knex: Awaited<ReturnType<typeof migratedDatabase>>;
    id: string;
    days: number;
    run: Partial<DbRunRow>;
    details: number;
  }) {
    const { knex, id, days, run, details } = options;
    const at = daysAgo(days).toISOString();
    await knex('runs').insert({
      id,
      connection_id: 'c-1',
      connection_name: 'Warehouse',
      technology: 'sqlite',
      kind: 'import',
      state: 'failed',
      trigger: 'schedule',
      requested_by: 'user:default/ada',
      settings: '{}',
      stages: '[]',
      queued_at: at,
      ended_at: at,
      ...run,
    });
    const seqs = Array.from({ length: details }, (_, index) => index + 1);
    await knex.batchInsert(
      'run_log',
      seqs.map(seq => ({ run_id: id, seq, at, level: 'info', message: 'x' })),
      500,
    );
    await knex.batchInsert(
      'run_decisions',
      seqs.map(seq => ({
        run_id: id,
        seq,
        uid: 'u',
        ref: 'r',
        urn: 'u',
        title: 't',
        asset_kind: 'table',
        action: 'create',
        rule: 'r',
        reason: 'identity.new',
      })),
      200,
    );
  }

  it('deletes what is too old, with its log and decisions', async () => {
    const { has, sweep, ids, count } = await setUp({
      detailsMaxAgeMs: 90 * DAY,
    });
    await has('old', 91);
    await has('young', 89);
    await expect(sweep()).resolves.toMatchObject({ runs: 1, details: 0 });
    await expect(ids()).resolves.toEqual(['young']);
    await expect(count('run_log')).resolves.toBe(1);
    await expect(count('run_decisions')).resolves.toBe(1);
    await expect(sweep()).resolves.toEqual({
      runs: 0,
      details: 0,
      occurrences: 0,
    });
  });

  it.each<[string, Partial<DbRunRow>]>([
    ['is queued', { state: 'queued', ended_at: null }],
    ['waits for its next attempt', { state: 'queued', not_before: '2099' }],
    ['is running', { state: 'running', ended_at: null }],
    ['waits for a review', { state: 'needs-review' }],
    ['waits for the catalog', { state: 'failed', delivery_settled: false }],
  ])(
    'keeps a run with all its details that %s, however old',
    async (_, run) => {
      const { has, sweep, ids, count } = await setUp({
        maxRunsPerConnection: 1,
      });
      await has('old', 1_000, run);
      await has('newer', 1, { kind: 'preview' });
      await sweep();
      await expect(ids()).resolves.toContain('old');
      await expect(count('run_log')).resolves.toBe(2);
      await expect(count('run_decisions')).resolves.toBe(2);
    },
  );

  it('keeps the last success of each connection, however old', async () => {
    const { has, sweep, ids } = await setUp({ maxRunsPerConnection: 2 });
    await has('a-first', 300, { state: 'succeeded' });
    await has('a-last', 200, { state: 'partial' });
    await has('a-preview', 150, { state: 'succeeded', kind: 'preview' });
    await has('a-failed', 100);
    for (const days of [3, 2, 1]) {
      await has(`a-since-${days}`, days);
    }
    await has('b-last', 400, { state: 'succeeded', connection_id: 'c-2' });
    await sweep();
    await expect(ids()).resolves.toEqual([
      'a-last',
      'a-since-1',
      'a-since-2',
      'b-last',
    ]);
  });

  it('keeps so many runs of each connection, the newest', async () => {
    const { has, sweep, ids } = await setUp({ maxRunsPerConnection: 3 });
    for (let day = 1; day <= 9; day++) {
      await has(`a-${day}`, day);
      await has(`b-${day}`, day, { connection_id: 'c-2' });
    }
    await expect(sweep()).resolves.toMatchObject({ runs: 12 });
    await expect(ids()).resolves.toEqual(
      ['a', 'b'].flatMap(name => [1, 2, 3].map(day => `${name}-${day}`)),
    );
  });

  it('deletes old details earlier than their runs, in steps, and says when', async () => {
    const { has, sweep, knex, count } = await setUp();
    await has('long', 40, {}, 12_000);
    await has('young', 5);
    await expect(sweep()).resolves.toMatchObject({ runs: 0, details: 1 });
    await expect(count('run_log')).resolves.toBe(1);
    await expect(count('run_decisions')).resolves.toBe(1);
    await expect(
      knex('runs').orderBy('id').select('id', 'details_deleted_at'),
    ).resolves.toEqual([
      { id: 'long', details_deleted_at: NOW.toISOString() },
      { id: 'young', details_deleted_at: null },
    ]);
    await expect(sweep()).resolves.toMatchObject({ details: 0 });
  });

  it('stops when it is told to, and another sweep goes on', async () => {
    const { has, sweep, ids, count } = await setUp();
    await has('old', 91);
    const stopped = new AbortController();
    stopped.abort();
    await expect(sweep(stopped.signal)).resolves.toMatchObject({ runs: 0 });
    await expect(count('run_log')).resolves.toBe(1);
    await sweep();
    await expect(ids()).resolves.toEqual([]);
  });

  it('does the work once when two processes sweep at a time', async () => {
    const { has, sweep, ids } = await setUp();
    for (let index = 0; index < 20; index++) {
      await has(`old-${index}`, 100 + index);
    }
    const swept = await Promise.all([sweep(), sweep()]);
    expect(swept[0].runs + swept[1].runs).toBe(20);
    await expect(ids()).resolves.toEqual([]);
  });

  it('deletes old starts of schedules, but none that waits', async () => {
    const { knex, sweep } = await setUp();
    const connections = DatabaseConnectionStore.create({ knex });
    await connections.insert(aConnection());
    await knex('schedule_occurrences').insert(
      [
        { days: 200, outcome: 'waiting' },
        { days: 100, outcome: 'started' },
        { days: 95, outcome: 'missed' },
        { days: 80, outcome: 'started' },
      ].map(({ days, outcome }) => ({
        connection_id: 'c-1',
        at: daysAgo(days).toISOString(),
        decided_at: daysAgo(days).toISOString(),
        outcome,
      })),
    );
    await expect(sweep()).resolves.toMatchObject({ occurrences: 2 });
    await expect(
      knex('schedule_occurrences').orderBy('at').pluck('at'),
    ).resolves.toEqual([200, 80].map(days => daysAgo(days).toISOString()));
  });
});
