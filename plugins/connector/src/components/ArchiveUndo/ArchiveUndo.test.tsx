import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ArchivePlan,
  ConnectorApi,
} from '@backstage-connector/plugin-connector-common';
import {
  archiveDecisions,
  archivePlan,
  archiveRun,
} from '../../__fixtures__/archives';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ArchiveUndo } from './ArchiveUndo';

const plan: ArchivePlan = {
  ...archivePlan,
  id: 'undo-1',
  kind: 'undo',
  undoes: 'plan-1',
  byAction: { ...archivePlan.byAction, create: 0, remove: 2 },
};

const planned = {
  ...archiveRun,
  id: 'undo-1',
  kind: 'preview' as const,
  settings: { kind: 'undo' },
};

const open = (api: Partial<ConnectorApi>) =>
  renderPage(<ArchiveUndo />, {
    at: '/connector/archives/undo/undo-1',
    path: '/connector/archives/undo/:planId',
    api: {
      getRun: answers(planned),
      getPlan: answers(plan),
      listDecisions: answers({ items: archiveDecisions, total: 2 }),
      ...api,
    },
  });

const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('the undoing of an import', () => {
  it('says what it would do, and of which import', async () => {
    open({});
    expect(
      await screen.findByRole('heading', {
        name: 'Undo of another-portal.zip',
      }),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: '2 Remove' })).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Page of the import that is undone' }),
    ).toHaveAttribute('href', '/connector/runs/plan-1');
  });

  it('becomes a run with a report', async () => {
    let run: typeof archiveRun = planned;
    open({
      getRun: jest.fn(async () => run),
      applyPlan: jest.fn(async () => {
        run = { ...planned, kind: 'import', state: 'succeeded' };
        return run;
      }),
    });
    await press('Undo the import');
    expect(await screen.findByText('Succeeded')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Page of the undo' }),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Take the undo back' }),
    ).toBeEnabled();
    expect(
      screen.queryByRole('button', { name: 'Undo the import' }),
    ).not.toBeInTheDocument();
  });

  it('that has become stale is planned again', async () => {
    const planUndo = answers({ ...plan, id: 'undo-2' });
    open({
      applyPlan: refuses(409, 'ConflictError', 'orders was modified since'),
      planUndo,
    });
    await press('Undo the import');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'orders was modified since',
    );
    await press('Plan again');
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        '/connector/archives/undo/undo-2',
      ),
    );
    expect(planUndo).toHaveBeenCalledWith({ params: { id: 'plan-1' } });
  });

  it('has nothing to do when all has changed since', async () => {
    open({ getPlan: answers({ ...plan, applicable: false }) });
    expect(await screen.findByText('There is nothing to undo')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Undo the import' }),
    ).toBeDisabled();
  });

  it('says that its plan is gone', async () => {
    open({ getRun: refuses(404, 'NotFoundError', 'It is gone') });
    expect(await screen.findByText('The plan is gone')).toBeVisible();
  });
});
