import type { Connection } from '@backstage-connector/plugin-connector-common';
import type { JsonObject } from '@backstage/types';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import { countPostgres } from './__testUtils__/countPostgres';
import { countImported, readImported, refOf } from './__testUtils__/imported';
import { PortalProcess, type Death } from './__testUtils__/PortalProcess';
import { postgresSource, type PostgresSource } from './__testUtils__/sources';

jest.setTimeout(120_000);

/** More than are applied in one transaction. */
const MANY = 520;

describe.each(engines)('a killed portal, on %s', engine => {
  let database: JsonObject;
  let portal: PortalProcess;

  beforeAll(async () => {
    database = await portalDatabase(engine);
    portal = await PortalProcess.start(database);
  });
  afterAll(() => portal?.kill());

  async function connect(tables: number) {
    const source = await postgresSource([
      'CREATE SCHEMA shop',
      ...Array.from(
        { length: tables },
        (_, n) => `CREATE TABLE shop.t${n} (id integer PRIMARY KEY)`,
      ),
    ]);
    const connection = await portal.api.connect(source.input());
    // With the database, two schemas and the System.
    return { source, connection, size: tables + 4 };
  }

  async function startImport({ id }: Connection) {
    const body = { kind: 'import' } as const;
    return (await portal.api.client.startRun({ params: { id }, body })).id;
  }

  async function importUntilDeath(connection: Connection, death: Death) {
    await portal.dieAt(death);
    const runId = await startImport(connection);
    await portal.death();
    portal = await PortalProcess.start(database);
    return portal.api.ended(runId);
  }

  /** Everything is there, once, and nothing is left to be done. */
  async function expectComplete(
    source: PostgresSource,
    connection: Connection,
    size: number,
  ) {
    const imported = await readImported(portal.catalog, connection);
    expect(countImported(imported)).toEqual(await countPostgres(source.knex));
    expect(new Set(imported.entities.map(refOf)).size).toBe(size);
    const again = await portal.api.run(connection.id);
    expect(again).toMatchObject({
      state: 'succeeded',
      byAction: { ignore: size },
      delivery: { planned: 0, sent: 0 },
    });
  }

  it('reads again what it was reading', async () => {
    const { source, connection, size } = await connect(1);
    await source.knex.raw('CREATE VIEW shop.v AS SELECT * FROM shop.t0');
    const lock = await source.knex.transaction();
    await lock.raw('LOCK TABLE shop.t0 IN ACCESS EXCLUSIVE MODE');
    const runId = await startImport(connection);
    await eventually(async () => {
      const { rows } = await source.knex.raw(
        `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'
            AND datname = current_database()`,
      );
      expect(rows).toHaveLength(1);
    });

    await portal.kill();
    await lock.rollback();
    portal = await PortalProcess.start(database);

    const run = await portal.api.ended(runId);
    expect(run).toMatchObject({
      state: 'succeeded',
      byAction: { create: size + 1 },
    });
    expect(run.attempt).toBeGreaterThan(1);
    await expectComplete(source, connection, size + 1);
  });

  it('applies the rest of a plan of which it had applied a part', async () => {
    const { source, connection, size } = await connect(MANY);

    const run = await importUntilDeath(connection, {
      plugin: 'connector',
      statement: '^insert into .objects.',
      nth: 2,
    });

    expect(run).toMatchObject({
      state: 'succeeded',
      byAction: { create: size },
      delivery: { planned: size, sent: size, visible: size },
    });
    expect(run.attempt).toBeGreaterThan(1);
    const decisions = await portal.api.decisions(run.id);
    expect(new Set(decisions.map(it => it.uid)).size).toBe(size);
    expect(decisions).toHaveLength(size);
    await expectComplete(source, connection, size);
  });

  it.each<[string, number, Death]>([
    [
      'which the catalog had half taken',
      2,
      { plugin: 'catalog', statement: '^insert into .refresh_state.', nth: 2 },
    ],
    [
      'which the catalog had taken, but the ledger did not know',
      2,
      {
        plugin: 'connector',
        statement: '^update .objects. set .delivered_hash.',
        nth: 1,
      },
    ],
    [
      'and watches the rest of a run that had ended',
      1,
      {
        plugin: 'connector',
        statement: '^update .objects. set .visible_hash.',
        nth: 1,
      },
    ],
  ])('delivers what it was delivering, %s', async (_, attempt, death) => {
    const { source, connection, size } = await connect(3);

    const run = await importUntilDeath(connection, death);

    expect(run).toMatchObject({
      state: 'succeeded',
      attempt,
      byAction: { create: size },
      delivery: { planned: size, sent: size, visible: size, settled: true },
    });
    await expectComplete(source, connection, size);
  });
});
