/**
 * The Connector pages for the legacy frontend system.
 *
 * @packageDocumentation
 */
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { connectorApiFactory } from './api';
import { rootRouteRef, runRouteRef } from './routes';

/** @public */
export const connectorPlugin = createPlugin({
  id: 'connector',
  apis: [connectorApiFactory],
  routes: { root: rootRouteRef, run: runRouteRef },
});

/** The Connector page, to be mounted at `/connector`. @public */
export const ConnectorPage = connectorPlugin.provide(
  createRoutableExtension({
    name: 'ConnectorPage',
    component: () =>
      import('./components/LegacyPages').then(m => m.LegacyConnectorPage),
    mountPoint: rootRouteRef,
  }),
);

/** The page of one run, to be mounted at `/connector/runs/:id`. @public */
export const ConnectorRunPage = connectorPlugin.provide(
  createRoutableExtension({
    name: 'ConnectorRunPage',
    component: () =>
      import('./components/LegacyPages').then(m => m.LegacyRunPage),
    mountPoint: runRouteRef,
  }),
);

/** For a tab of the settings: connections and monitor. @public */
export const ConnectorSettings = connectorPlugin.provide(
  createComponentExtension({
    name: 'ConnectorSettings',
    component: {
      lazy: () => import('./components/SettingsPage').then(m => m.SettingsPage),
    },
  }),
);

/** For a tab of the entity page; see `isDataDictionaryAvailable`. @public */
export const EntityDataDictionaryContent = connectorPlugin.provide(
  createComponentExtension({
    name: 'EntityDataDictionaryContent',
    component: {
      lazy: () =>
        import('./components/DataDictionary').then(m => m.DataDictionary),
    },
  }),
);

/** A card for the entity page; see `isConnectorEntity`. @public */
export const EntityProvenanceCard = connectorPlugin.provide(
  createComponentExtension({
    name: 'EntityProvenanceCard',
    component: {
      lazy: () =>
        import('./components/ProvenanceCard').then(m => m.ProvenanceCard),
    },
  }),
);

/** An Import button, for the header of the catalog page. @public */
export const ConnectorImportButton = connectorPlugin.provide(
  createComponentExtension({
    name: 'ConnectorImportButton',
    component: {
      lazy: () => import('./components/ImportButton').then(m => m.ImportButton),
    },
  }),
);

/** For `emptyContent` of the catalog page: how to fill it. @public */
export const ConnectorEmptyCatalog = connectorPlugin.provide(
  createComponentExtension({
    name: 'ConnectorEmptyCatalog',
    component: {
      lazy: () => import('./components/EmptyCatalog').then(m => m.EmptyCatalog),
    },
  }),
);

/** A card for the home page. @public */
export const HomePageImportShortcuts = connectorPlugin.provide(
  createCardExtension({
    name: 'HomePageImportShortcuts',
    title: 'Import shortcuts',
    description: 'Start an import, look at connections and the last runs.',
    layout: { height: { defaultRows: 5 } },
    components: async () => {
      const { ImportShortcuts } = await import('./components/ImportShortcuts');
      return { Content: ImportShortcuts };
    },
  }),
);

export { connectorApiRef } from './api';
export {
  useConnectorMenuItems,
  type ConnectorMenuItem,
} from './hooks/useConnectorMenuItems';
export { connectorTranslationRef } from './translation';
export { isConnectorEntity, isDataDictionaryAvailable } from './structureOf';
