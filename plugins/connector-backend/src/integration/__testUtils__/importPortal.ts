import postgresqlModule from '@backstage-connector/plugin-connector-backend-module-postgresql';
import sqliteModule from '@backstage-connector/plugin-connector-backend-module-sqlite';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { testKey } from '../../__testUtils__/connectionServices';
import { startPortal, type Portal } from '../../__testUtils__/startPortal';
import connectorPlugin from '../../index';
import { createPortalApi, type PortalApi } from './portalApi';

/** A portal with a real catalog, the whole plugin and both technologies. */
export interface ImportPortal extends Portal, PortalApi {
  /** The API as another person uses it. */
  as(userEntityRef: string): Promise<PortalApi>;
}

export async function startImportPortal(options: {
  /** Of `portalDatabase`. */
  database: JsonObject;
  /** What app-config says below `connector`. */
  connector?: JsonObject;
  config?: JsonObject;
  features?: BackendFeature[];
  /** Both by default. */
  technologies?: (typeof postgresqlModule)[];
}): Promise<ImportPortal> {
  const {
    database,
    connector,
    config,
    features = [],
    technologies = [postgresqlModule, sqliteModule],
  } = options;
  const portal = await startPortal({
    database,
    config: {
      // Left alone between runs, so that every write of the catalog is ours.
      catalog: { processingInterval: { hours: 1 } },
      ...config,
      connector: {
        encryption: { keys: [testKey('k1')] },
        // A failure is seen at once; the tests of retries say other.
        runs: { retry: { attempts: 1 } },
        ...connector,
      },
    },
    features: [connectorPlugin, ...technologies, ...features],
  });
  const as = async (userEntityRef?: string) =>
    createPortalApi({
      url: portal.url,
      token: await portal.userToken(userEntityRef),
    });
  return { ...portal, ...(await as()), as };
}
