import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  broken,
  connections,
  declared,
  disabled,
  warehouse,
} from '../../__fixtures__/connections';
import { weekly } from '../../__fixtures__/schedules';
import { runningCheck } from '../../__fixtures__/checks';
import { runningRun } from '../../__fixtures__/runs';
import { technologies } from '../../__fixtures__/technologies';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ConnectionsPage } from './ConnectionsPage';

const listTechnologies = answers({ items: technologies, unavailable: [] });
const listing = (items: typeof connections) => ({
  listTechnologies,
  listConnections: answers({ items }),
  listSchedules: answers({ items: [] }),
});

const rowOf = async (name: string) =>
  (await screen.findByRole('link', { name })).closest('tr')!;

describe('ConnectionsPage', () => {
  it('shows each connection with its test, its run and its entities', async () => {
    renderPage(<ConnectionsPage />, { api: listing(connections) });

    const row = within(await rowOf('Retail warehouse'));
    expect(row.getByText('PostgreSQL')).toBeVisible();
    expect(row.getByText('Dictionary')).toBeVisible();
    expect(row.getByText('Passed')).toBeVisible();
    expect(row.getByText('Succeeded')).toBeVisible();
    expect(row.getByText('1,234')).toBeVisible();

    expect(
      within(await rowOf('Finance ledger')).getByText('Failed'),
    ).toBeVisible();
    expect(
      within(await rowOf('Sample shop')).getByText('app-config'),
    ).toBeVisible();
    expect(
      within(await rowOf('Old warehouse')).getByText('Disabled'),
    ).toBeVisible();
  });

  it('shows the next run of each schedule, read at once for all', async () => {
    const listSchedules = answers({
      items: [
        weekly,
        {
          ...weekly,
          connectionId: 'broken',
          enabled: false,
          nextRun: undefined,
        },
      ],
    });
    renderPage(<ConnectionsPage />, {
      api: { ...listing(connections), listSchedules },
    });
    const row = within(await rowOf('Retail warehouse'));
    const time = await row.findByText(/^Jan [34], /);
    expect(time).toHaveAttribute('datetime', weekly.nextRun);
    expect(
      within(await rowOf('Finance ledger')).getByText('Off'),
    ).toBeVisible();
    expect(within(await rowOf('Sample shop')).getByText('None')).toBeVisible();
    expect(listSchedules).toHaveBeenCalledTimes(1);
  });

  it('says that a test of earlier settings is out of date', async () => {
    renderPage(<ConnectionsPage />, {
      api: listing([{ ...warehouse, revision: 2 }]),
    });
    expect(
      within(await rowOf('Retail warehouse')).getByText('Changed since'),
    ).toBeVisible();
  });

  it('narrows the list by text and by state', async () => {
    const user = userEvent.setup();
    renderPage(<ConnectionsPage />, { api: listing(connections) });
    await rowOf('Retail warehouse');

    await user.type(screen.getByLabelText('Search connections'), 'ledger');
    expect(screen.queryByText('Retail warehouse')).not.toBeInTheDocument();
    expect(screen.getByText('Finance ledger')).toBeVisible();

    await user.clear(screen.getByLabelText('Search connections'));
    await user.click(screen.getByRole('button', { name: 'State All' }));
    await user.click(screen.getByRole('option', { name: 'Disabled' }));
    expect(screen.getByText('Old warehouse')).toBeVisible();
    expect(screen.queryByText('Finance ledger')).not.toBeInTheDocument();
  });

  it('offers the first import when there is no connection', async () => {
    renderPage(<ConnectionsPage />, { api: listing([]) });
    expect(
      await screen.findByRole('heading', { name: 'No connections yet' }),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'Import' }),
    ).toHaveAttribute('href', '/connector/import');
  });

  it('offers a connection of app-config while nothing was imported', async () => {
    const startCheck = answers(runningCheck);
    renderPage(<ConnectionsPage />, {
      api: { ...listing([broken, declared]), startCheck },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try Sample shop' }),
    );
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        '/connector/import/declared?step=test',
      ),
    );
    expect(startCheck).toHaveBeenCalledWith({ params: { id: 'declared' } });
  });

  it('imports it at once when its test has passed', async () => {
    const startRun = answers(runningRun);
    renderPage(<ConnectionsPage />, {
      api: {
        ...listing([declared, { ...declared, id: 'good', importable: true }]),
        startRun,
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Import Sample shop' }),
    );
    await waitFor(() =>
      expect(startRun).toHaveBeenCalledWith({
        params: { id: 'good' },
        body: { kind: 'import' },
      }),
    );
  });

  it('says so when the person may not read connections', async () => {
    renderPage(<ConnectionsPage />, {
      api: {
        listTechnologies,
        listConnections: refuses(
          403,
          'NotAllowedError',
          'This needs the permission connector.connection.read',
        ),
      },
    });
    expect(await screen.findByText('You may not see this')).toBeVisible();
    expect(
      screen.getByText(/the permission connector.connection.read/),
    ).toBeVisible();
  });

  it('shows what went wrong and tries again', async () => {
    const user = userEvent.setup();
    const listConnections = jest
      .fn()
      .mockRejectedValueOnce(new Error('The portal is away'))
      .mockResolvedValue({ items: [warehouse] });
    renderPage(<ConnectionsPage />, {
      api: { listTechnologies, listConnections },
    });
    expect(await screen.findByText('Error: The portal is away')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await rowOf('Retail warehouse')).toBeVisible();
  });

  it('has no import button for who may not create connections', async () => {
    renderPage(<ConnectionsPage />, {
      api: listing([warehouse]),
      denied: ['connector.connection.create'],
    });
    await rowOf('Retail warehouse');
    expect(
      screen.queryByRole('button', { name: 'Import' }),
    ).not.toBeInTheDocument();
  });
});

describe('the menu of a connection', () => {
  const openMenu = async (name: string) => {
    const user = userEvent.setup();
    const button = await screen.findByRole('button', {
      name: `Actions for ${name}`,
    });
    await waitFor(() => expect(button).toBeEnabled());
    await user.click(button);
    return user;
  };
  const items = () =>
    screen.getAllByRole('menuitem').map(item => item.textContent);

  it('has every action for a connection of the portal', async () => {
    renderPage(<ConnectionsPage />, { api: listing([warehouse]) });
    await openMenu('Retail warehouse');
    expect(items()).toEqual([
      'Import now',
      'Preview',
      'Test',
      'View runs',
      'Edit',
      'Schedule',
      'Duplicate',
      'Disable',
      'Delete',
    ]);
  });

  it('neither edits nor deletes a connection of app-config', async () => {
    renderPage(<ConnectionsPage />, {
      api: listing([{ ...declared, importable: true }]),
    });
    await openMenu('Sample shop');
    expect(items()).toEqual([
      'Import now',
      'Preview',
      'Test',
      'View runs',
      'Schedule',
      'Duplicate',
    ]);
  });

  it('deletes a connection that app-config no longer declares', async () => {
    renderPage(<ConnectionsPage />, {
      api: listing([{ ...declared, declared: false, enabled: false }]),
    });
    await openMenu('Sample shop');
    expect(items()).toContain('Delete');
    expect(items()).not.toContain('Edit');
    expect(items()).not.toContain('Enable');
  });

  it('leaves out what the person may not do', async () => {
    renderPage(<ConnectionsPage />, {
      api: listing([warehouse]),
      denied: [
        'connector.connection.create',
        'connector.connection.update',
        'connector.connection.delete',
        'connector.connection.run',
      ],
    });
    await openMenu('Retail warehouse');
    expect(items()).toEqual(['View runs']);
  });

  it('says why an import cannot start', async () => {
    renderPage(<ConnectionsPage />, { api: listing([broken]) });
    await openMenu('Finance ledger');
    const item = screen.getByRole('menuitem', { name: /^Import now/ });
    expect(item).toHaveAttribute('aria-disabled', 'true');
    expect(item).toHaveTextContent('The last test failed');
  });

  it('starts an import and goes to the page of its run', async () => {
    const startRun = answers({ id: 'run-7' } as never);
    renderPage(<ConnectionsPage />, {
      api: { ...listing([warehouse]), startRun },
    });
    const user = await openMenu('Retail warehouse');
    await user.click(screen.getByRole('menuitem', { name: 'Import now' }));
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        '/connector/runs/run-7',
      ),
    );
    expect(startRun).toHaveBeenCalledWith({
      params: { id: 'warehouse' },
      body: { kind: 'import' },
    });
  });

  it('tells the number of entities before it deletes, and sends it', async () => {
    const deleteConnection = answers(undefined);
    renderPage(<ConnectionsPage />, {
      api: { ...listing([warehouse]), deleteConnection },
    });
    const user = await openMenu('Retail warehouse');
    await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
    const dialog = within(
      screen.getByRole('dialog', { name: 'Delete "Retail warehouse"?' }),
    );
    await user.click(
      dialog.getByRole('button', { name: /Delete and remove 1234 entities/ }),
    );
    await waitFor(() =>
      expect(deleteConnection).toHaveBeenCalledWith({
        params: { id: 'warehouse' },
        query: { entities: 1234 },
      }),
    );
  });

  it('deletes nothing when the person cancels', async () => {
    renderPage(<ConnectionsPage />, { api: listing([warehouse]) });
    const user = await openMenu('Retail warehouse');
    await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('opens the schedule', async () => {
    renderPage(<ConnectionsPage />, {
      api: {
        ...listing([warehouse]),
        getSchedule: answers(weekly),
        previewSchedule: answers({ items: [] }),
      },
    });
    const user = await openMenu('Retail warehouse');
    await user.click(screen.getByRole('menuitem', { name: 'Schedule' }));
    const dialog = within(
      screen.getByRole('dialog', { name: 'Schedule of "Retail warehouse"' }),
    );
    expect(await dialog.findByLabelText('Start time')).toHaveValue('02:30');
  });

  it('shows at the name that a copy of this name exists', async () => {
    renderPage(<ConnectionsPage />, {
      api: {
        ...listing([warehouse]),
        duplicateConnection: refuses(
          409,
          'ConflictError',
          'The name is taken; choose another',
        ),
      },
    });
    const user = await openMenu('Retail warehouse');
    await user.click(screen.getByRole('menuitem', { name: 'Duplicate' }));
    expect(screen.getByLabelText('Name of the copy')).toHaveValue(
      'Retail warehouse copy',
    );
    await user.click(screen.getByRole('button', { name: 'Duplicate' }));
    expect(
      await screen.findByText('The name is taken; choose another'),
    ).toBeVisible();
  });

  it('enables a connection that is disabled', async () => {
    const setConnectionEnabled = answers(disabled);
    renderPage(<ConnectionsPage />, {
      api: { ...listing([disabled]), setConnectionEnabled },
    });
    const user = await openMenu('Old warehouse');
    await user.click(screen.getByRole('menuitem', { name: 'Enable' }));
    await waitFor(() =>
      expect(setConnectionEnabled).toHaveBeenCalledWith({
        params: { id: 'disabled' },
        body: { enabled: true },
      }),
    );
  });

  it('starts a test and shows it', async () => {
    const startCheck = answers(warehouse.lastCheck!);
    renderPage(<ConnectionsPage />, {
      api: { ...listing([warehouse]), startCheck },
    });
    const user = await openMenu('Retail warehouse');
    await user.click(screen.getByRole('menuitem', { name: 'Test' }));
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        '/connector/import/warehouse?step=test',
      ),
    );
    expect(startCheck).toHaveBeenCalledWith({ params: { id: 'warehouse' } });
  });
});
