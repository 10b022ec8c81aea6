import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import { archivePlan } from '../__fixtures__/archives';
import { answers, refuses } from '../__testUtils__/connectorApi';
import { renderPage } from '../__testUtils__/renderPage';
import { keptDraft, keepDraft, newImportDraft } from '../archives/importDraft';
import { useImportDraft } from './useImportDraft';

const planned = {
  ...archivePlan,
  selection: { mode: 'only' as const, seqs: [2] },
};

/** Shows what is selected, and can select one object. */
const Page = ({ planId }: { planId?: string }) => {
  const { draft, change } = useImportDraft('archive-1', planId);
  return (
    <>
      <p>{JSON.stringify(draft.selection)}</p>
      <button
        onClick={() => change({ selection: { mode: 'only', seqs: [7] } })}
      >
        select
      </button>
    </>
  );
};

const open = (api: Partial<ConnectorApi>, planId?: string) =>
  renderPage(<Page planId={planId} />, { api });

describe('the draft of an import', () => {
  beforeEach(() => sessionStorage.clear());

  it('begins with everything, and is kept when it changes', async () => {
    open({});
    expect(
      await screen.findByText('{"mode":"top-level","except":[]}'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'select' }));
    expect(screen.getByText('{"mode":"only","seqs":[7]}')).toBeVisible();
    expect(keptDraft('archive-1')?.selection).toEqual({
      mode: 'only',
      seqs: [7],
    });
  });

  it('is there again after a reload, whatever was planned before', async () => {
    keepDraft('archive-1', {
      ...newImportDraft(),
      selection: { mode: 'only', seqs: [3] },
    });
    open({}, 'plan-1');
    expect(await screen.findByText('{"mode":"only","seqs":[3]}')).toBeVisible();
  });

  it('is that of the plan in another tab, and can be changed then', async () => {
    const getPlan = answers(planned);
    open({ getPlan }, 'plan-1');
    expect(await screen.findByText('{"mode":"only","seqs":[2]}')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'select' }));
    expect(screen.getByText('{"mode":"only","seqs":[7]}')).toBeVisible();
    expect(getPlan).toHaveBeenCalledTimes(1);
  });

  it('begins with everything when the plan is gone', async () => {
    const getPlan = refuses(404, 'NotFoundError', 'It is gone');
    open({ getPlan }, 'plan-1');
    await waitFor(() => expect(getPlan).toHaveBeenCalled());
    expect(screen.getByText('{"mode":"top-level","except":[]}')).toBeVisible();
  });
});
