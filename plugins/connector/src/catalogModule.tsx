import { CatalogFilterBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  createFrontendModule,
  PluginHeaderActionBlueprint,
} from '@backstage/frontend-plugin-api';

/**
 * Adds an Import button to the header of the catalog page, and beside a list
 * that is empty. It is a module of the catalog because a header shows only the
 * actions of its own plugin.
 * @public
 */
export const connectorCatalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    PluginHeaderActionBlueprint.make({
      name: 'connector-import',
      params: {
        loader: async () => {
          const { CatalogImport } = await import('./components/CatalogImport');
          return <CatalogImport />;
        },
      },
    }),
    CatalogFilterBlueprint.make({
      name: 'connector-empty',
      params: {
        loader: async () => {
          const { EmptyCatalogFilter } = await import(
            './components/EmptyCatalog'
          );
          return <EmptyCatalogFilter />;
        },
      },
    }),
  ],
});
