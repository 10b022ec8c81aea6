import type { ReactElement } from 'react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TabbedLayout } from '@backstage/core-components';
import { catalogPlugin, EntityLayout } from '@backstage/plugin-catalog';
import {
  AsyncEntityProvider,
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
  starredEntitiesApiRef,
  MockStarredEntitiesApi,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import { Route, Routes, useLocation } from 'react-router-dom';
import { SWRConfig } from 'swr';
import { connections } from './__fixtures__/connections';
import { importRun, importSummary } from './__fixtures__/runs';
import { invoices, provenance, tableEntity } from './__fixtures__/tables';
import { technologies } from './__fixtures__/technologies';
import { answers, connectorApi } from './__testUtils__/connectorApi';
import {
  ConnectorEmptyCatalog,
  ConnectorImportButton,
  ConnectorPage,
  connectorApiRef,
  connectorPlugin,
  ConnectorRunPage,
  ConnectorSettings,
  EntityDataDictionaryContent,
  EntityProvenanceCard,
  HomePageImportShortcuts,
  useConnectorMenuItems,
} from './legacy';

const api: Partial<ConnectorApi> = {
  listTechnologies: answers({ items: technologies, unavailable: [] }),
  listConnections: answers({ items: connections }),
  listRuns: answers({ items: [importSummary] }),
  getRun: answers(importRun),
  getProvenance: answers(provenance),
};

const { root, run } = connectorPlugin.routes;

const entityOf = (kind: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'retail', namespace: 'default' },
  spec: { owner: 'group:default/data-platform' },
});

const EntityPage = () => (
  <EntityLayout UNSTABLE_extraContextMenuItems={useConnectorMenuItems()}>
    <EntityLayout.Route path="/" title="Overview">
      <>What it is</>
    </EntityLayout.Route>
  </EntityLayout>
);

const Address = () => {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{`${pathname}${search}`}</output>;
};

describe('the plugin in the legacy frontend system', () => {
  const start = (element: ReactElement, at = '/') =>
    renderInTestApp(
      <TestApiProvider
        apis={[
          [connectorApiRef, connectorApi(api)],
          [permissionApiRef, mockApis.permission()],
        ]}
      >
        <EntityProvider entity={tableEntity(JSON.stringify(invoices))}>
          {element}
        </EntityProvider>
      </TestApiProvider>,
      {
        routeEntries: [at],
        mountedRoutes: {
          '/connector': root,
          '/connector/runs/:id': run,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
  const pages = (
    <Routes>
      <Route path="/connector/*" element={<ConnectorPage />} />
      <Route path="/connector/runs/:id/*" element={<ConnectorRunPage />} />
    </Routes>
  );

  it.each([
    ['/connector', 'link', 'Retail warehouse'],
    ['/connector/import', 'button', 'Import from PostgreSQL'],
    ['/connector/monitor', 'heading', 'The last 30 days'],
    ['/connector/runs/run-1', 'heading', 'Import of Retail warehouse'],
  ])('mounts %s', async (at, role, name) => {
    await start(pages, at);
    expect(await screen.findByRole(role, { name })).toBeVisible();
  });

  it('has a tab for the settings', async () => {
    await start(
      <TabbedLayout>
        <TabbedLayout.Route path="/" title="Connector">
          <ConnectorSettings />
        </TabbedLayout.Route>
      </TabbedLayout>,
    );
    expect(
      await screen.findByRole('link', { name: 'Retail warehouse' }),
    ).toBeVisible();
  });

  it('has a tab and a card for the entity page', async () => {
    await start(
      <>
        <EntityDataDictionaryContent />
        <EntityProvenanceCard />
      </>,
    );
    expect(await screen.findByText('4 columns')).toBeVisible();
    expect(await screen.findByText('Provenance')).toBeVisible();
  });

  it('has a button and an empty state for the catalog, and a card for the home page', async () => {
    await start(
      <>
        <ConnectorImportButton />
        <ConnectorEmptyCatalog />
        <HomePageImportShortcuts />
      </>,
    );
    expect(
      (await screen.findAllByRole('button', { name: 'Import' }))[0],
    ).toHaveAttribute('href', '/connector/import');
    expect(await screen.findByText('No data assets here yet')).toBeVisible();
    expect(
      await screen.findByRole('list', { name: 'Last runs' }),
    ).toBeVisible();
  });

  describe('in the menu of an entity', () => {
    const open = async (
      entity: Entity | undefined,
      denied: readonly string[] = [],
    ) => {
      await renderInTestApp(
        <TestApiProvider
          apis={[
            [connectorApiRef, connectorApi(api)],
            [catalogApiRef, catalogApiMock()],
            [starredEntitiesApiRef, new MockStarredEntitiesApi()],
            [
              permissionApiRef,
              mockApis.permission({
                authorize: ({ permission }) =>
                  denied.includes(permission.name)
                    ? AuthorizeResult.DENY
                    : AuthorizeResult.ALLOW,
              }),
            ],
          ]}
        >
          <SWRConfig value={{ provider: () => new Map() }}>
            <AsyncEntityProvider entity={entity} loading={!entity}>
              <Routes>
                <Route
                  path="/catalog/:namespace/:kind/:name/*"
                  element={<EntityPage />}
                />
                <Route path="*" element={null} />
              </Routes>
              <Address />
            </AsyncEntityProvider>
          </SWRConfig>
        </TestApiProvider>,
        {
          routeEntries: ['/catalog/default/system/retail'],
          mountedRoutes: {
            '/connector': root,
            '/catalog': catalogPlugin.routes.catalogIndex,
            '/catalog/:namespace/:kind/:name': entityRouteRef,
          },
        },
      );
    };
    const items = async () => {
      await userEvent.click(
        await screen.findByRole('button', { name: 'More actions' }),
      );
      return screen.getAllByRole('menuitem').map(it => it.textContent);
    };

    it('exports it as an archive', async () => {
      await open(entityOf('Component'));
      expect(await items()).toEqual([
        'Export as archive',
        'Unregister entity',
        'Inspect entity',
        'Copy entity URL',
      ]);
      await userEvent.click(
        screen.getByRole('menuitem', { name: 'Export as archive' }),
      );
      expect(screen.getByLabelText('address')).toHaveTextContent(
        '/connector/archives/export?refs=component%3Adefault%2Fretail',
      );
    });

    it('imports into a System', async () => {
      await open(entityOf('System'));
      expect((await items()).slice(0, 2)).toEqual([
        'Import into this source',
        'Export as archive',
      ]);
      await userEvent.click(
        screen.getByRole('menuitem', { name: 'Import into this source' }),
      );
      expect(screen.getByLabelText('address')).toHaveTextContent(
        '/connector/import?source=system%3Adefault%2Fretail',
      );
    });

    it('leaves out what the person may not do', async () => {
      await open(entityOf('System'), ['connector.archive.export']);
      expect((await items()).slice(0, 2)).toEqual([
        'Import into this source',
        'Unregister entity',
      ]);
    });

    it('waits for the entity', async () => {
      await open(undefined);
      expect(screen.getByTestId('progress')).toBeInTheDocument();
      expect(screen.queryByRole('button')).not.toBeInTheDocument();
    });
  });
});
