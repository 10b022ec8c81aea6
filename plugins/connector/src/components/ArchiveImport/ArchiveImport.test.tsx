import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  archiveDecisions,
  archivePlan,
  archiveRun,
} from '../../__fixtures__/archives';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import {
  address,
  box,
  button,
  findButton,
  openImport,
  press,
} from '../../__testUtils__/openImport';
import { newImportDraft } from '../../archives/importDraft';
import { localInstants } from '../../times';

beforeEach(() => sessionStorage.clear());

describe('the options of an import', () => {
  it('make the plan, with the selection', async () => {
    const planArchive = answers(archivePlan);
    openImport({ planArchive });
    await screen.findByText('Orders');
    await userEvent.click(box('Select component:default/billing'));
    await press('Next');
    expect(box('Fall back to importer')).toBeDisabled();
    await userEvent.click(box('Keep current owner'));
    await userEvent.click(box('Fall back to importer'));
    await press('user:default/robert (same e-mail)');
    expect(
      screen.getByRole('textbox', { name: 'user:default/bob is here' }),
    ).toHaveValue('user:default/robert');
    await press('Plan');
    await address('archive=archive-1&plan=plan-1&step=plan');
    expect(planArchive).toHaveBeenCalledWith({
      params: { id: 'archive-1' },
      body: {
        selection: { mode: 'top-level', except: [2] },
        options: {
          ...newImportDraft().options,
          keepCurrentOwner: true,
          fallBackToImporter: true,
          mapping: { 'user:default/bob': 'user:default/robert' },
        },
      },
    });
  });

  it('let the importer own what is replaced and has an owner who is not here', async () => {
    openImport({}, 'archive=archive-1&step=options');
    await findButton('Plan');
    expect(box('Fall back to importer')).toBeDisabled();
    await userEvent.click(box('Take owner and organization from the archive'));
    expect(box('Fall back to importer')).toBeEnabled();
  });

  it('say why a plan cannot be made', async () => {
    const reason = 'You may not see the group group:default/secret';
    openImport(
      { planArchive: refuses(400, 'InputError', reason) },
      'archive=archive-1&step=options',
    );
    await press('Plan');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The plan could not be made');
    expect(alert).toHaveTextContent(reason);
    expect(button('Plan')).toBeEnabled();
  });

  it('need no mapping where nobody owns an object', async () => {
    openImport(
      { listArchivePrincipals: answers({ items: [] }) },
      'archive=archive-1&step=options',
    );
    expect(
      await screen.findByText('No object of the archive has an owner.'),
    ).toBeVisible();
  });
});

const atPlan = 'archive=archive-1&plan=plan-1&step=plan';
const stale =
  'The catalog has changed since the plan was made: component:default/orders was modified at 2026-11-22T11:00:00.000Z. Make the plan again';

describe('the plan of an import', () => {
  it('that has become stale says what changed, and is made again', async () => {
    const planArchive = answers({ ...archivePlan, id: 'plan-2' });
    openImport(
      {
        applyPlan: refuses(409, 'ConflictError', stale),
        planArchive,
        getPlan: jest.fn(async ({ params }) => ({ ...archivePlan, ...params })),
      },
      atPlan,
    );
    await press('Import');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The plan was not carried out');
    expect(alert).toHaveTextContent(localInstants(stale).replace(/\s+/g, ' '));
    await press('Plan again');
    await address('archive=archive-1&plan=plan-2&step=plan');
    expect(await findButton('Import')).toBeEnabled();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(planArchive).toHaveBeenCalledTimes(1);
  });

  it('says why it cannot be made again', async () => {
    openImport(
      {
        applyPlan: refuses(409, 'ConflictError', stale),
        planArchive: refuses(404, 'NotFoundError', 'The archive has expired'),
      },
      atPlan,
    );
    await press('Import');
    await press('Plan again');
    expect(await screen.findByText('The plan could not be made')).toBeVisible();
    expect(screen.getByText('The archive has expired')).toBeVisible();
  });

  it('that cannot be started says why, and can be tried again', async () => {
    openImport(
      { applyPlan: refuses(503, 'ServiceUnavailableError', 'Away') },
      atPlan,
    );
    await press('Import');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The plan was not carried outAway',
    );
    expect(
      screen.queryByRole('button', { name: 'Plan again' }),
    ).not.toBeInTheDocument();
    expect(button('Import')).toBeEnabled();
  });

  it('that would do nothing cannot be carried out', async () => {
    openImport(
      { getPlan: answers({ ...archivePlan, applicable: false }) },
      atPlan,
    );
    expect(await screen.findByText('There is nothing to import')).toBeVisible();
    expect(button('Import')).toBeDisabled();
  });

  it('that "strict" forbids says so', async () => {
    const finding = {
      code: 'permission.strict',
      severity: 'error' as const,
      sentence: '2 objects lack a permission: nothing is imported.',
    };
    openImport(
      {
        getPlan: answers({
          ...archivePlan,
          applicable: false,
          findings: [finding],
        }),
      },
      atPlan,
    );
    expect(
      await screen.findByText(/The option "Strict" is chosen/),
    ).toBeVisible();
    expect(screen.getByText(finding.sentence)).toBeVisible();
    expect(button('Import')).toBeDisabled();
  });

  it('narrows its decisions by a count', async () => {
    const listDecisions = jest.fn(async () => ({
      items: archiveDecisions,
      total: 2,
    }));
    openImport({ listDecisions }, atPlan);
    await press('1 Reject');
    expect(button('1 Reject')).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() =>
      expect(listDecisions).toHaveBeenLastCalledWith(
        expect.objectContaining({
          query: expect.objectContaining({ action: ['reject'] }),
        }),
        expect.anything(),
      ),
    );
  });

  it('that is gone leads to another upload', async () => {
    openImport(
      { getPlan: refuses(404, 'NotFoundError', 'It is gone') },
      atPlan,
    );
    expect(await screen.findByText('The plan is gone')).toBeVisible();
    expect(button('Upload an archive')).toBeVisible();
  });

  it('becomes a run, with a report that can be undone', async () => {
    const planUndo = answers({ ...archivePlan, id: 'undo-1' });
    openImport(
      {
        applyPlan: answers(archiveRun),
        getRun: answers(archiveRun),
        planUndo,
      },
      atPlan,
    );
    await press('Import');
    expect(
      await screen.findByRole('heading', { name: 'Step 6 of 6: Report' }),
    ).toHaveFocus();
    expect(
      screen.getByRole('heading', { name: 'Import of another-portal.zip' }),
    ).toBeVisible();
    await press('Undo this import');
    await address('/connector/archives/undo/undo-1');
    expect(planUndo).toHaveBeenCalledWith({ params: { id: 'plan-1' } });
  });
});

it('the report of an import offers no undo to who may not import', async () => {
  openImport({ getRun: answers(archiveRun) }, 'plan=plan-1&step=import', [
    'connector.archive.import',
  ]);
  expect(
    await screen.findByRole('heading', {
      name: 'Import of another-portal.zip',
    }),
  ).toBeVisible();
  expect(await screen.findByText('2 decisions')).toBeVisible();
  expect(
    screen.queryByRole('button', { name: 'Undo this import' }),
  ).not.toBeInTheDocument();
});
