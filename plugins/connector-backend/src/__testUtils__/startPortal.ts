import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogModuleConnector from '@backstage-connector/plugin-catalog-backend-module-connector';
import { CatalogClient, type CatalogApi } from '@backstage/catalog-client';
import { ConfigReader } from '@backstage/config';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { createAuthPlugin } from './authPlugin';
import { createPluginDatabases } from './pluginDatabases';

/** A running backend with a real catalog, and the ways into it. */
export interface Portal {
  /** Without a slash at the end; the plugins are below `/api`. */
  readonly url: string;
  /** The catalog as {@link PERSON} sees it. */
  readonly catalog: CatalogApi;
  /** The catalog's own database, e.g. to empty it. */
  readonly catalogKnex: Knex;
  /** The database of any plugin. */
  knexOf(pluginId: string): Promise<Knex>;
  /** A token with which a person calls the plugins. */
  userToken(userEntityRef?: string): Promise<string>;
  stop(): Promise<void>;
}

export const PERSON = 'user:default/ada';

/**
 * Starts a portal: the catalog with our module, and whatever else is given. Calls
 * between plugins go over HTTP with the real tokens and are checked as in
 * production; permissions are off.
 */
export async function startPortal(options: {
  /** Of `portalDatabase`. */
  database: JsonObject;
  config?: JsonObject;
  features?: (BackendFeature | Promise<{ default: BackendFeature }>)[];
}): Promise<Portal> {
  const { database, config = {}, features = [] } = options;
  const { feature: authPlugin, userToken } = await createAuthPlugin();
  const databases = createPluginDatabases();
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: merge(
          {
            backend: { database },
            catalog: {
              stitchingStrategy: { pollingInterval: { milliseconds: 50 } },
            },
          },
          config,
        ),
      }),
      databases.feature,
      authServiceFactory,
      httpAuthServiceFactory,
      authPlugin,
      catalogPlugin,
      catalogModuleConnector,
      ...features,
    ],
  });
  const url = `http://localhost:${backend.server.port()}`;
  return {
    url,
    catalog: new CatalogClient({
      discoveryApi: { getBaseUrl: async id => `${url}/api/${id}` },
      fetchApi: { fetch: fetchWith(await userToken(PERSON)) },
    }),
    catalogKnex: await databases.clientOf('catalog'),
    knexOf: pluginId => databases.clientOf(pluginId),
    userToken: (userEntityRef = PERSON) => userToken(userEntityRef),
    async stop() {
      await backend.stop();
      await databases.destroy();
    },
  };
}

function merge(usual: JsonObject, special: JsonObject): JsonObject {
  return ConfigReader.fromConfigs([
    { context: 'usual', data: usual },
    { context: 'special', data: special },
  ]).get();
}

function fetchWith(token: string): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('Authorization', `Bearer ${token}`);
    return fetch(input, { ...init, headers });
  };
}
