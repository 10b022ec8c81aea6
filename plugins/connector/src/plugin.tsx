import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import PowerIcon from '@material-ui/icons/Power';
import { connectorApiFactory } from './api';
import { entityExtensions } from './entityExtensions';
import { rootRouteRef, runRouteRef } from './routes';

const connectorApi = ApiBlueprint.make({
  params: defineParams => defineParams(connectorApiFactory),
});

// Without a loader, the page shows its sub-pages as tabs.
const connectorPage = PageBlueprint.make({
  params: {
    path: '/connector',
    routeRef: rootRouteRef,
    title: 'Connector',
    icon: <PowerIcon fontSize="inherit" />,
  },
});

const connectionsPage = SubPageBlueprint.make({
  name: 'connections',
  params: {
    path: 'connections',
    title: 'Connections',
    loader: async () => {
      const { ConnectionsPage } = await import('./components/ConnectionsPage');
      return <ConnectionsPage />;
    },
  },
});

const importPage = SubPageBlueprint.make({
  name: 'import',
  params: {
    path: 'import',
    title: 'Import',
    loader: async () => {
      const { ImportPage } = await import('./components/ImportPage');
      return <ImportPage />;
    },
  },
});

const monitorPage = SubPageBlueprint.make({
  name: 'monitor',
  params: {
    path: 'monitor',
    title: 'Monitor',
    loader: async () => {
      const { MonitorPage } = await import('./components/MonitorPage');
      return <MonitorPage />;
    },
  },
});

const archivesPage = SubPageBlueprint.make({
  name: 'archives',
  params: {
    path: 'archives',
    title: 'Archives',
    loader: async () => {
      const { ArchivesPage } = await import('./components/ArchivesPage');
      return <ArchivesPage />;
    },
  },
});

const runPage = PageBlueprint.make({
  name: 'run',
  params: {
    path: '/connector/runs/:id',
    routeRef: runRouteRef,
    loader: async () => {
      const { RunPage } = await import('./components/RunPage');
      return <RunPage />;
    },
  },
});

const settingsPage = SubPageBlueprint.make({
  name: 'settings',
  attachTo: { id: 'page:user-settings', input: 'pages' },
  params: {
    path: 'connector',
    title: 'Connector',
    loader: async () => {
      const { SettingsPage } = await import('./components/SettingsPage');
      return <SettingsPage />;
    },
  },
});

const importShortcuts = HomePageWidgetBlueprint.make({
  name: 'import-shortcuts',
  params: {
    name: 'import-shortcuts',
    title: 'Import shortcuts',
    description: 'Start an import, look at connections and the last runs.',
    // The last five runs fit in.
    layout: { height: { defaultRows: 5 } },
    components: async () => {
      const { ImportShortcuts } = await import('./components/ImportShortcuts');
      return { Content: ImportShortcuts };
    },
  },
});

/**
 * The Connector pages, and what they add to the home page, to the settings and
 * to the entity pages of the catalog.
 * @public
 */
export const connectorPlugin = createFrontendPlugin({
  pluginId: 'connector',
  title: 'Connector',
  icon: <PowerIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, run: runRouteRef },
  extensions: [
    connectorApi,
    connectorPage,
    connectionsPage,
    importPage,
    monitorPage,
    archivesPage,
    runPage,
    settingsPage,
    importShortcuts,
    ...entityExtensions,
  ],
});
