import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { ConnectorEntityProvider } from './ConnectorEntityProvider';
import { createDeliveryRouter } from './createDeliveryRouter';
import { OrganizationProcessor } from './OrganizationProcessor';

/**
 * Lets the connector plugin deliver entities to the catalog, and relates those
 * that a user and an organization own to both.
 *
 * @public
 */
export const catalogModuleConnector = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'connector',
  register(reg) {
    reg.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ catalog, database, httpAuth, httpRouter }) {
        const provider = ConnectorEntityProvider.create({
          knex: await database.getClient(),
        });
        catalog.addEntityProvider(provider);
        catalog.addProcessor(new OrganizationProcessor());
        httpRouter.use(createDeliveryRouter({ provider, httpAuth }));
      },
    });
  },
});
