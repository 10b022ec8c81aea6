import type { RunAttempt } from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import type { ChildProcess } from 'node:child_process';
import { aConnection } from '../__testUtils__/connections';
import { killChild, startChild } from '../__testUtils__/childProcesses';
import { migratedDatabase } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { fromConnection } from '../database/connectionRows';
import { fromSchedule } from '../database/scheduleRows';
import { daily } from '../schedules/__testUtils__/scheduleWorld';

jest.setTimeout(120_000);

const CONNECTIONS = 200;
const ENTITIES = 4;
const ids = Array.from({ length: CONNECTIONS }, (_, index) => `c${index}`);

describe('three processes on one PostgreSQL that are killed at random', () => {
  const processes: ChildProcess[] = [];

  afterEach(() => Promise.all(processes.splice(0).map(killChild)));

  /** 200 connections that are due in this minute. */
  async function setUp() {
    const knex = await migratedDatabase('POSTGRES_18');
    await knex.schema.createTable('test_catalog', table => {
      table.text('ref').primary();
      table.text('source');
      table.text('revision');
    });
    await knex('connections').insert(
      ids.map(id => fromConnection(aConnection({ id, name: id }))),
    );
    const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000);
    const at = minute.toISOString();
    await knex('schedules').insert(
      ids.map(connectionId =>
        fromSchedule({
          connectionId,
          definition: daily({
            recurrence: { kind: 'daily', time: at.slice(11, 16) },
          }),
          origin: 'portal',
          version: 1,
          next: { nextRunAt: at, dueAt: at },
          updatedBy: 'user:default/ada',
          updatedAt: at,
        }),
      ),
    );
    return knex;
  }

  const start = (knex: Knex) =>
    startChild(require.resolve('./__testUtils__/importProcess.ts'), knex);

  it('import each of 200 connections exactly once, and lose none', async () => {
    const knex = await setUp();
    processes.push(start(knex), start(knex), start(knex));
    const count = async (rows: Knex.QueryBuilder) =>
      Number((await rows.count({ n: '*' }))[0].n);
    const endedRuns = () => count(knex('runs').whereNotNull('ended_at'));
    let kills = 0;
    for (let done = 0; done < CONNECTIONS; ) {
      const next = Math.min(
        CONNECTIONS,
        done + 10 + Math.floor(Math.random() * 20),
      );
      await eventually(
        async () => expect(await endedRuns()).toBeGreaterThanOrEqual(next),
        { timeout: 60_000 },
      );
      done = await endedRuns();
      if (done < CONNECTIONS) {
        const index = Math.floor(Math.random() * processes.length);
        await killChild(processes[index]);
        processes[index] = start(knex);
        kills += 1;
      }
    }
    await eventually(
      async () =>
        expect(await count(knex('runs').whereRaw('not delivery_settled'))).toBe(
          0,
        ),
      { timeout: 60_000 },
    );
    expect(kills).toBeGreaterThan(4);

    const runs = await knex('runs').orderBy('connection_id');
    expect(runs.map(it => it.connection_id)).toEqual([...ids].sort());
    for (const run of runs) {
      expect(run).toMatchObject({ state: 'succeeded', trigger: 'schedule' });
      expect(JSON.parse(run.report).byAction).toMatchObject({
        create: ENTITIES,
        reject: 0,
        ignore: 0,
      });
      expect(JSON.parse(run.delivery)).toMatchObject({
        planned: ENTITIES,
        sent: ENTITIES,
        visible: ENTITIES,
      });
    }
    const died = runs.filter(run =>
      JSON.parse(run.attempts).some((it: RunAttempt) => it.outcome === 'died'),
    );
    // The kills have met runs at work.
    expect(died.length).toBeGreaterThan(0);
    await expect(
      count(knex('schedule_occurrences').where({ outcome: 'started' })),
    ).resolves.toBe(CONNECTIONS);
    await expect(count(knex('test_catalog'))).resolves.toBe(
      CONNECTIONS * ENTITIES,
    );
    await expect(
      count(knex('objects').whereRaw('delivered_hash = hash')),
    ).resolves.toBe(CONNECTIONS * ENTITIES);
    await expect(count(knex('run_decisions'))).resolves.toBe(
      CONNECTIONS * ENTITIES,
    );
  });
});
