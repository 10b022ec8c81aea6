import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  createExtensionTester,
  mockApis,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { homePageWidgetDataRef } from '@backstage/plugin-home-react/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import connectorPlugin, { connectorCatalogModule } from '.';
import { connections } from './__fixtures__/connections';
import { importRun, importSummary } from './__fixtures__/runs';
import { invoices, provenance, tableEntity } from './__fixtures__/tables';
import { technologies } from './__fixtures__/technologies';
import { answers } from './__testUtils__/connectorApi';
import { renderPage } from './__testUtils__/renderPage';

const base = 'http://localhost/api/connector/v1';
const server = setupServer();

const system = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'retail', namespace: 'default' },
  spec: { owner: 'group:default/data-platform' },
};

describe('the plugin in the new frontend system', () => {
  registerMswTestHooks(server);
  beforeEach(() => {
    server.use(
      http.get(`${base}/technologies`, () =>
        HttpResponse.json({ items: technologies, unavailable: [] }),
      ),
      http.get(`${base}/connections`, () =>
        HttpResponse.json({ items: connections }),
      ),
      http.get(`${base}/runs`, () =>
        HttpResponse.json({ items: [importSummary] }),
      ),
      http.get(`${base}/runs/run-1`, () => HttpResponse.json(importRun)),
      http.get(`${base}/objects/by-ref/*`, () => HttpResponse.json(provenance)),
    );
  });

  const start = (at: string, denied?: string) =>
    renderTestApp({
      features: [
        catalogPlugin,
        userSettingsPlugin,
        connectorPlugin,
        connectorCatalogModule,
      ],
      initialRouteEntries: [at],
      config: {
        backend: { baseUrl: 'http://localhost' },
      },
      apis: [
        [
          catalogApiRef,
          catalogApiMock({
            entities: [tableEntity(JSON.stringify(invoices)), system],
          }),
        ],
        [
          permissionApiRef,
          mockApis.permission({
            authorize: ({ permission: { name } }) =>
              name === denied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
          }),
        ],
      ],
    });

  it('opens on the connections and has tabs for import and monitor', async () => {
    const user = userEvent.setup();
    start('/connector');
    expect(
      await screen.findByRole('link', { name: 'Retail warehouse' }),
    ).toBeVisible();

    await user.click(screen.getByRole('tab', { name: 'Import' }));
    expect(
      await screen.findByRole('button', { name: 'Import from PostgreSQL' }),
    ).toBeVisible();

    await user.click(screen.getByRole('tab', { name: 'Monitor' }));
    expect(
      await screen.findByRole('heading', { name: 'The last 30 days' }),
    ).toBeVisible();
  });

  it('has a page for each run', async () => {
    start('/connector/runs/run-1');
    expect(
      await screen.findByRole('heading', {
        name: 'Import of Retail warehouse',
      }),
    ).toBeVisible();
  });

  it('adds a tab to the settings', async () => {
    start('/settings/connector');
    expect(
      await screen.findByRole('link', { name: 'Retail warehouse' }),
    ).toBeVisible();
  });

  it.each([
    ['monitor', '/connector/monitor'],
    ['settings', '/settings/connector'],
    ['page of the run', '/connector/runs/run-1'],
  ])('shows who started the run of a declared schedule: %s', async (_, at) => {
    const change = { trigger: 'schedule', requestedBy: 'app-config' };
    server.use(
      http.get(`${base}/connections`, () => HttpResponse.json({ items: [] })),
      http.get(`${base}/runs`, () =>
        HttpResponse.json({ items: [{ ...importSummary, ...change }] }),
      ),
      http.get(`${base}/runs/run-1`, () =>
        HttpResponse.json({ ...importRun, ...change }),
      ),
    );
    start(at);
    expect(await screen.findByText('app-config')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'app-config' })).toBeNull();
  });

  // The home page lays out its widgets by their measures, which jsdom lacks.
  it('has a widget for the home page', async () => {
    const { component, name } = createExtensionTester(
      connectorPlugin.getExtension(
        'home-page-widget:connector/import-shortcuts',
      ),
    ).get(homePageWidgetDataRef);
    expect(name).toBe('import-shortcuts');
    renderPage(component, {
      api: { listRuns: answers({ items: [importSummary] }) },
    });
    expect(await screen.findByText('Import shortcuts')).toBeVisible();
    expect(
      await screen.findByRole('list', { name: 'Last runs' }),
    ).toBeVisible();
  });

  it('adds an Import button to the catalog', async () => {
    start('/catalog?filters[kind]=system&filters[user]=all');
    expect(
      await screen.findByRole('button', { name: 'Import' }),
    ).toHaveAttribute('href', '/connector/import');
    await waitFor(() => expect(screen.getByText('retail')).toBeVisible());
    expect(
      screen.queryByText('No data assets here yet'),
    ).not.toBeInTheDocument();
  });

  it('says how to fill a part of the catalog that is empty', async () => {
    start('/catalog?filters[kind]=api&filters[user]=all');
    const status = (await screen.findByText('No data assets here yet')).closest(
      'div',
    )!;
    expect(
      within(status).getByRole('button', { name: 'Import' }),
    ).toHaveAttribute('href', '/connector/import');
  });

  it('adds a data dictionary and a provenance card to imported entities', async () => {
    start('/catalog/default/resource/warehouse-sales-invoices');
    expect(await screen.findByText('Provenance')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Data dictionary' })).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Import' }),
    ).not.toBeInTheDocument();
  });

  it('leaves entities alone that it did not import', async () => {
    start('/catalog/default/system/retail');
    expect(
      await screen.findByRole('button', { name: 'More actions' }),
    ).toBeVisible();
    expect(screen.queryByText('Provenance')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Data dictionary' }),
    ).not.toBeInTheDocument();
  });

  it('offers to import into a System', async () => {
    const user = userEvent.setup();
    start('/catalog/default/system/retail');
    await user.click(
      await screen.findByRole('button', { name: 'More actions' }),
    );
    expect(
      await screen.findByRole('menuitem', { name: 'Import into this source' }),
    ).toHaveAttribute(
      'href',
      '/connector/import?source=system%3Adefault%2Fretail',
    );
  });

  it.each([
    ['Import into this source', 'connector.connection.create'],
    ['Export as archive', 'connector.archive.export'],
  ])('has no menu item "%s" without its permission', async (item, denied) => {
    const user = userEvent.setup();
    start('/catalog/default/system/retail', denied);
    await user.click(
      await screen.findByRole('button', { name: 'More actions' }),
    );
    const shown = await screen.findAllByRole('menuitem', {
      name: /^(Import into|Export as)/,
    });
    expect(shown.map(it => it.textContent)).toEqual([
      expect.not.stringMatching(item),
    ]);
  });
});
