import type { ReactElement } from 'react';
import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  entityPresentationApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import type { Entity } from '@backstage/catalog-model';
import { Route, Routes, useLocation } from 'react-router-dom';
import { SWRConfig } from 'swr';
import { connectorApiRef } from '../api';
import { rootRouteRef, runRouteRef } from '../routes';
import { connectorApi } from './connectorApi';

const Address = () => {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{`${pathname}${search}`}</output>;
};

/** Shows a page of the plugin against these operations of the server. */
export function renderPage(
  page: ReactElement,
  options: {
    api: Partial<ConnectorApi>;
    /** Where the page is, and the pattern it is mounted at. */
    at?: string;
    path?: string;
    entities?: Entity[];
    /** Names of permissions the person does not have. */
    denied?: readonly string[];
    /** Of a portal with the signals plugin. */
    signals?: SignalApi;
  },
) {
  const {
    api,
    at = '/',
    path = '/*',
    entities = [],
    denied = [],
    signals,
  } = options;
  return renderInTestApp(
    // Permission decisions are cached for the life of the page, so each test
    // has a cache of its own.
    <SWRConfig value={{ provider: () => new Map() }}>
      <Routes>
        <Route path={path} element={page} />
        <Route path="*" element={null} />
      </Routes>
      <Address />
    </SWRConfig>,
    {
      initialRouteEntries: [at],
      mountedRoutes: {
        '/connector': rootRouteRef,
        '/connector/runs/:id': runRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      apis: [
        [connectorApiRef, connectorApi(api)],
        [catalogApiRef, catalogApiMock({ entities })],
        // The one of a portal throws where a text is no reference.
        [entityPresentationApiRef, DefaultEntityPresentationApi.createLocal()],
        [
          permissionApiRef,
          mockApis.permission({
            authorize: ({ permission }) =>
              denied.includes(permission.name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          }),
        ],
        ...(signals ? [[signalApiRef, signals] as const] : []),
        mockApis.identity({
          userEntityRef: 'user:default/ada',
          ownershipEntityRefs: [
            'user:default/ada',
            'group:default/data-platform',
          ],
        }),
      ],
    },
  );
}
