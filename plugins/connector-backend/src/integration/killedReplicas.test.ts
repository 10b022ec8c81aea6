import type { Knex } from 'knex';
import type { ChildProcess } from 'node:child_process';
import { aConnection } from '../__testUtils__/connections';
import { killChild, startChild } from '../__testUtils__/childProcesses';
import { migratedDatabase } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { fromConnection } from '../database/connectionRows';
import { fromSchedule } from '../database/scheduleRows';
import { daily } from '../schedules/__testUtils__/scheduleWorld';

jest.setTimeout(300_000);

/** Of what goes on by itself: far more than it takes on a machine that is busy. */
const PATIENCE_MS = 120_000;

const CONNECTIONS = 200;
const ENTITIES = 4;
/** A process is killed when so many more imports have ended. */
const ENDED_PER_KILL = 25;
const ids = Array.from({ length: CONNECTIONS }, (_, index) => `c${index}`);

describe('three processes on one PostgreSQL that are killed one after the other', () => {
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
    await knex.schema.createTable('test_held', table => {
      table.text('connection_id').primary();
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

  const start = (knex: Knex, environment?: Record<string, string>) =>
    startChild(
      require.resolve('./__testUtils__/importProcess.ts'),
      knex,
      environment,
    );

  it('import each of 200 connections exactly once, and lose none', async () => {
    const knex = await setUp();
    const count = async (rows: Knex.QueryBuilder) =>
      Number((await rows.count({ n: '*' }))[0].n);
    const endedRuns = () => count(knex('runs').whereNotNull('ended_at'));

    // The first that dies has a run in its hands.
    processes.push(start(knex, { TEST_HOLD: 'yes' }));
    const held: string = await eventually(
      async () => {
        const [row] = await knex('test_held');
        expect(row).toBeDefined();
        return row.connection_id;
      },
      { timeout: PATIENCE_MS },
    );
    processes.push(start(knex), start(knex));
    let kills = 0;
    for (
      let ended = ENDED_PER_KILL;
      ended < CONNECTIONS;
      ended += ENDED_PER_KILL
    ) {
      await eventually(
        async () => expect(await endedRuns()).toBeGreaterThanOrEqual(ended),
        { timeout: PATIENCE_MS },
      );
      const index = kills % processes.length;
      await killChild(processes[index]);
      processes[index] = start(knex);
      kills += 1;
    }
    await eventually(async () => expect(await endedRuns()).toBe(CONNECTIONS), {
      timeout: PATIENCE_MS,
    });
    await eventually(
      async () =>
        expect(await count(knex('runs').whereRaw('not delivery_settled'))).toBe(
          0,
        ),
      { timeout: PATIENCE_MS },
    );

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
    const met = runs.find(run => run.connection_id === held);
    // Whoever took it up may have been killed, too.
    const outcomes = JSON.parse(met.attempts).map(
      (it: { outcome: string }) => it.outcome,
    );
    expect(outcomes.at(0)).toBe('died');
    expect(outcomes.at(-1)).toBe('ended');
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
