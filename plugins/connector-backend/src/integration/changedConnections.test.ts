import type {
  Connection,
  ConnectionInput,
} from '@backstage-connector/plugin-connector-common';
import sqliteModule from '@backstage-connector/plugin-connector-backend-module-sqlite';
import type { JsonObject } from '@backstage/types';
import { randomUUID } from 'node:crypto';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';
import { postgresSource, type PostgresSource } from './__testUtils__/sources';

jest.setTimeout(60_000);

describe.each(engines)('a connection that changes, portal on %s', engine => {
  let database: JsonObject;
  let portal: ImportPortal;
  let source: PostgresSource;

  const start = (over: Partial<Parameters<typeof startImportPortal>[0]> = {}) =>
    startImportPortal({
      database,
      connector: {
        runs: {
          retry: { attempts: 1 },
          // One that reads keeps the next in the queue.
          concurrencyPerTechnology: { postgresql: 1 },
          timeout: '20s',
        },
      },
      ...over,
    });

  beforeAll(async () => {
    database = await portalDatabase(engine);
    portal = await start();
    source = await postgresSource([
      'CREATE SCHEMA shop',
      'CREATE TABLE shop.locked (id integer)',
      'CREATE VIEW shop.overview AS SELECT id FROM shop.locked',
      'CREATE TABLE shop.customer (id integer)',
    ]);
  });
  afterAll(() => portal?.stop());

  /** Each a source of its own, as far as the entities are concerned. */
  const connect = (): Promise<Connection> =>
    portal.connect(
      source.input({
        name: randomUUID(),
        parameters: { ...source.parameters, systemId: randomUUID() },
        options: {
          ...source.input().options,
          namePrefix: `p${randomUUID().slice(0, 8)}`,
        },
      }),
    );

  const startImport = async ({ id }: Connection) =>
    (await portal.client.startRun({ params: { id }, body: { kind: 'import' } }))
      .id;

  async function edit(connection: Connection, over: Partial<ConnectionInput>) {
    const { id, name, technology, parameters, scope, options, version } =
      connection;
    return portal.client.updateConnection({
      params: { id },
      body: {
        ...{ name, technology, parameters, scope, options, version },
        secrets: {},
        ...over,
      },
    });
  }

  const setEnabled = ({ id }: Connection, enabled: boolean) =>
    portal.client.setConnectionEnabled({ params: { id }, body: { enabled } });

  const run = (id: string) => portal.client.getRun({ params: { id } });

  const sessions = async () => {
    const { rows } = await source.knex.raw(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
          AND wait_event_type = 'Lock'`,
    );
    return rows.length;
  };

  /** While `use` goes on, a run that reads the source does not get further. */
  async function whileReading<T>(
    use: (reading: { connection: Connection; runId: string }) => Promise<T>,
  ): Promise<T> {
    const connection = await connect();
    const lock = await source.knex.transaction();
    try {
      await lock.raw('LOCK TABLE shop.locked IN ACCESS EXCLUSIVE MODE');
      const runId = await startImport(connection);
      await eventually(async () => expect(await sessions()).toBe(1));
      return await use({ connection, runId });
    } finally {
      await lock.rollback();
    }
  }

  /** A run that waits behind one that reads, until `use` has ended. */
  async function whileQueued(use: (connection: Connection) => Promise<void>) {
    const connection = await connect();
    const [reading, queued] = await whileReading(async ({ runId }) => {
      const id = await startImport(connection);
      await use(connection);
      await expect(run(id)).resolves.toMatchObject({ state: 'queued' });
      return [runId, id];
    });
    await portal.ended(reading);
    return { connection, run: await portal.ended(queued) };
  }

  it('is imported as it is when the run begins, and the run says so', async () => {
    const waited = await whileQueued(async connection => {
      await edit(connection, {
        scope: { include: ['shop.customer'], exclude: [] },
        options: { ...connection.options, timeoutMinutes: 7 },
      });
    });
    expect(waited.run).toMatchObject({
      state: 'succeeded',
      settings: {
        scope: { include: ['shop.customer'] },
        options: { timeoutMinutes: 7 },
      },
      report: { assets: { table: 1 } },
    });
  });

  it('fails its queued run when its new settings have not passed a test', async () => {
    const waited = await whileQueued(async connection => {
      await edit(connection, {
        parameters: { ...connection.parameters, statementTimeout: 9 },
      });
    });
    expect(waited.run).toMatchObject({
      state: 'failed',
      failure: {
        code: 'run.precondition',
        kind: 'config',
        remedy: expect.stringContaining('test the connection'),
      },
    });
  });

  it('fails its queued run when it was disabled, and says how to go on', async () => {
    const { connection, run: failed } = await whileQueued(it =>
      setEnabled(it, false).then(() => {}),
    );
    expect(failed).toMatchObject({
      state: 'failed',
      attempt: 1,
      failure: {
        code: 'run.precondition',
        remedy: expect.stringContaining('is disabled; enable it'),
      },
    });
    await setEnabled(connection, true);
    expect(await portal.run(connection.id)).toMatchObject({
      state: 'succeeded',
    });
  });

  it('cannot be deleted while its run is queued or running; then it can', async () => {
    const remove = ({ id }: Connection, entities: number) =>
      portal.client.deleteConnection({ params: { id }, query: { entities } });
    const refused = expect.objectContaining({ statusCode: 409 });
    const queued = await connect();
    const reading = await whileReading(async ({ connection, runId }) => {
      const id = await startImport(queued);
      await expect(remove(queued, 0)).rejects.toEqual(refused);
      await expect(remove(connection, 0)).rejects.toEqual(refused);
      for (const params of [{ id }, { id: runId }]) {
        await portal.client.cancelRun({ params });
        expect(await portal.ended(params.id)).toMatchObject({
          state: 'cancelled',
        });
      }
      // The statement itself was stopped: its lock is held until later.
      await eventually(async () => expect(await sessions()).toBe(0), {
        timeout: 2_000,
      });
      return connection;
    });
    for (const connection of [queued, reading]) {
      await remove(connection, 0);
      await expect(
        portal.client.getConnection({ params: { id: connection.id } }),
      ).rejects.toMatchObject({ statusCode: 404 });
    }
  });

  it('is imported to the end as it was when it is edited or disabled meanwhile', async () => {
    const { connection, runId } = await whileReading(async reading => {
      const edited = await edit(reading.connection, {
        scope: { include: ['shop.customer'], exclude: [] },
      });
      expect(edited.scope.include).toEqual(['shop.customer']);
      await setEnabled(reading.connection, false);
      return reading;
    });
    expect(await portal.ended(runId)).toMatchObject({
      state: 'succeeded',
      settings: { scope: { include: [] } },
      report: { assets: { table: 2, view: 1 } },
    });
    await expect(startImport(connection)).rejects.toMatchObject({
      statusCode: 409,
    });
  });

  it('fails its queued run when its technology is not installed any more', async () => {
    const connection = await connect();
    const id = await whileReading(async () => {
      const queued = await startImport(connection);
      await portal.stop();
      return queued;
    });
    portal = await start({ technologies: [sqliteModule] });
    expect(await portal.ended(id)).toMatchObject({
      state: 'failed',
      failure: {
        code: 'run.precondition',
        kind: 'config',
        remedy: expect.stringContaining(
          'The technology "postgresql" is not installed any more; add its backend module',
        ),
      },
    });
    await portal.stop();
    portal = await start();
    expect(await portal.run(connection.id)).toMatchObject({
      state: 'succeeded',
    });
  });

  it('has its statement stopped on the server when a run takes too long', async () => {
    await portal.stop();
    portal = await start({
      connector: { runs: { retry: { attempts: 3 }, timeout: '2s' } },
    });
    await whileReading(async ({ runId }) => {
      expect(await portal.ended(runId)).toMatchObject({
        state: 'failed',
        attempt: 1,
        failure: { code: 'run.timed-out', field: 'timeoutMinutes' },
      });
      // Nobody has released the lock.
      await eventually(async () => expect(await sessions()).toBe(0), {
        timeout: 2_000,
      });
    });
  });
});
