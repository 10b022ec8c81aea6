import knexFactory, { type Knex } from 'knex';
import { aConnection } from '../__testUtils__/connections';
import { killChild, startChild } from '../__testUtils__/childProcesses';
import { migratedDatabase } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { daily, scheduleWorld } from './__testUtils__/scheduleWorld';
import { fromConnection } from '../database/connectionRows';
import { fromSchedule } from '../database/scheduleRows';

jest.setTimeout(180_000);

const CONNECTIONS = 200;
const ids = Array.from({ length: CONNECTIONS }, (_, index) => `c-${index}`);

describe('schedules of several processes on one PostgreSQL', () => {
  const knexes: Knex[] = [];

  afterEach(async () => {
    await Promise.all(knexes.splice(0).map(knex => knex.destroy()));
  });

  /** 200 connections, all due daily at 02:00. */
  async function setUp() {
    const knex = await migratedDatabase('POSTGRES_18');
    await knex('connections').insert(
      ids.map(id => fromConnection(aConnection({ id, name: id }))),
    );
    const at = '2026-03-10T02:00:00.000Z';
    await knex('schedules').insert(
      ids.map(connectionId =>
        fromSchedule({
          connectionId,
          definition: daily(),
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

  it('queues each of 200 runs that are due in one minute exactly once', async () => {
    const knex = await setUp();
    const worlds = [1, 2, 3].map(() => {
      const own = knexFactory(knex.client.config);
      knexes.push(own);
      return scheduleWorld(own);
    });
    await Promise.all(worlds.map(world => world.lookAt('03-10T02:00')));

    const runs = await worlds[0].scheduled();
    expect(runs.map(run => run.connection_id).sort()).toEqual([...ids].sort());
    await expect(
      knex('schedules').distinct('next_run_at').pluck('next_run_at'),
    ).resolves.toEqual(['2026-03-11T02:00:00.000Z']);
    // Whoever queued a run woke its worker; how they shared them is chance.
    const wakes = worlds.map(({ worker }) => worker.wake.mock.calls.length);
    expect(wakes.reduce((sum, count) => sum + count)).toBe(CONNECTIONS);
  });

  it('goes on where it was when the database has cut its connections', async () => {
    const knex = await setUp();
    // The pool would tell the console of each cut.
    const log = { warn() {}, error() {}, debug() {}, deprecate() {} };
    const own = knexFactory({ ...knex.client.config, log });
    knexes.push(own);
    const world = scheduleWorld(own);
    let cuts = 0;
    const runnable = world.source.runnable.bind(world.source);
    world.source.runnable = async id => {
      // The next statement of the dispatch meets a dead connection.
      if (['c-20', 'c-120'].includes(id) && cuts < 2) {
        cuts += 1;
        await knex.raw(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        );
      }
      return runnable(id);
    };
    await world.lookAt('03-10T02:00');
    expect(cuts).toBe(2);
    await world.lookAt('03-10T02:00');
    const runs = await world.scheduled();
    expect(runs.map(run => run.connection_id).sort()).toEqual([...ids].sort());
  });

  it('loses none and starts none twice while processes are killed', async () => {
    const knex = await setUp();
    await knex.schema.createTable('test_clock', table => table.text('now'));
    await knex('test_clock').insert({ now: '2026-03-10T00:00:00Z' });
    const start = () =>
      startChild(require.resolve('./__testUtils__/dispatchProcess.ts'), knex);
    const processes = [start(), start(), start()];
    let kills = 0;
    const killOne = async () => {
      const index = kills % processes.length;
      await killChild(processes[index]);
      processes[index] = start();
      kills += 1;
    };
    try {
      for (const day of [10, 11, 12, 13, 14]) {
        const decided = () =>
          knex('schedule_occurrences').where('at', 'like', `2026-03-${day}%`);
        await knex('test_clock').update({ now: `2026-03-${day}T02:00:30Z` });
        for (const share of [0.1, 0.4, 0.7]) {
          await eventually(
            async () =>
              expect((await decided()).length).toBeGreaterThan(
                share * CONNECTIONS,
              ),
            { timeout: 60_000 },
          );
          await killOne();
        }
        await eventually(
          async () => expect(await decided()).toHaveLength(CONNECTIONS),
          { timeout: 60_000 },
        );
        await knex('runs').update({ state: 'succeeded' });
      }
    } finally {
      await Promise.all(processes.map(killChild));
    }

    expect(kills).toBe(15);
    const runs = await knex('runs')
      .select('connection_id')
      .count({ count: 'id' })
      .groupBy('connection_id');
    expect(runs.map(it => Number(it.count))).toEqual(
      Array(CONNECTIONS).fill(5),
    );
    await expect(
      knex('schedule_occurrences').whereNot({ outcome: 'started' }),
    ).resolves.toEqual([]);
  });
});
