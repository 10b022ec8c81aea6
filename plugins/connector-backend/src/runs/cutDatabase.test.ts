import knexFactory, { type Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { migrate } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { PostgresServer } from '../__testUtils__/PostgresServer';
import { nonZero, runWorld, type RunWorld } from './__testUtils__/runWorld';

jest.setTimeout(60_000);

// The pool would tell the console of each cut.
const log = { warn() {}, error() {}, debug() {}, deprecate() {} };

const ALL_SESSIONS =
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'worker'";

describe('A run whose database is cut off on PostgreSQL', () => {
  let world: RunWorld | undefined;
  const pools: Knex[] = [];

  afterEach(async () => {
    await world?.stop();
    await Promise.all(pools.splice(0).map(pool => pool.destroy()));
  });

  async function setUp() {
    world = await runWorld('POSTGRES_18', {
      connect(knex) {
        const { connection } = knex.client.config;
        const pool = knexFactory({
          ...knex.client.config,
          log,
          connection: {
            ...connection,
            // Knex keeps it out of what is copied.
            password: connection.password,
            application_name: 'worker',
          },
        });
        pools.push(pool);
        return pool;
      },
    });
    world.startWorker({
      pollMs: 100,
      leaseMs: 2_000,
      retry: { attempts: 3, initialDelayMs: 100, maxDelayMs: 100 },
    });
    const { knex } = world;
    const cut = () => knex.raw(ALL_SESSIONS);
    /** The server ends all sessions while it does the nth such statement. */
    const cutWithin = async (statement: string, nth: number, when = 'true') => {
      await knex.raw('create sequence cuts');
      await knex.raw(`
        create function cut() returns trigger language plpgsql as $$ begin
          if nextval('cuts') = ${nth} then
            perform count(*) from (${ALL_SESSIONS}) ended;
          end if;
          return new;
        end $$`);
      await knex.raw(
        `create trigger cut before ${statement} for each row when (${when}) execute function cut()`,
      );
    };
    const cuts = async () =>
      Number(
        (await knex.raw('select last_value from cuts')).rows[0].last_value,
      );
    return { ...world, cut, cutWithin, cuts };
  }

  /** Everything is there, and nothing is left to be done. */
  async function expectComplete({ run, names, catalog }: RunWorld) {
    expect(names()).toEqual(['customers', 'db', 'main', 'orders']);
    catalog.deliveries.length = 0;
    expect(nonZero(await run())).toEqual({ ignore: 4 });
    expect(catalog.deliveries).toEqual([]);
  }

  it('goes on reading when sessions were ended between two statements', async () => {
    const it = await setUp();
    let cuts = 0;
    it.source.onAsset = async index => {
      if (index === 2 && cuts < 2) {
        cuts += 1;
        await it.cut();
      }
    };
    const run = await it.run();
    expect(run).toMatchObject({ state: 'succeeded', delivery: { sent: 4 } });
    await expectComplete(it);
  });

  it.each<[string, string, number, string]>([
    ['stores what is decided', 'insert on run_decisions', 2, 'true'],
    ['writes its log', 'insert on run_log', 1, 'true'],
    ['saves its plan', 'update on runs', 1, "new.phase = 'apply'"],
    ['brings its plan into the ledger', 'insert on objects', 3, 'true'],
    [
      'notes what was delivered',
      'update on objects',
      2,
      'new.delivered_hash is not null and old.delivered_hash is null',
    ],
    ['ends', 'update on runs', 1, "new.state = 'succeeded'"],
    [
      'notes what is visible',
      'update on objects',
      2,
      'new.visible_hash is not null and old.visible_hash is null',
    ],
  ])(
    'is complete when it was cut while it %s',
    async (_, statement, nth, when) => {
      const it = await setUp();
      await it.cutWithin(statement, nth, when);
      const run = await it.run();
      await expect(it.cuts()).resolves.toBeGreaterThanOrEqual(nth);
      expect(run).toMatchObject({
        state: 'succeeded',
        delivery: { planned: 4, sent: 4, visible: 4, settled: true },
      });
      expect(nonZero(run)).toEqual({ create: 4 });
      for (const { outcome, failure } of run.attempts.slice(0, -1)) {
        expect([outcome, failure?.code]).toEqual([
          'retry',
          'database.unavailable',
        ]);
      }
      await expectComplete(it);
    },
  );

  it('delivers again what was taken by the catalog and not by the ledger', async () => {
    const it = await setUp();
    let deliveries = 0;
    it.catalog.onDelivery = async () => {
      deliveries += 1;
      if (deliveries === 1) {
        await it.cut();
      }
    };
    const run = await it.run();
    expect(run).toMatchObject({ state: 'succeeded', delivery: { visible: 4 } });
    await expectComplete(it);
  });
});

describe('A run whose PostgreSQL server crashes', () => {
  let server: PostgresServer;
  let pool: Knex;
  let world: RunWorld | undefined;

  beforeAll(async () => {
    server = await PostgresServer.start();
    pool = knexFactory({ client: 'pg', connection: server.url, log });
    await migrate(pool);
  });
  afterEach(() => world?.stop());
  afterAll(async () => {
    await pool?.destroy();
    await server?.remove();
  });

  async function setUp() {
    world = await runWorld(pool);
    world.startWorker({
      pollMs: 100,
      leaseMs: 10_000,
      retry: { attempts: 3, initialDelayMs: 100, maxDelayMs: 100 },
    });
    return world;
  }

  it.each<[string, (world: RunWorld, once: () => Promise<void>) => void]>([
    [
      'while it reads',
      ({ source }, crash) => {
        source.onAsset = crash;
      },
    ],
    [
      'while it delivers',
      ({ catalog }, crash) => {
        catalog.onDelivery = crash;
      },
    ],
  ])('%s goes on when the server is back', async (_, when) => {
    const it = await setUp();
    let crashed: Promise<void> | undefined;
    when(it, () => {
      crashed ??= server.crash();
      return crashed;
    });
    const id = randomUUID();
    const run = await it.start('import', id);
    await eventually(() => expect(crashed).toBeDefined());
    await crashed;
    await server.startAgain();
    await expect(it.ended(run.id)).resolves.toMatchObject({
      state: 'succeeded',
      delivery: { planned: 4, sent: 4, visible: 4 },
    });
    expect(nonZero(await it.run('import', id))).toEqual({ ignore: 4 });
    await it.knex('objects').delete();
  });
});
