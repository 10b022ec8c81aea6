import { randomBytes } from 'node:crypto';
import { quoted } from '@backstage-connector/plugin-connector-node/testUtils';
import type { Settings } from '@backstage-connector/plugin-connector-node/testUtils';
import { Client } from 'pg';

/** The server the tests run on, and its superuser. */
function serverUrl(): URL {
  const url = process.env.CONNECTOR_TEST_POSTGRES_URL;
  if (!url) {
    throw new Error(
      'CONNECTOR_TEST_POSTGRES_URL must name a superuser of a PostgreSQL server, e.g. postgres://postgres@127.0.0.1:5432/postgres; script/test starts a server by itself.',
    );
  }
  return new URL(url);
}

/** The URL of the superuser, to a database of the server. */
function urlOf(database: string): string {
  const url = serverUrl();
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

async function connectTo(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}

type Ask = <Row extends object>(
  statements: string | readonly string[],
) => Promise<Row[]>;

/** Executes statements, and answers the rows of the last. */
function asker(url: string): Ask {
  return async statements => {
    const client = await connectTo(url);
    try {
      let rows: any[] = [];
      for (const statement of [statements].flat()) {
        rows = (await client.query(statement)).rows;
      }
      return rows;
    } finally {
      await client.end();
    }
  };
}

/** A database of its own, with a user who may only connect to it. */
export interface TestDatabase {
  readonly name: string;
  readonly user: string;
  readonly settings: Settings;
  /** Of the superuser. */
  readonly url: string;
  /** As the superuser. */
  readonly ask: Ask;
  connect(): Promise<Client>;
  /** E.g. 150004. */
  version(): Promise<number>;
  /** Sessions of the user. */
  sessions(): Promise<{ pid: number; state: string; query: string }[]>;
  /** Ends them, as a server does that is stopped. */
  endSessions(): Promise<void>;
  /** Lets the user use all schemas there are. */
  grantUsage(): Promise<void>;
  remove(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const server = serverUrl();
  const askServer = asker(server.href);
  const name = `connector_test_${randomBytes(6).toString('hex')}`;
  const user = `${name}_reader`;
  const password = `canary ${name}/'"%`;
  await askServer([
    `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`,
    `CREATE ROLE ${user} LOGIN PASSWORD '${password.replaceAll("'", "''")}'`,
  ]);
  const url = urlOf(name);
  const ask = asker(url);
  await ask('DROP SCHEMA public');
  return {
    name,
    user,
    settings: {
      parameters: {
        host: server.hostname,
        port: Number(server.port || 5432),
        database: name,
        user,
      },
      secrets: { password },
    },
    ask,
    url,
    connect: () => connectTo(url),
    async version() {
      const [{ it }] = await ask<{ it: string }>(
        `SELECT current_setting('server_version_num') AS it`,
      );
      return Number(it);
    },
    sessions: () =>
      askServer(
        `SELECT pid, state, query FROM pg_stat_activity WHERE usename = '${user}'`,
      ),
    async endSessions() {
      await askServer(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE usename = '${user}'`,
      );
    },
    async grantUsage() {
      const schemas = await ask<{ nspname: string }>(
        `SELECT nspname FROM pg_namespace
          WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`,
      );
      await ask(
        schemas.map(
          ({ nspname }) =>
            `GRANT USAGE ON SCHEMA ${quoted(nspname)} TO ${user}`,
        ),
      );
    },
    async remove() {
      // WITH (FORCE) would do it, but PostgreSQL 12 does not know that.
      await askServer([
        `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = '${name}'`,
        `DROP DATABASE ${name}`,
        `DROP ROLE ${user}`,
      ]);
    },
  };
}
