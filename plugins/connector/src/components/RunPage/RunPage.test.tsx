import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import {
  decisions,
  failedRun,
  heldRun,
  importRun,
  previewRun,
  runningRun,
} from '../../__fixtures__/runs';
import { technologies } from '../../__fixtures__/technologies';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { RunPage } from './RunPage';

const open = (
  api: Partial<ConnectorApi>,
  options: { tab?: string; denied?: string[] } = {},
) =>
  renderPage(<RunPage />, {
    at: `/connector/runs/run-1${options.tab ? `?tab=${options.tab}` : ''}`,
    path: '/connector/runs/:id',
    api,
    denied: options.denied,
  });
const button = (name: string) => screen.findByRole('button', { name });
const stage = async (name: string) =>
  within(await screen.findByRole('list', { name: 'Progress' }))
    .getByText(name)
    .closest('li')!;

describe('a run that has ended', () => {
  it('tells sent and visible apart', async () => {
    open({ getRun: answers(importRun) });
    expect(await stage('Apply')).toHaveTextContent('17 of 17');
    expect(await stage('Visible in catalog')).toHaveTextContent('16 of 17');
    expect(await stage('Visible in catalog')).toHaveTextContent(
      '17 of 17 sent, 1 contested',
    );
  });

  it('sums up what was decided, why, and what to look at', async () => {
    open({ getRun: answers(importRun) });
    const tiles = (await screen.findByText('What was decided')).parentElement!;
    expect(tiles).toHaveTextContent('12 Create3 Change40 Unchanged');
    expect(screen.getByText('The object is as it was.')).toBeVisible();
    const findings = screen.getByRole('list', { name: 'Findings' });
    expect(findings).toHaveTextContent('Warning (1)');
    expect(findings).toHaveTextContent('What to do: Give the connection');
    expect(findings).toHaveTextContent('For example: resource:default/orders');
  });

  it('explains its failure', async () => {
    open({ getRun: answers(failedRun) });
    const detail = within(
      (await screen.findByText('Error detail')).closest('[role=alert]')!,
    );
    expect(detail.getByText('Extract')).toBeVisible();
    expect(detail.getByText('read ECONNRESET')).toBeVisible();
    expect(await stage('Map')).toHaveTextContent('not reached');
  });

  it('names the step and the setting of a failure as the test does', async () => {
    const failure = {
      ...failedRun.failure!,
      step: 'authenticate',
      field: 'host',
    };
    open({
      getRun: answers({ ...failedRun, failure }),
      listTechnologies: answers({ items: technologies, unavailable: [] }),
    });
    const detail = within(
      (await screen.findByText('Error detail')).closest('[role=alert]')!,
    );
    expect(await detail.findByText('Authenticate')).toBeVisible();
    expect(detail.getByText('Host')).toBeVisible();
    expect(await stage('Extract')).toHaveTextContent('21 of 58');
  });

  it('runs again and goes to the new run', async () => {
    const startRun = answers({ ...importRun, id: 'run-8' });
    open({ getRun: answers(importRun), startRun });
    await userEvent.click(await button('Run again'));
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        '/connector/runs/run-8',
      ),
    );
    expect(startRun).toHaveBeenCalledWith({
      params: { id: 'warehouse' },
      body: { kind: 'import' },
    });
  });

  it('has no actions for who may only read', async () => {
    open(
      { getRun: answers(importRun) },
      { denied: ['connector.connection.run', 'connector.run.cancel'] },
    );
    await screen.findByText('What was decided');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows the settings it used', async () => {
    open({ getRun: answers(importRun) }, { tab: 'settings' });
    expect(await screen.findByText('postgresql')).toBeVisible();
  });

  it('has tabs that name their panel where there is one', async () => {
    open({ getRun: answers(importRun) }, { tab: 'settings' });
    const panel = await screen.findByRole('tabpanel', {
      name: 'Settings used',
    });
    const named = screen
      .getAllByRole('tab')
      .map(tab => tab.getAttribute('aria-controls'));
    expect(named).toEqual([null, null, null, panel.id, null]);
  });

  it('says that there is no such run', async () => {
    open({ getRun: refuses(404, 'NotFoundError', 'gone') });
    expect(await screen.findByText('There is nothing here')).toBeVisible();
  });
});

describe('a run that is active', () => {
  it('shows its progress until it has ended', async () => {
    const getRun = jest
      .fn()
      .mockResolvedValueOnce(runningRun)
      .mockResolvedValue(importRun);
    open({ getRun });
    expect(await stage('Extract')).toHaveTextContent('20 of 58');
    expect(await stage('Map')).toHaveTextContent('waits');
    expect(
      screen.getByText('The summary appears when the run has ended.'),
    ).toBeVisible();

    expect(await screen.findByText('What was decided')).toBeVisible();
    expect(getRun).toHaveBeenCalledTimes(2);
  });

  it('is cancelled', async () => {
    const cancelRun = answers(runningRun);
    const getRun = jest
      .fn()
      .mockResolvedValueOnce(runningRun)
      .mockResolvedValue({ ...runningRun, cancelRequested: true });
    open({ getRun, cancelRun });
    await userEvent.click(await button('Cancel run'));
    expect(await button('Cancelling…')).toBeDisabled();
    expect(cancelRun).toHaveBeenCalledWith({ params: { id: 'run-2' } });
  });
});

describe('a preview', () => {
  it('ends with the plan and offers the import', async () => {
    const startRun = answers(importRun);
    open({ getRun: answers(previewRun), startRun });
    expect(await screen.findByText('What would change')).toBeVisible();
    expect(screen.queryByText('Visible in catalog')).toBeNull();
    await userEvent.click(await button('Import'));
    await waitFor(() =>
      expect(startRun).toHaveBeenCalledWith({
        params: { id: 'warehouse' },
        body: { kind: 'import' },
      }),
    );
  });
});

describe('a run that holds removals', () => {
  it.each([
    ['Apply removals', 'apply'],
    ['Dismiss removals', 'dismiss'],
  ] as const)('is answered by %s', async (name, answer) => {
    const reviewRun = answers(importRun);
    open({ getRun: answers(heldRun), reviewRun });
    expect(await screen.findByText('Removals wait for you')).toBeVisible();
    await userEvent.click(await button(name));
    await waitFor(() =>
      expect(reviewRun).toHaveBeenCalledWith({
        params: { id: 'run-5' },
        body: { answer },
      }),
    );
  });
});

describe('the decisions', () => {
  const listDecisions = jest.fn(async ({ query }) => ({
    items: query?.cursor ? decisions.slice(2) : decisions.slice(0, 2),
    total: 3,
    nextCursor: query?.cursor ? undefined : 'next',
  }));
  const openDecisions = () =>
    open(
      { getRun: answers(importRun), listDecisions: listDecisions as never },
      { tab: 'decisions' },
    );
  beforeEach(() => listDecisions.mockClear());

  it('open to their rule and to each change before and after', async () => {
    openDecisions();
    expect(
      await screen.findByText(
        '3 decisions. 40 unchanged objects are not listed.',
      ),
    ).toBeVisible();
    await userEvent.click(await button('Details of invoices'));
    expect(
      screen.getByText('Rule: lifecycle (identity.changed)'),
    ).toBeVisible();
    const changes = within(screen.getByRole('table', { name: 'Changes' }));
    expect(changes.getByText('Bills')).toBeVisible();
    expect(changes.getByText('Bills sent to customers')).toBeVisible();
    expect(changes.getByText('none')).toBeVisible();
  });

  it('are read page by page', async () => {
    openDecisions();
    await userEvent.click(await button('Next page'));
    expect(await screen.findByText('orders')).toBeVisible();
    expect(screen.queryByText('invoices')).toBeNull();
    await userEvent.click(await button('Previous page'));
    expect(await screen.findByText('invoices')).toBeVisible();
  });

  it('are filtered by the server', async () => {
    openDecisions();
    await userEvent.click(await button('Action All'));
    await userEvent.click(screen.getByRole('option', { name: 'Reject' }));
    await userEvent.click(await button('Reason All'));
    await userEvent.click(
      screen.getByRole('option', {
        name: 'The source has changed this object.',
      }),
    );
    await userEvent.type(
      screen.getByLabelText('Search by name or reference'),
      'orders',
    );
    await waitFor(() =>
      expect(listDecisions).toHaveBeenLastCalledWith(
        {
          params: { id: 'run-1' },
          query: {
            limit: 50,
            action: ['reject'],
            reason: 'identity.changed',
            text: 'orders',
          },
        },
        expect.anything(),
      ),
    );
  });
});

describe('the attempts of a run', () => {
  const reset = failedRun.failure!;
  const first = {
    number: 1,
    startedAt: '2026-11-22T10:00:00.000Z',
    endedAt: '2026-11-22T10:00:04.000Z',
    outcome: 'retry' as const,
    failure: reset,
  };

  it('say when the next is, and why the last failed', async () => {
    const waiting = {
      ...runningRun,
      state: 'queued' as const,
      nextAttemptAt: '2026-11-22T10:05:00.000Z',
      attempts: [first],
    };
    open({ getRun: answers(waiting) });
    const alert = (await screen.findByText(/^Next attempt: Nov 22/)).closest(
      '[role=alert]',
    );
    expect(alert).toHaveTextContent(
      'Attempt 1 failed for a reason that may pass: The server closed the connection while it was read.',
    );
    expect(await button('Cancel run')).toBeEnabled();
  });

  it('are listed when there was more than one', async () => {
    const second = {
      number: 2,
      startedAt: '2026-11-22T10:00:34.000Z',
      endedAt: '2026-11-22T10:00:36.000Z',
      outcome: 'ended' as const,
    };
    open({ getRun: answers({ ...importRun, attempts: [first, second] }) });
    const row = await screen.findByRole('row', { name: /To be tried again/ });
    expect(row).toHaveTextContent('4.0 s');
    expect(row).toHaveTextContent(reset.title);
    expect(screen.getByRole('row', { name: /Ended the run/ })).toBeVisible();
  });

  it('are not worth a word when one was enough', async () => {
    open({ getRun: answers(importRun) });
    await screen.findByText('What was decided');
    expect(screen.queryByText('Attempts')).toBeNull();
  });
});

it('says that log and decisions of an old run are deleted', async () => {
  const detailsDeletedAt = '2026-11-22T10:00:00.000Z';
  open({ getRun: answers({ ...importRun, detailsDeletedAt }) });
  expect(
    await screen.findByText(/were deleted Nov 22, 2026.*Its summary stays/),
  ).toBeVisible();
});
