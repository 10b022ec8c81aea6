import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ConnectorApi,
  Run,
} from '@backstage-connector/plugin-connector-common';
import { importRun } from '../../__fixtures__/runs';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { RunComparison } from './RunComparison';

const older: Run = {
  ...importRun,
  id: 'run-0',
  startedAt: '2026-11-21T10:00:00.000Z',
  endedAt: '2026-11-21T10:00:10.000Z',
  byAction: { ...importRun.byAction!, create: 10 },
  settings: {
    ...importRun.settings,
    parameters: { host: 'old.example.com', port: 5432 },
  },
};
const open = (api: Partial<ConnectorApi>, search = '') =>
  renderPage(<RunComparison run={importRun} />, {
    at: `/connector/runs/run-1?tab=compare${search}`,
    path: '/connector/runs/:id',
    api: {
      listRuns: answers({ items: [importRun, older] }),
      getRun: answers(older),
      compareRuns: answers({ items: [], more: false }),
      ...api,
    },
  });
const rowsOf = async (name: string) =>
  within(await screen.findByRole('table', { name }))
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);

describe('the comparison of two runs', () => {
  it('chooses among the other runs of the connection, kept in the URL', async () => {
    open({});
    await userEvent.click(
      await screen.findByRole('button', { name: /^Compare with/ }),
    );
    const options = screen.getAllByRole('option').map(it => it.textContent);
    expect(options).toEqual([
      'Choose a run',
      expect.stringMatching(/^Import Succeeded, Nov 21/),
    ]);
    await userEvent.click(screen.getAllByRole('option')[1]);
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        '?tab=compare&with=run-0',
      ),
    );
  });

  it('sets counts and differing settings side by side', async () => {
    open({}, '&with=run-0');
    const counts = await rowsOf('Counts side by side');
    expect(counts).toContain('StateSucceededSucceeded');
    expect(counts).toContain('Duration4.2 s10.0 s');
    expect(counts).toContain('Create12 (+2)10');
    expect(counts).toContain('Change33');
    expect(await rowsOf('Settings that differ')).toEqual([
      'parameters.hostdb.example.comold.example.com',
    ]);
    expect(
      await screen.findByText(/Both runs decided alike about every object/),
    ).toBeVisible();
  });

  it('shows the first differences in the decisions', async () => {
    const object = { uid: 'u', ref: 'resource:default/a', title: 'a' };
    const compareRuns = jest.fn(
      answers({
        items: [
          {
            ...object,
            assetKind: 'table',
            one: {
              action: 'create' as const,
              reason: 'identity.new',
              sentence: 'The catalog does not have this object yet.',
            },
          },
        ],
        more: true,
      }),
    );
    open({ compareRuns }, '&with=run-0');
    expect(await rowsOf('First differences in the decisions')).toEqual([
      'aresource:default/aCreateThe catalog does not have this object yet.not listed (unchanged or not there)',
    ]);
    expect(
      screen.getByText('There are more differences; the first 1 are listed.'),
    ).toBeVisible();
    expect(compareRuns).toHaveBeenCalledWith(
      { params: { id: 'run-1', other: 'run-0' }, query: { limit: 20 } },
      expect.anything(),
    );
  });

  it('says that there is no other run, or no such run', async () => {
    open({ listRuns: answers({ items: [importRun] }) });
    expect(
      await screen.findByText('This connection has no other run.'),
    ).toBeVisible();
  });

  it('says that the run of the address is gone', async () => {
    open({ getRun: refuses(404, 'NotFoundError', 'gone') }, '&with=gone');
    expect(await screen.findByText('There is nothing here')).toBeVisible();
  });
});
