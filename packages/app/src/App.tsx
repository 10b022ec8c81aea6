import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import homePlugin from '@backstage/plugin-home/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import connectorPlugin, {
  connectorCatalogModule,
} from '@backstage-connector/plugin-connector';
import { navigation } from './navigation';
import { signIn } from './signIn';

// Every feature is named here instead of discovered (`app.packages: all`), so
// that the tests see the same portal as the bundler does.
export const app = createApp({
  features: [
    catalogPlugin,
    catalogGraphPlugin,
    homePlugin,
    notificationsPlugin,
    orgPlugin,
    signalsPlugin,
    userSettingsPlugin,
    connectorPlugin,
    connectorCatalogModule,
    navigation,
    signIn,
  ],
});
