import type { Connection } from '@backstage-connector/plugin-connector-common';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { PostgresServer } from '../__testUtils__/PostgresServer';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';
import { readImported } from './__testUtils__/imported';
import { SourceRoad } from './__testUtils__/SourceRoad';
import {
  postgresSource,
  sqliteSource,
  type PostgresSource,
} from './__testUtils__/sources';

jest.setTimeout(120_000);

/** Seconds for a statement that nothing here waits for. */
const PATIENT = 60;

/** It checks passwords, whatever the server of the other tests does. */
let strict: PostgresServer;

beforeAll(async () => {
  strict = await PostgresServer.start();
});
afterAll(() => strict?.remove());

describe.each(engines)('a source that fails, portal on %s', engine => {
  let portal: ImportPortal;
  let source: PostgresSource;
  let road: SourceRoad;

  beforeAll(async () => {
    portal = await startImportPortal({
      database: await portalDatabase(engine),
    });
    source = await postgresSource([
      'CREATE SCHEMA shop',
      'CREATE TABLE shop.item (id integer)',
      'CREATE VIEW shop.items AS SELECT * FROM shop.item',
    ]);
  });
  beforeEach(async () => {
    road = await SourceRoad.open(source.parameters);
  });
  afterEach(() => road.close());
  afterAll(() => portal.stop());

  let prefixes = 0;
  const prefix = () => {
    prefixes += 1;
    return `p${prefixes}`;
  };
  /** A connection by the road. */
  const input = (parameters: Record<string, string | number> = {}) =>
    source.input({
      name: randomUUID(),
      parameters: {
        ...source.parameters,
        ...road.parameters,
        systemId: randomUUID(),
        ...parameters,
      },
      options: { ...source.input().options, namePrefix: prefix() },
    });

  async function tested(body = input()) {
    const { id } = await portal.client.createConnection({ body });
    return { id, report: await portal.test(id) };
  }

  it.each([
    ['host', { host: 'host.invalid' }, 'reach', 'network.unknown-host'],
    ['port', { port: 1 }, 'reach', 'network.refused'],
    [
      'database',
      { database: 'nowhere' },
      'database',
      'postgresql.unknown-database',
    ],
  ])(
    'is diagnosed by the test when the %s is wrong, and cannot be imported',
    async (_, wrong, step, code) => {
      const { id, report } = await tested(input(wrong));
      expect(report).toMatchObject({
        state: 'failed',
        failure: { code },
      });
      const failed = report.steps.find(it => it.outcome === 'failed');
      expect(failed?.id).toBe(step);
      await expect(
        portal.client.startRun({ params: { id }, body: { kind: 'import' } }),
      ).rejects.toMatchObject({ statusCode: 409 });
    },
  );

  it.each([
    ['user', { user: 'nobody' }, 'postgres', 'postgresql.password'],
    ['password', {}, 'wrong', 'postgresql.password'],
    ['missing password', {}, undefined, 'postgresql.password-missing'],
  ])(
    'is diagnosed by the test when the server refuses the %s',
    async (_, wrong, password, code) => {
      const { hostname, port, username, pathname } = new URL(strict.url);
      const { id, report } = await tested({
        ...input({
          host: hostname,
          port: Number(port),
          user: username,
          database: pathname.slice(1),
          ...wrong,
        }),
        secrets: password
          ? { password: { from: 'value', value: password } }
          : {},
      });
      expect(report).toMatchObject({ state: 'failed', failure: { code } });
      const failed = report.steps.find(it => it.outcome === 'failed');
      expect(failed?.id).toBe('authenticate');
      await expect(
        portal.client.startRun({ params: { id }, body: { kind: 'import' } }),
      ).rejects.toMatchObject({ statusCode: 409 });
    },
  );

  it('is diagnosed when a server accepts and never answers', async () => {
    road.silent = true;
    const { report } = await tested(input({ connectTimeout: 1 }));
    expect(report).toMatchObject({
      state: 'failed',
      failure: { code: 'network.timeout', kind: 'transient' },
    });
  });

  it('is diagnosed when a file is no database, or is not there', async () => {
    const { file, input: fileInput } = sqliteSource();
    writeFileSync(
      file,
      'Not a database, but long enough to be taken for one. '.repeat(40),
    );
    const noDatabase = await tested(fileInput());
    expect(noDatabase.report.failure).toMatchObject({
      code: 'sqlite.not-a-database',
      field: 'file',
    });
    const gone = await tested(
      fileInput({ name: 'gone', parameters: { file: `${file}.gone` } }),
    );
    expect(gone.report.failure).toMatchObject({
      kind: 'config',
      field: 'file',
    });
  });

  /** What the catalog shows, without what changes by being delivered. */
  const shown = async (connection: Connection) => {
    const { entities } = await readImported(portal.catalog, connection);
    return entities
      .map(it => JSON.stringify([it.metadata.title, it.spec, it.metadata.tags]))
      .sort();
  };

  /** An imported connection of which a run hangs in the middle of the reading. */
  async function hangingRun(statementTimeout: number) {
    const connection = await portal.connect(input({ statementTimeout }));
    expect((await portal.run(connection.id)).state).toBe('succeeded');
    const before = await shown(connection);
    const lock = await source.knex.transaction();
    await lock.raw('LOCK TABLE shop.item IN ACCESS EXCLUSIVE MODE');
    const body = { kind: 'import' } as const;
    const params = { id: connection.id };
    const { id } = await portal.client.startRun({ params, body });
    const pid = await eventually(async () => {
      const { rows } = await source.knex.raw(
        `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'
            AND datname = current_database()`,
      );
      expect(rows).toHaveLength(1);
      return rows[0].pid;
    });
    return { connection, before, id, pid, release: () => lock.rollback() };
  }

  it.each<[string, string, number, (pid: number) => Promise<unknown>]>([
    [
      'is ended by the server',
      'postgresql.session-ended',
      PATIENT,
      pid => source.knex.raw('SELECT pg_terminate_backend(?)', [pid]),
    ],
    [
      'loses its connection',
      'network.connection-lost',
      PATIENT,
      () => road.close(),
    ],
    ['takes too long', 'postgresql.query-cancelled', 2, async () => {}],
    [
      'is answered no more',
      'network.timeout',
      // It counts as gone 5 s later.
      2,
      async () => {
        road.silent = true;
      },
    ],
  ])(
    'fails the run when the reading %s, and nothing is removed',
    async (_, code, seconds, strike) => {
      const { connection, before, id, pid, release } = await hangingRun(
        seconds,
      );
      await strike(pid);

      const run = await portal.ended(id).finally(release);

      expect(run).toMatchObject({
        state: 'failed',
        failure: { code, kind: 'transient' },
      });
      expect(await portal.decisions(id)).toEqual([]);
      expect(await shown(connection)).toEqual(before);
    },
  );

  it('can be left at once when it answers no more', async () => {
    const { connection, before, id, release } = await hangingRun(PATIENT);
    road.silent = true;
    const cancelledAt = Date.now();
    await portal.client.cancelRun({ params: { id } });

    const { state, endedAt = '' } = await portal.ended(id).finally(release);

    expect(state).toBe('cancelled');
    expect(Date.parse(endedAt) - cancelledAt).toBeLessThan(10_000);
    expect(await shown(connection)).toEqual(before);
  });
});
