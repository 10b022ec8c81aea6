import { ConnectorError } from '@backstage-connector/plugin-connector-node';
import {
  createRecorder,
  readAll,
  withSession,
} from '@backstage-connector/plugin-connector-node/testUtils';
import {
  createTestDatabase,
  type TestDatabase,
} from './__fixtures__/testServer';
import { postgresqlConnector as connector } from './postgresqlConnector';
import type { PostgresqlSession } from './PostgresqlSession';

// A real server, on a machine that may be busy.
jest.setTimeout(60_000);

describe('PostgresqlSession', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.ask([
      'CREATE SCHEMA shop',
      'CREATE TABLE shop.customer (id integer)',
      'CREATE TABLE shop.locked (id integer)',
      'CREATE VIEW shop.overview AS SELECT id FROM shop.locked',
      // More than fit into what is read ahead.
      `DO $$ BEGIN FOR at IN 1..300 LOOP
         EXECUTE format('CREATE TABLE shop.customer_%s (id integer)', at);
         EXECUTE format('CREATE VIEW shop.customers_%s AS
                         SELECT id FROM shop.customer_%1$s', at);
       END LOOP; END $$`,
    ]);
    await database.grantUsage();
  });
  afterAll(() => database?.remove());

  const read = (options: { signal?: AbortSignal; seconds?: number } = {}) =>
    readAll({
      connector,
      settings: {
        ...database.settings,
        parameters: {
          ...database.settings.parameters,
          statementTimeout: options.seconds ?? 60,
        },
      },
      recorder: createRecorder(options.signal),
    });

  /** The server cannot tell the SQL of the view, and waits. */
  async function whileLocked<T>(use: () => Promise<T>): Promise<T> {
    const holder = await database.connect();
    await holder.query('BEGIN; LOCK shop.locked IN ACCESS EXCLUSIVE MODE');
    try {
      return await use();
    } finally {
      await holder.end();
    }
  }

  async function untilSessionsAre(count: number, state = 'true') {
    const isSo = async () => {
      const [{ found }] = await database.ask<{ found: number }>(
        `SELECT count(*)::int AS found FROM pg_stat_activity
          WHERE usename = '${database.user}' AND ${state}`,
      );
      return found === count;
    };
    while (!(await isSo())) {
      // Asking again takes a while by itself.
    }
  }
  const waiting = `wait_event_type = 'Lock'`;

  it('ends the query on the server at once when it is aborted', async () => {
    await whileLocked(async () => {
      const aborter = new AbortController();
      const reading = read({ signal: aborter.signal });
      reading.catch(() => {});
      await untilSessionsAre(1, waiting);
      const abortedAt = performance.now();
      aborter.abort(new Error('enough'));
      await expect(reading).rejects.toThrow('enough');
      await untilSessionsAre(0);
      expect(performance.now() - abortedAt).toBeLessThan(10_000);
    });
  });

  it('ends the query on the server when it is closed', async () => {
    await withSession(
      { connector, settings: database.settings },
      async lent => {
        const session = lent as PostgresqlSession;
        const query = session.query('SELECT pg_sleep(60)');
        query.catch(() => {});
        await untilSessionsAre(1, `wait_event = 'PgSleep'`);
        await session.close();
        await expect(query).rejects.toThrow();
        await untilSessionsAre(0);
      },
    );
  });

  it('throws when the server ends the session while it waits', async () => {
    await whileLocked(async () => {
      const reading = read();
      reading.catch(() => {});
      await untilSessionsAre(1, waiting);
      await database.endSessions();
      const error = await reading.catch(thrown => thrown);
      expect(error).toBeInstanceOf(ConnectorError);
      expect(error.failure).toMatchObject({
        code: 'postgresql.session-ended',
        kind: 'transient',
      });
    });
  });

  it('throws when a query takes longer than it may', async () => {
    await whileLocked(async () => {
      await expect(read({ seconds: 1 })).rejects.toMatchObject({
        failure: {
          code: 'postgresql.query-cancelled',
          field: 'statementTimeout',
        },
      });
      await untilSessionsAre(0);
    });
  });

  it('lets the reader take its time', async () => {
    const { parameters, secrets } = database.settings;
    const settings = {
      secrets,
      parameters: { ...parameters, statementTimeout: 1 },
    };
    await withSession({ connector, settings }, async (session, context) => {
      const names = [];
      for await (const { name } of connector.extract(session, context)) {
        names.push(name);
        if (name === 'customer') {
          await database.ask('SELECT pg_sleep(1.2)');
        }
      }
      expect(names).toContain('overview');
    });
  });

  it('gives the locks of views back while it reads', async () => {
    await withSession(
      { connector, settings: database.settings },
      async (session, context) => {
        let locks = 0;
        for await (const { name } of connector.extract(session, context)) {
          if (name === 'overview') {
            const [{ held }] = await database.ask<{ held: number }>(
              `SELECT count(*)::int AS held FROM pg_locks
                WHERE pid IN (SELECT pid FROM pg_stat_activity
                               WHERE usename = '${database.user}')`,
            );
            locks = held;
          }
        }
        expect(locks).toBeGreaterThan(0);
        expect(locks).toBeLessThan(100);
      },
    );
  });

  it('reads one state of the database, and can be used again', async () => {
    await withSession(
      { connector, settings: database.settings },
      async (session, context) => {
        const namesOf = async (whenStarted = async () => {}) => {
          const names = [];
          const assets = connector.extract(session, context);
          for await (const { name, kind } of assets) {
            names.push(name);
            if (kind === 'database') {
              await whenStarted();
            }
          }
          return names;
        };
        const before = await namesOf(async () => {
          await database.ask('CREATE TABLE shop.later (id integer)');
        });
        expect(before).toContain('overview');
        expect(before).not.toContain('later');
        await expect(namesOf()).resolves.toContain('later');
      },
    );
  });

  it('cannot write', async () => {
    await withSession(
      { connector, settings: database.settings },
      async lent => {
        const session = lent as PostgresqlSession;
        const write = session.snapshot(async function* statements() {
          yield* await session.query('CREATE TEMPORARY TABLE scratch ()');
        });
        // https://www.postgresql.org/docs/current/errcodes-appendix.html
        await expect(write.next()).rejects.toMatchObject({ code: '25006' });
      },
    );
  });
});
