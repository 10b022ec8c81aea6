import type { Knex } from 'knex';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import {
  analyze,
  insertLongHistory,
  insertLongLog,
} from '../__testUtils__/longHistory';
import { plansOf } from '../__testUtils__/queryPlans';
import { DatabaseHealthStore } from './DatabaseHealthStore';
import { DatabaseHistoryStore } from './DatabaseHistoryStore';
import { DatabaseNewsStore } from './DatabaseNewsStore';
import { DatabaseOccurrenceStore } from './DatabaseOccurrenceStore';
import { DatabaseRunLogStore } from './DatabaseRunLogStore';
import { DatabaseRunStore } from './DatabaseRunStore';

jest.setTimeout(120_000);

const RUNS = 100_000;
const LINES = 200_000;
/** Rows of tables and indexes, for a question about 200 connections at once. */
const MOST_READ = 10_000;
const NOW = new Date('2020-03-11T00:00:00.000Z');
const OLD = new Date('2020-01-02T00:00:00.000Z');
const ids = Array.from({ length: 200 }, (_, n) => `c-${n + 1}`);
const tables = /\b(runs|run_log|run_decisions|schedule_occurrences)\b/;

describe.each(engines)('What a long history costs, on %s', engine => {
  let knex: Knex;
  let stores: ReturnType<typeof storesOn>;
  /** Of a page in the middle. */
  let cursor: string | undefined;

  const storesOn = (on: Knex) => {
    const options = { knex: on, now: () => NOW };
    return {
      runs: DatabaseRunStore.create(options),
      logs: DatabaseRunLogStore.create(options),
      history: DatabaseHistoryStore.create(options),
      health: DatabaseHealthStore.create(options),
      news: DatabaseNewsStore.create(options),
      occurrences: DatabaseOccurrenceStore.create(options),
    };
  };

  beforeAll(async () => {
    knex = await migratedDatabase(engine);
    await insertLongHistory(knex, { runs: RUNS, connections: ids.length });
    await insertLongLog(knex, { runId: 'r-7', lines: LINES });
    await analyze(knex);
    stores = storesOn(knex);
    // Some that wait, one that runs, one whose worker has died.
    for (const id of ids.slice(0, 20)) {
      await stores.runs.insert({
        id: `queued ${id}`,
        connectionId: id,
        connectionName: id,
        technology: 'sqlite',
        kind: 'import',
        trigger: 'manual',
        requestedBy: `user:default/${id}`,
        settings: {},
      });
    }
    const middle = await stores.runs.list({
      limit: 1,
      to: '2020-02-01T00:00:00.000Z',
    });
    cursor = middle.nextCursor;
  });

  type Stores = ReturnType<typeof storesOn>;
  const claim = ({ runs }: Stores, limits: Record<string, number> = {}) =>
    runs.claim({ ticket: 't', leaseMs: 30_000, maxDelayMs: 900_000, limits });

  it.each<[string, (stores: Stores) => Promise<unknown>]>([
    ['the newest runs', it => it.runs.list({ limit: 25 })],
    ['runs in the middle', it => it.runs.list({ limit: 25, cursor })],
    [
      'runs of a connection',
      it => it.runs.list({ limit: 25, connection: 'c-3', cursor }),
    ],
    [
      'runs of some connections',
      it => it.runs.list({ limit: 25, connections: ids.slice(0, 30), cursor }),
    ],
    [
      'runs of many connections',
      it => it.runs.list({ limit: 25, connections: ids, cursor }),
    ],
    [
      'failed and partial runs',
      it => it.runs.list({ limit: 25, state: ['failed', 'partial'], cursor }),
    ],
    [
      'runs in a state that none has',
      it => it.runs.list({ limit: 25, state: ['needs-review'] }),
    ],
    [
      'manual runs and others',
      it => it.runs.list({ limit: 25, trigger: ['manual', 'api'], cursor }),
    ],
    ['previews', it => it.runs.list({ limit: 25, kind: ['preview'], cursor })],
    [
      'runs of a day',
      it =>
        it.runs.list({
          limit: 25,
          from: '2020-02-01T00:00:00.000Z',
          to: '2020-02-02T00:00:00.000Z',
        }),
    ],
    [
      'the strips of a page',
      it =>
        it.runs.marks({
          connections: ids.slice(0, 50),
          from: '2020-02-01T00:00:00.000Z',
          to: '2020-02-02T00:00:00.000Z',
          limit: 100,
        }),
    ],
    ['the latest run of each connection', it => it.runs.latest(ids)],
    ['the health of each connection', it => it.health.histories(ids)],
    ['the news of each connection', it => it.news.list()],
    ['the depth of the queue', it => it.runs.countActive()],
    ['a claim', it => claim(it)],
    ['a claim with limits', it => claim(it, { sqlite: 1, postgresql: 1 })],
    ['the next attempt', it => it.runs.nextAttempt(new Date())],
    [
      'deliveries that nobody watches',
      it => it.runs.claimUnsettled({ ticket: 't', leaseMs: 30_000 }),
    ],
    ['a heartbeat', it => it.runs.update({ id: 'r-7', ticket: 't' })],
    ['a cancel', it => it.runs.requestCancel('r-7')],
    [
      'the answer to a review',
      it =>
        it.runs
          .answerReview('r-7', 'dismiss', report => ({
            report,
            state: 'succeeded',
          }))
          .catch(() => {}),
    ],
    [
      'reviews that a newer import supersedes',
      it =>
        it.runs.supersedeReviews({ id: 'r', connectionId: 'c-3' }, report => ({
          report,
          state: 'succeeded',
        })),
    ],
    ['the first lines', it => it.logs.read('r-7', { after: 0, limit: 500 })],
    [
      'lines in the middle',
      it => it.logs.read('r-7', { after: LINES / 2, limit: 500 }),
    ],
    [
      'the last lines',
      it => it.logs.read('r-7', { after: 0, limit: 500, take: 'latest' }),
    ],
    [
      'the rare lines',
      it =>
        it.logs.read('r-7', { after: 0, limit: 500, level: ['warn', 'error'] }),
    ],
    ['the number of the last line', it => it.logs.lastSeq('r-7')],
    ['starts of schedules', it => it.occurrences.list({ limit: 25 })],
    [
      'starts that were skipped',
      it => it.occurrences.list({ limit: 25, outcome: ['overlap', 'missed'] }),
    ],
    [
      'starts of a connection',
      it => it.occurrences.list({ limit: 25, connection: 'c-3' }),
    ],
    ['starts that wait', it => it.occurrences.released()],
    ['runs to delete', it => it.history.expired(OLD)],
    ['too many runs of a connection', it => it.history.surplus('c-3', 400)],
    ['connections that have runs', it => it.history.nextConnection('c-3')],
    ['details to delete', it => it.history.withDetails(OLD)],
    ['deleting a run', it => it.history.deleteRun('r-8')],
    ['deleting details of a run', it => it.history.deleteDetails('r-9')],
    ['deleting starts', it => it.occurrences.deleteBefore(OLD, 100)],
  ])('%s is read by an index', async (_, ask) => {
    const plans = await plansOf(knex, () => ask(stores));
    expect(plans.length).toBeGreaterThan(0);
    for (const { sql, steps, scans, read } of plans) {
      const tooMuch = scans.some(it => tables.test(it)) || read > MOST_READ;
      expect([sql, steps, tooMuch]).toEqual([sql, steps, false]);
    }
  });
});
