import type { Connection } from '@backstage-connector/plugin-connector-common';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { CatalogRoad } from './CatalogRoad';
import { startImportPortal, type ImportPortal } from './importPortal';
import { readImported } from './imported';
import { postgresSource, type PostgresSource } from './sources';

/** A portal of which a test sees, and stops, what is sent to the catalog. */
export interface WatchedPortal extends ImportPortal {
  readonly road: CatalogRoad;
  /** A connection to a source of its own, and the titles of all it has. */
  connectShop(): Promise<{
    connection: Connection;
    all: string[];
    source: PostgresSource;
  }>;
  startImport(connection: Connection): Promise<string>;
  /** What entities say, without what the catalog adds. */
  shown(connection: Connection): Promise<string[]>;
}

export async function startWatchedPortal(
  database: JsonObject,
  features: BackendFeature[] = [],
): Promise<WatchedPortal> {
  const road = await CatalogRoad.open();
  const portal = await startImportPortal({
    database,
    features: [road.feature, ...features],
  });
  road.leadTo(portal);
  return {
    ...portal,
    road,
    async connectShop() {
      const source = await postgresSource([
        'CREATE SCHEMA shop',
        'CREATE TABLE shop.customer (id integer PRIMARY KEY)',
        'CREATE TABLE shop.order (id integer REFERENCES shop.customer)',
        'CREATE TABLE shop.item ()',
      ]);
      const connection = await portal.connect(source.input());
      const names = ['customer', 'item', 'order', 'public', 'shop'];
      const all = [...names, source.database, connection.name].sort();
      return { connection, all, source };
    },
    async startImport({ id }) {
      const body = { kind: 'import' } as const;
      return (await portal.client.startRun({ params: { id }, body })).id;
    },
    async shown(connection) {
      const { entities } = await readImported(portal.catalog, connection);
      return entities
        .map(({ kind, spec, metadata: { uid, etag, ...metadata } }) =>
          JSON.stringify([kind, metadata, spec]),
        )
        .sort();
    },
    async stop() {
      await portal.stop();
      await road.close();
    },
  };
}
