import '@backstage/cli/asset-types';
// This page is an app of its own.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { ConfigReader } from '@backstage/config';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import { UserIdentity } from '@backstage/core-components';
import homePlugin from '@backstage/plugin-home/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { useEffect } from 'react';
import ReactDOM from 'react-dom/client';
import connectorPlugin, {
  connectorApiRef,
  connectorCatalogModule,
} from '../src';
import { invoices, tableEntity } from '../src/__fixtures__/tables';
import { samplePortal } from './samplePortal';

const group = (name: string, title: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default', title },
  spec: { type: 'team', children: [] },
});

const catalog = catalogApiMock({
  entities: [
    tableEntity(JSON.stringify(invoices)),
    group('data-platform', 'Data platform'),
    group('sales-analytics', 'Sales analytics'),
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'System',
      metadata: { name: 'retail', namespace: 'default' },
      spec: { owner: 'group:default/data-platform' },
    },
  ],
});

const EnterAsGuest = (props: SignInPageProps) => {
  const { onSignInSuccess } = props;
  useEffect(
    () => onSignInSuccess(UserIdentity.createGuest()),
    [onSignInSuccess],
  );
  return null;
};

const app = createApp({
  features: [
    catalogPlugin,
    homePlugin,
    userSettingsPlugin,
    connectorPlugin,
    connectorCatalogModule,
    createFrontendModule({
      pluginId: 'connector',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: connectorApiRef,
              deps: {},
              factory: () => samplePortal,
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'app',
      extensions: [
        SignInPageBlueprint.make({
          params: { loader: async () => EnterAsGuest },
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: catalogApiRef,
              deps: {},
              factory: () => catalog,
            }),
        }),
      ],
    }),
  ],
  advanced: {
    configLoader: async () => ({
      config: new ConfigReader({
        app: {
          title: 'Connector pages',
          baseUrl: window.location.origin,
          extensions: [
            {
              'page:home': {
                config: {
                  path: '/home',
                  defaultConfig: [
                    {
                      component: 'import-shortcuts',
                      column: 0,
                      row: 0,
                      width: 6,
                      height: 6,
                    },
                  ],
                },
              },
            },
          ],
        },
        backend: { baseUrl: window.location.origin },
      }),
    }),
  },
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
