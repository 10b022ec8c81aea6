import { connectorExtensionPoint } from '@backstage-connector/plugin-connector-node';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { postgresqlConnector } from './postgresqlConnector';

/**
 * Adds PostgreSQL to the technologies of the connector plugin.
 * @public
 */
export const connectorModulePostgresql = createBackendModule({
  pluginId: 'connector',
  moduleId: 'postgresql',
  register(registration) {
    registration.registerInit({
      deps: { connectors: connectorExtensionPoint },
      async init({ connectors }) {
        connectors.addConnector(postgresqlConnector);
      },
    });
  },
});
