import catalogModuleConnector from '@backstage-connector/plugin-catalog-backend-module-connector';
import connectorPlugin from '@backstage-connector/plugin-connector-backend';
import modulePostgresql from '@backstage-connector/plugin-connector-backend-module-postgresql';
import {
  createConnectorClient,
  type ConnectorApi,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { withClient } from './seedDatabase';

const PREFIX = 'connector_bench_portal_';
const PLUGINS = ['catalog', 'connector'] as const;
const PORT = 7197;

const silentLogger = {
  error: (message: string) => process.stderr.write(`${message}\n`),
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silentLogger,
};

/** A portal of its own, with a real catalog, on fresh databases. */
export interface BenchPortal {
  readonly api: ConnectorApi;
  /** Of the superuser, to the database of a plugin. */
  databaseUrl(plugin: (typeof PLUGINS)[number]): string;
  /** Runs to the end; with `visible`, until the catalog shows all of it. */
  run(connectionId: string, options?: { visible?: boolean }): Promise<Run>;
  /**
   * Rows inserted, updated and deleted so far, by table, once the catalog has
   * come to rest.
   */
  writes(): Promise<Map<string, number>>;
  stop(): Promise<void>;
}

export async function startBenchPortal(
  serverUrl: string,
): Promise<BenchPortal> {
  await dropDatabases(serverUrl);
  const token = randomBytes(24).toString('base64url');
  const server = new URL(serverUrl);
  const config = new ConfigReader({
    app: { baseUrl: `http://localhost:${PORT}` },
    backend: {
      baseUrl: `http://localhost:${PORT}`,
      listen: { host: '127.0.0.1', port: PORT },
      database: {
        client: 'pg',
        prefix: PREFIX,
        connection: {
          host: server.hostname,
          port: Number(server.port || 5432),
          user: decodeURIComponent(server.username),
          password: decodeURIComponent(server.password),
        },
      },
      auth: {
        externalAccess: [
          { type: 'static', options: { token, subject: 'bench' } },
        ],
      },
    },
    // What the bench counts must come from runs, not from the catalog's clock.
    catalog: { processingInterval: { hours: 24 } },
    connector: {
      encryption: {
        keys: [{ id: 'bench', secret: randomBytes(32).toString('base64') }],
      },
    },
  });
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => config,
    }),
  );
  backend.add(
    createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => silentLogger,
    }),
  );
  backend.add(catalogPlugin);
  backend.add(catalogModuleConnector);
  backend.add(connectorPlugin);
  backend.add(modulePostgresql);
  await backend.start();

  const api = createConnectorClient({
    discoveryApi: {
      getBaseUrl: async id => `http://localhost:${PORT}/api/${id}`,
    },
    fetchApi: {
      fetch: (input, init) =>
        fetch(input, {
          ...init,
          headers: { ...init?.headers, Authorization: `Bearer ${token}` },
        }),
    },
  });
  return {
    api,
    databaseUrl: plugin => databaseUrl(serverUrl, plugin),
    run: async (id, { visible = false } = {}) => {
      const { id: runId } = await api.startRun({
        params: { id },
        body: { kind: 'import' },
      });
      for (;;) {
        const run = await api.getRun({ params: { id: runId } });
        if (run.endedAt && (!visible || run.delivery?.settled !== false)) {
          return run;
        }
        await setTimeout(visible ? 500 : 10);
      }
    },
    writes: () => settledWrites(serverUrl),
    stop: async () => {
      await backend.stop();
      await dropDatabases(serverUrl);
    },
  };
}

/** Tables that the framework writes on its own clock, whatever runs do. */
const BACKGROUND = /^backstage_backend_(tasks|public_keys)__/;

/** After so long a session that rests has told the server what it wrote. */
const STATISTICS_DELAY_MS = 11_000;
const MOST_LOOKS = 20;

async function settledWrites(serverUrl: string): Promise<Map<string, number>> {
  let before = await readWrites(serverUrl);
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    await setTimeout(STATISTICS_DELAY_MS);
    const after = await readWrites(serverUrl);
    if (isDeepStrictEqual(after, before)) {
      return after;
    }
    before = after;
  }
  throw new Error('The catalog does not come to rest');
}

async function readWrites(serverUrl: string): Promise<Map<string, number>> {
  const writes = new Map<string, number>();
  for (const plugin of PLUGINS) {
    await withClient(databaseUrl(serverUrl, plugin), async client => {
      const { rows } = await client.query(
        `SELECT relname, n_tup_ins + n_tup_upd + n_tup_del AS writes
           FROM pg_stat_user_tables`,
      );
      for (const { relname, writes: count } of rows) {
        if (!BACKGROUND.test(relname)) {
          writes.set(`${plugin}.${relname}`, Number(count));
        }
      }
    });
  }
  return writes;
}

async function dropDatabases(serverUrl: string) {
  await withClient(serverUrl, async client => {
    const { rows } = await client.query(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [PREFIX],
    );
    for (const { datname } of rows) {
      await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
    }
  });
}

function databaseUrl(serverUrl: string, plugin: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${PREFIX}${plugin}`;
  return url.href;
}
