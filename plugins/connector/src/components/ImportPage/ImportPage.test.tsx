import { useState } from 'react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Connection,
  ConnectorApi,
  Scope,
} from '@backstage-connector/plugin-connector-common';
import {
  failedCheck,
  passedCheck,
  runningCheck,
} from '../../__fixtures__/checks';
import { broken, declared, warehouse } from '../../__fixtures__/connections';
import { decisions, previewRun } from '../../__fixtures__/runs';
import { scopeMatches } from '../../__fixtures__/tables';
import { technologies } from '../../__fixtures__/technologies';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ImportPage } from './ImportPage';

const listTechnologies = answers({ items: technologies, unavailable: [] });

const open = (
  at: string,
  api: Partial<ConnectorApi>,
  options: { denied?: string[] } = {},
) =>
  renderPage(<ImportPage />, {
    at: `/connector/import${at}`,
    path: '/connector/import/*',
    api: { listTechnologies, ...api },
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'System',
        metadata: { name: 'retail', namespace: 'default' },
      },
    ],
    ...options,
  });
const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));
const type = (label: string, text: string) =>
  userEvent.type(screen.getByLabelText(new RegExp(`^${label}`)), text);
const expectAddress = (address: string) =>
  waitFor(() =>
    expect(screen.getByLabelText('address')).toHaveTextContent(address),
  );

describe('choosing a technology', () => {
  const cards = () =>
    screen
      .queryAllByRole('button', { name: /^Import from/ })
      .map(card => card.getAttribute('aria-label'));

  it('filters by connection type, module and text', async () => {
    open('', {});
    await screen.findByRole('button', { name: 'Import from PostgreSQL' });
    expect(cards()).toHaveLength(3);

    await press('Archive');
    expect(cards()).toEqual(['Import from Model archive']);
    await press('Online connector');
    expect(cards()).toEqual(['Import from PostgreSQL', 'Import from SQLite']);
    await type('Search technologies', 'sqlite');
    expect(cards()).toEqual(['Import from SQLite']);
    await userEvent.click(
      screen.getByRole('button', { name: 'Module All modules' }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'Processing' }));
    expect(cards()).toEqual([]);
    expect(
      screen.getByText('No technology matches the filters.'),
    ).toBeVisible();
  });

  it('names technologies that did not start', async () => {
    open('', {
      listTechnologies: answers({
        items: technologies,
        unavailable: [{ module: 'oracle', reason: 'Its driver is missing.' }],
      }),
    });
    expect(await screen.findByText('1 technology did not start')).toBeVisible();
    expect(screen.getByText('oracle: Its driver is missing.')).toBeVisible();
  });

  it('is not open to who may not create connections', async () => {
    open('', {}, { denied: ['connector.connection.create'] });
    expect(await screen.findByText('You may not see this')).toBeVisible();
    expect(
      screen.getByText(/needs the permission connector.connection.create/),
    ).toBeVisible();
  });
});

describe('a new connection', () => {
  const saved = { ...warehouse, id: 'new', name: 'Shop' };

  it('goes from the technology to a test that is running', async () => {
    const createConnection = answers(saved);
    const startCheck = answers(runningCheck);
    open('', {
      createConnection,
      startCheck,
      getConnection: answers({ ...saved, lastCheck: runningCheck }),
      getCheck: answers(runningCheck),
    });
    await press('Import from PostgreSQL');
    expect(
      await screen.findByText(/act for the person who saves/),
    ).toHaveTextContent('user:default/ada');
    expect(screen.getByLabelText('Default owner')).toHaveValue(
      'group:default/data-platform',
    );
    await type('Connection name', 'Shop');
    await press('Next');
    await type('Host', 'db.example.com');
    await type('Password', 'secret');
    expect(screen.getByLabelText(/^Password/)).toHaveAttribute(
      'type',
      'password',
    );
    await type('Include', 'sales.*');
    await press('Test connection');

    await expectAddress('/connector/import/new?step=test');
    expect(createConnection).toHaveBeenCalledWith({
      body: expect.objectContaining({
        name: 'Shop',
        technology: 'postgresql',
        parameters: {
          host: 'db.example.com',
          port: 5432,
          sslMode: 'prefer',
          readReplica: false,
        },
        secrets: { password: { from: 'value', value: 'secret' } },
        scope: { include: ['sales.*'], exclude: [] },
        options: expect.objectContaining({
          source: { kind: 'new' },
          owner: 'group:default/data-platform',
        }),
      }),
    });
    expect(startCheck).toHaveBeenCalledWith({ params: { id: 'new' } });
    expect(
      await screen.findByRole('button', { name: 'Cancel test' }),
    ).toBeVisible();
  });

  it('begins each step at its head', async () => {
    open('?technology=postgresql', {});
    await screen.findByLabelText(/^Connection name/);
    expect(document.activeElement).toHaveTextContent('Step 2 of 5: Identity');
    await type('Connection name', 'Shop');
    await press('Next');
    expect(document.activeElement).toHaveTextContent('Step 3 of 5: Connect');
  });

  it('keeps what was entered when the portal changes its theme', async () => {
    // As the portal does to its pages: they are mounted anew.
    const Themed = () => {
      const [theme, setTheme] = useState('light');
      return (
        <>
          <button onClick={() => setTheme('dark')}>Change theme</button>
          <ImportPage key={theme} />
        </>
      );
    };
    renderPage(<Themed />, {
      at: '/connector/import?technology=postgresql',
      path: '/connector/import/*',
      api: { listTechnologies },
    });
    await screen.findByLabelText(/^Connection name/);
    await type('Connection name', 'Shop');
    await press('Next');
    await type('Host', 'db.example.com');
    await type('Password', 'secret');
    await press('Change theme');
    expect(await screen.findByLabelText(/^Host/)).toHaveValue('db.example.com');
    expect(screen.getByLabelText(/^Password/)).toHaveValue('secret');
    await press('Back');
    expect(screen.getByLabelText(/^Connection name/)).toHaveValue('Shop');
  });

  it('starts empty in another place of the history', async () => {
    open('', {});
    await press('Import from PostgreSQL');
    await type('Connection name', 'Shop');
    await press('Back');
    await press('Import from SQLite');
    expect(await screen.findByLabelText(/^Connection name/)).toHaveValue('');
  });

  it.each([
    ['Include', 'sales..customer'],
    ['Exclude', '.customer'],
  ])('says at %s while %s is typed what is wrong', async (label, pattern) => {
    open('?technology=postgresql', {});
    await screen.findByLabelText(/^Connection name/);
    await type('Connection name', 'Shop');
    await press('Next');
    await type('Host', 'db.example.com');
    await type('Password', 'secret');
    await type(label, pattern);
    expect(screen.getByLabelText(label)).toBeInvalid();
    expect(screen.getByLabelText(label)).toHaveAccessibleDescription(
      `"${pattern}" has an empty part; write a name or * at each side of a dot, such as sales.customer or *.customer`,
    );
    await press('Test connection');
    expect(screen.getByLabelText(label)).toBeInvalid();
  });

  it('takes a dot at the end for a pattern that is not finished, until it is saved', async () => {
    open('?technology=postgresql', {});
    await screen.findByLabelText(/^Connection name/);
    await type('Connection name', 'Shop');
    await press('Add owner rule');
    await type('Pattern of rule 1', 'sales.');
    await type('Owner of rule 1', 'group:default/crm');
    expect(screen.getByLabelText('Pattern of rule 1')).toBeValid();
    await press('Next');
    expect(
      screen.getByLabelText('Pattern of rule 1'),
    ).toHaveAccessibleDescription(/"sales." has an empty part/);
    await type('Pattern of rule 1', '*');
    expect(screen.getByLabelText('Pattern of rule 1')).toBeValid();
  });

  it('asks for a name before it goes on', async () => {
    open('?technology=postgresql', {});
    await press('Next');
    expect(screen.getByLabelText(/^Connection name/)).toBeInvalid();
    expect(screen.queryByLabelText(/^Host/)).not.toBeInTheDocument();
  });

  it('shows at the name that it is taken', async () => {
    open('?technology=sqlite', {
      createConnection: refuses(
        409,
        'ConflictError',
        'A connection is named so already; choose another name',
      ),
    });
    await screen.findByLabelText(/^Connection name/);
    await type('Connection name', 'Shop');
    await press('Next');
    await type('File', '/srv/shop.db');
    await press('Test connection');
    expect(await screen.findByText(/choose another name/)).toBeVisible();
    expect(screen.getByLabelText(/^Connection name/)).toBeInvalid();
  });

  it('shows at its input what the server says is wrong', async () => {
    open('?technology=sqlite', {
      createConnection: refuses(
        400,
        'InputError',
        '"file" (File) must be an absolute path',
      ),
    });
    await screen.findByLabelText(/^Connection name/);
    await type('Connection name', 'Shop');
    await press('Next');
    await type('File', 'shop.db');
    await press('Test connection');
    expect(await screen.findByText(/must be an absolute path/)).toBeVisible();
    expect(screen.getByLabelText(/^File/)).toBeInvalid();
  });

  it('takes an existing System as target when asked on its page', async () => {
    open('?technology=postgresql&source=system:default/retail', {});
    expect(await screen.findByLabelText('System or Domain')).toHaveValue(
      'system:default/retail',
    );
    expect(
      screen.getByRole('radio', { name: 'An existing System or Domain' }),
    ).toBeChecked();
  });

  it('asks for no target outside the Dictionary module', async () => {
    open('?technology=model-archive', {});
    await screen.findByLabelText(/^Connection name/);
    expect(screen.queryByText('Target source')).not.toBeInTheDocument();
  });

  it('takes a secret from an environment variable', async () => {
    const createConnection = answers(saved);
    open('?technology=postgresql', {
      createConnection,
      startCheck: answers(runningCheck),
      getConnection: answers(saved),
      matchScope: answers(scopeMatches),
    });
    await screen.findByLabelText(/^Connection name/);
    await type('Connection name', 'Shop');
    await press('Next');
    await type('Host', 'db.example.com');
    await press('Where Password comes from Value');
    await userEvent.click(
      screen.getByRole('option', { name: 'Environment variable' }),
    );
    await type('Password: environment variable', 'SHOP_PASSWORD');
    await press('Test connection');
    await waitFor(() =>
      expect(createConnection).toHaveBeenCalledWith({
        body: expect.objectContaining({
          secrets: {
            password: { from: 'environment', variable: 'SHOP_PASSWORD' },
          },
        }),
      }),
    );
  });
});

describe('editing a connection', () => {
  it('fills in what is saved, but never a secret', async () => {
    const updateConnection = answers(warehouse);
    open('/warehouse?step=connect', {
      getConnection: answers(warehouse),
      matchScope: answers(scopeMatches),
      updateConnection,
      startCheck: answers(runningCheck),
    });
    expect(await screen.findByLabelText(/^Host/)).toHaveValue('db.example.com');
    expect(screen.getByLabelText(/^Password/)).toHaveValue('');
    expect(screen.getByText('Set')).toBeVisible();

    await press('Test connection');
    await waitFor(() =>
      expect(updateConnection).toHaveBeenCalledWith({
        params: { id: 'warehouse' },
        body: expect.objectContaining({ secrets: {}, version: 3 }),
      }),
    );
    await expectAddress('/connector/import/warehouse?step=test');
  });

  describe('that someone else has saved meanwhile', () => {
    const theirs = {
      ...warehouse,
      version: 4,
      name: 'Warehouse of Grace',
      parameters: { ...warehouse.parameters, host: 'grace.example.com' },
      updatedBy: 'user:default/grace',
      updatedAt: '2026-11-21T08:00:00.000Z',
    };
    const setUp = async () => {
      const updateConnection = jest
        .fn<Promise<Connection>, []>()
        .mockImplementationOnce(refuses(409, 'ConflictError', 'no'))
        .mockResolvedValue({ ...warehouse, version: 5 });
      const getConnection = jest
        .fn<Promise<Connection>, []>()
        .mockResolvedValueOnce(warehouse)
        .mockResolvedValue(theirs);
      open('/warehouse?step=connect', {
        getConnection,
        matchScope: answers(scopeMatches),
        updateConnection,
      });
      const host = await screen.findByLabelText(/^Host/);
      await userEvent.clear(host);
      await type('Host', 'ada.example.com');
      await press('Save');
      const conflict = await screen.findByText(/user:default\/grace saved it/);
      expect(conflict).toHaveTextContent(
        'Yours differs in: Connection name, Host.',
      );
      expect(screen.getByLabelText(/^Host/)).toHaveValue('ada.example.com');
      return updateConnection;
    };

    it('loads theirs', async () => {
      await setUp();
      await press('Load theirs');
      expect(screen.getByLabelText(/^Host/)).toHaveValue('grace.example.com');
      expect(screen.queryByText(/saved it/)).not.toBeInTheDocument();
    });

    it('keeps mine', async () => {
      const updateConnection = await setUp();
      await press('Keep mine');
      expect(await screen.findByText(/Saved/)).toBeInTheDocument();
      expect(updateConnection).toHaveBeenLastCalledWith({
        params: { id: 'warehouse' },
        body: expect.objectContaining({
          version: 4,
          name: 'Retail warehouse',
          parameters: expect.objectContaining({ host: 'ada.example.com' }),
        }),
      });
      expect(screen.queryByText(/saved it/)).not.toBeInTheDocument();
      await press('Save');
      expect(updateConnection).toHaveBeenLastCalledWith({
        params: { id: 'warehouse' },
        body: expect.objectContaining({ version: 5 }),
      });
    });
  });

  it('lists what the scope takes, and no error while a pattern is typed', async () => {
    const matchScope = jest.fn(async ({ body }: { body: Scope }) => {
      if (body.include[0] === 'sales.') throw new Error('an empty part');
      return scopeMatches;
    });
    open('/warehouse?step=connect', {
      getConnection: answers(warehouse),
      matchScope,
    });
    await screen.findByRole('list', { name: 'What the scope takes' });
    jest.useFakeTimers();
    try {
      const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
      await user.type(screen.getByLabelText('Include'), 'sales.');
      await act(() => jest.advanceTimersByTimeAsync(2000));
      expect(matchScope).toHaveBeenCalledTimes(1);
      expect(
        screen.getByRole('list', { name: 'What the scope takes' }),
      ).toBeVisible();
      await user.type(screen.getByLabelText('Include'), '*');
      await act(() => jest.advanceTimersByTimeAsync(2000));
      expect(matchScope).toHaveBeenLastCalledWith(
        expect.objectContaining({
          body: { include: ['sales.*'], exclude: [] },
        }),
        expect.anything(),
      );
    } finally {
      jest.useRealTimers();
    }
  });

  it('forgets a stored secret when asked', async () => {
    open('/warehouse?step=connect', {
      getConnection: answers(warehouse),
      matchScope: answers(scopeMatches),
    });
    await press('Forget the stored value');
    expect(screen.queryByText('Set')).not.toBeInTheDocument();
    await press('Save');
    expect(screen.getByLabelText(/^Password/)).toBeInvalid();
  });

  it('says who the runs act for so far', async () => {
    open('/warehouse', {
      getConnection: answers({ ...warehouse, updatedBy: 'user:default/bea' }),
    });
    expect(
      await screen.findByText(/saved the connection last: user:default\/bea/),
    ).toBeVisible();
  });

  it('says that its technology is gone', async () => {
    open('/warehouse', {
      listTechnologies: answers({ items: [], unavailable: [] }),
      getConnection: answers(warehouse),
    });
    expect(
      await screen.findByText('The technology "postgresql" is not installed'),
    ).toBeVisible();
  });

  it('says that there is no such connection', async () => {
    open('/gone', { getConnection: refuses(404, 'NotFoundError', 'gone') });
    expect(await screen.findByText('There is nothing here')).toBeVisible();
  });

  it('has nothing to enter for a connection of app-config', async () => {
    open('/declared', { getConnection: answers(declared) });
    expect(
      await screen.findByText('This connection has not been tested'),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Back' })).toBeNull();
  });
});

describe('the test', () => {
  it('shows each step as it comes, then what the scope takes', async () => {
    const running = {
      ...warehouse,
      importable: false,
      lastCheck: runningCheck,
    };
    const getConnection = jest
      .fn()
      .mockResolvedValueOnce(running) // by the wizard
      .mockResolvedValueOnce(running) // by its test
      .mockResolvedValue(warehouse);
    open('/warehouse?step=test', {
      getConnection,
      getCheck: answers(runningCheck),
      matchScope: answers(scopeMatches),
    });
    expect(
      await screen.findByText('db.example.com:5432 answered.'),
    ).toBeVisible();
    expect(screen.queryByText('Signed in as reader.')).toBeNull();

    expect(await screen.findByText('The connection works')).toBeVisible();
    const steps = within(
      screen.getByRole('list', { name: 'Steps of the test' }),
    );
    expect(steps.getByText('Signed in as reader.')).toBeVisible();
    expect(steps.getByText('48 ms')).toBeVisible();
    expect(
      steps.getByText('Consequence: Comments will not be imported.'),
    ).toBeVisible();
    expect(
      await screen.findByText('1 of 2 objects are imported.'),
    ).toBeVisible();
    expect(await screen.findByRole('button', { name: 'Import' })).toBeEnabled();
  });

  it('explains a failure and keeps Import inactive', async () => {
    open('/broken?step=test', { getConnection: answers(broken) });
    const detail = within(
      (await screen.findByText('Error detail')).closest('[role=alert]')!,
    );
    for (const text of [
      'The server refuses the user or the password',
      'Correct the user and the password.',
      'Authenticate',
      'Password',
      'password authentication failed for user "reader"',
    ]) {
      expect(detail.getByText(text)).toBeVisible();
    }
    expect(
      detail.getByRole('button', { name: 'Copy error detail' }),
    ).toBeVisible();
    // Above the steps, where it is seen first.
    expect(
      screen
        .getByText('Error detail')
        .compareDocumentPosition(
          screen.getByRole('list', { name: 'Steps of the test' }),
        ),
    ).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    const button = await screen.findByRole('button', { name: 'Import' });
    expect(button).toBeDisabled();
    expect(button.parentElement).toHaveAttribute(
      'title',
      broken.importBlockedBy,
    );
  });

  it('asks for a new test after a change', async () => {
    open('/warehouse?step=test', {
      getConnection: answers({
        ...warehouse,
        revision: 2,
        importable: false,
        importBlockedBy: 'Test the connection.',
      }),
    });
    expect(
      await screen.findByText('The connection has changed since its last test'),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'Import' }),
    ).toBeDisabled();
  });

  it('can be cancelled and started again', async () => {
    const cancelCheck = answers(undefined);
    const startCheck = answers(runningCheck);
    const running = { ...warehouse, lastCheck: runningCheck };
    const getConnection = jest
      .fn()
      .mockResolvedValueOnce(running) // by the wizard
      .mockResolvedValueOnce(running) // by its test
      .mockResolvedValueOnce({
        ...warehouse,
        lastCheck: { ...passedCheck, state: 'cancelled' },
      })
      .mockResolvedValue({ ...warehouse, lastCheck: failedCheck });
    open('/warehouse?step=test', {
      getConnection,
      getCheck: answers(runningCheck),
      cancelCheck,
      startCheck,
    });
    await press('Cancel test');
    expect(await screen.findByText('The test was cancelled')).toBeVisible();
    await press('Test again');
    expect(
      await screen.findByText('The connection does not work'),
    ).toBeVisible();
    expect(cancelCheck).toHaveBeenCalledTimes(1);
    expect(startCheck).toHaveBeenCalledTimes(1);
  });

  it('says that an import was refused', async () => {
    open('/warehouse?step=test', {
      getConnection: answers(warehouse),
      matchScope: answers(scopeMatches),
      startRun: refuses(409, 'ConflictError', 'A run is active; wait for it'),
    });
    await press('Import');
    expect(
      await screen.findByText(/A run is active; wait for it/),
    ).toBeInTheDocument();
    await expectAddress('/connector/import/warehouse?step=test');
  });

  it('has no import for who may not run connections', async () => {
    open(
      '/warehouse?step=test',
      {
        getConnection: answers(warehouse),
        matchScope: answers(scopeMatches),
      },
      { denied: ['connector.connection.run'] },
    );
    expect(await screen.findByText('The connection works')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull();
  });
});

describe('the review', () => {
  const api = {
    getConnection: answers(warehouse),
    matchScope: answers(scopeMatches),
    getRun: answers(previewRun),
    listDecisions: answers({ items: decisions, total: 58 }),
  };

  it('previews, shows what would change, and imports', async () => {
    const startRun = answers(previewRun);
    open('/warehouse?step=test', { ...api, startRun });
    await press('Preview import');
    await expectAddress('/connector/import/warehouse?step=review&run=run-3');

    expect(await screen.findByText('invoices')).toBeVisible();
    const tile = (await screen.findAllByText('Create')).map(
      word => word.closest('li')?.textContent,
    );
    expect(tile).toContain('12 Create');
    expect(screen.getByText(/Give the connection a name prefix/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'See all 58 decisions' }),
    ).toHaveAttribute('href', '/connector/runs/run-3?tab=decisions');

    await press('Import');
    await expectAddress('/connector/runs/run-3');
    expect(startRun).toHaveBeenLastCalledWith({
      params: { id: 'warehouse' },
      body: { kind: 'import' },
    });
  });

  it('imports what has passed its test only now', async () => {
    const untested = { ...warehouse, importable: false };
    const getConnection = jest
      .fn()
      .mockResolvedValueOnce(untested)
      .mockResolvedValue(warehouse);
    open('/warehouse?step=test', {
      ...api,
      getConnection,
      startRun: answers(previewRun),
    });
    await press('Preview import');
    expect(
      await screen.findByRole('button', { name: 'Preview again' }),
    ).toBeEnabled();
    expect(screen.getByRole('button', { name: 'Import' })).toBeEnabled();
  });

  it('says that nothing would change', async () => {
    open('/warehouse?step=review&run=run-3', {
      ...api,
      getRun: answers({
        ...previewRun,
        report: {
          ...previewRun.report!,
          byAction: {
            ...previewRun.report!.byAction,
            create: 0,
            replace: 0,
            reject: 0,
            flag: 0,
          },
          findings: [],
        },
      }),
    });
    expect(await screen.findByText(/Nothing would change/)).toBeVisible();
  });

  it('explains a preview that failed', async () => {
    open('/warehouse?step=review&run=run-3', {
      ...api,
      getRun: answers({
        ...previewRun,
        state: 'failed' as const,
        report: undefined,
        failure: { ...failedCheck.failure!, step: 'extract' },
      }),
    });
    expect(await screen.findByText('Error detail')).toBeVisible();
  });
});
