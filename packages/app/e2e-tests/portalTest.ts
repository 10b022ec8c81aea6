import type {
  Connection,
  ConnectionInput,
  ConnectorApi,
  Run,
} from '@backstage-connector/plugin-connector-common';
import { expect, test as base } from '@playwright/test';
import {
  catalogReader,
  checkConnection,
  forgetConnections,
  portalApi,
  runConnection,
  type CatalogEntity,
} from './portalApi';
import {
  createSourceDatabase,
  shopSchema,
  type SourceDatabase,
} from './sourceDatabase';

interface Portal {
  /** The REST API as the administrator, to prepare what a test is not about. */
  api: ConnectorApi;
  /** What the catalog has under a reference such as component:default/orders. */
  catalogEntity: (ref: string) => Promise<CatalogEntity | undefined>;
  /** A PostgreSQL database that exists as long as the test. */
  shop: SourceDatabase;
  /** Saves a tested connection to a database. */
  connect: (
    name: string,
    source: SourceDatabase,
    change?: Partial<ConnectionInput>,
  ) => Promise<Connection>;
  /** Runs an import, or a preview, to its end. */
  run: (connectionId: string, kind?: Run['kind']) => Promise<Run>;
  /** The id of the connection that app-config declares, once it may import. */
  sample: string;
}

/**
 * Playwright's test with a portal beside it. What a test has saved in the
 * portal is gone after the test.
 */
export const test = base.extend<Portal>({
  api: [
    async ({ baseURL }, provide) => {
      const api = await portalApi(baseURL!, 'ada');
      await provide(api);
      await forgetConnections(api);
    },
    { auto: true },
  ],
  catalogEntity: async ({ baseURL }, provide) => {
    await provide(await catalogReader(baseURL!, 'ada'));
  },
  shop: async ({}, provide) => {
    const shop = await createSourceDatabase(shopSchema);
    await provide(shop);
    await shop.drop();
  },
  run: async ({ api }, provide) => {
    await provide((connectionId, kind) =>
      runConnection(api, connectionId, kind),
    );
  },
  sample: async ({ api }, provide) => {
    const params = { id: 'retail-warehouse' };
    // The portal tests it when it starts.
    await expect
      .poll(async () => (await api.getConnection({ params })).importable)
      .toBe(true);
    await provide(params.id);
  },
  connect: async ({ api }, provide) => {
    await provide(async (name, source, change) => {
      const { id } = await api.createConnection({
        body: { ...postgresInput(name, source), ...change },
      });
      return checkConnection(api, id);
    });
  },
});

/** A connection to a database, as a person would enter it. */
export function postgresInput(
  name: string,
  source: SourceDatabase,
): ConnectionInput {
  const { host, port, database, user, password } = source;
  return {
    name,
    technology: 'postgresql',
    parameters: {
      host,
      port,
      database,
      user,
      sslMode: 'prefer',
      connectTimeout: 10,
      statementTimeout: 60,
    },
    secrets: { password: { from: 'value', value: password } },
    scope: { include: [], exclude: [] },
    options: {
      source: { kind: 'new' },
      namespace: 'default',
      namePrefix: '',
      owner: 'group:default/data-platform',
      ownerRules: [],
      keepCurrentOwner: false,
      absence: 'flag',
      absenceGraceRuns: 1,
      removalLimit: { share: 0.2, count: 10 },
    },
  };
}
