import { DatabaseManager } from '@backstage/backend-defaults/database';
import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';

/**
 * The databases that plugins really get, with access to them from outside, and
 * an end: `DatabaseManager.shutdown` of backend-defaults 0.18.0 leaves the
 * plugins' pools open, so that nobody could drop the database.
 */
export function createPluginDatabases(): {
  feature: BackendFeature;
  clientOf(pluginId: string): Promise<Knex>;
  destroy(): Promise<void>;
} {
  const services = new Map<string, DatabaseService>();
  return {
    feature: createServiceFactory({
      service: coreServices.database,
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        plugin: coreServices.pluginMetadata,
        rootLifecycle: coreServices.rootLifecycle,
      },
      createRootContext: ({ config, rootLifecycle }) =>
        DatabaseManager.fromConfig(config, { rootLifecycle }),
      factory({ lifecycle, logger, plugin }, databases) {
        const service = databases.forPlugin(plugin.getId(), {
          lifecycle,
          logger,
        });
        services.set(plugin.getId(), service);
        return service;
      },
    }),
    async clientOf(pluginId) {
      const service = services.get(pluginId);
      if (!service) {
        throw new NotFoundError(`No plugin ${pluginId} has a database`);
      }
      return service.getClient();
    },
    async destroy() {
      for (const service of services.values()) {
        await (await service.getClient()).destroy();
      }
    },
  };
}
