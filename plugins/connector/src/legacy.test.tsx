import type { ReactElement } from 'react';
import { screen } from '@testing-library/react';
import { TabbedLayout } from '@backstage/core-components';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import { Route, Routes } from 'react-router-dom';
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
} from './legacy';

const api: Partial<ConnectorApi> = {
  listTechnologies: answers({ items: technologies, unavailable: [] }),
  listConnections: answers({ items: connections }),
  listRuns: answers({ items: [importSummary] }),
  getRun: answers(importRun),
  getProvenance: answers(provenance),
};

const { root, run } = connectorPlugin.routes;

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
});
