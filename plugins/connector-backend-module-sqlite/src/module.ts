import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { connectorExtensionPoint } from '@backstage-connector/plugin-connector-node';
import { createSqliteConnector } from './sqliteConnector';

/**
 * Adds SQLite to the technologies of the connector plugin.
 * @public
 */
export const connectorModuleSqlite = createBackendModule({
  pluginId: 'connector',
  moduleId: 'sqlite',
  register({ registerInit }) {
    registerInit({
      deps: {
        connector: connectorExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ connector, config }) {
        const directories = config.getOptionalStringArray(
          'connector.sqlite.directories',
        );
        connector.addConnector(createSqliteConnector({ directories }));
      },
    });
  },
});
