import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { warehouse } from '../../__fixtures__/connections';
import { failedRun, importSummary } from '../../__fixtures__/runs';
import { starts } from '../../__fixtures__/schedules';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { address, openMonitor as open } from '../../__testUtils__/openMonitor';

describe('the upcoming runs', () => {
  const listRuns = answers({ items: [] });

  it('stand by both clocks, with what daylight saving does to them', async () => {
    const listUpcoming = answers({
      items: [
        {
          ...starts[1],
          connectionId: 'warehouse',
          connectionName: 'Retail warehouse',
          technology: 'postgresql',
          zone: 'Europe/Paris',
        },
      ],
    });
    open({ listRuns, listUpcoming });
    await screen.findByRole('heading', { name: 'Upcoming runs' });
    const row = screen.getByRole('row', { name: /Retail warehouse/ });
    expect(row).toHaveTextContent(/3:00\sAM GMT\+2 \(Europe\/Paris\)/);
    expect(row).toHaveTextContent('Moved by daylight saving');
    expect(row.querySelector('time')).toHaveAttribute('datetime', starts[1].at);
  });

  it('have no place while there are none', async () => {
    open({ listRuns });
    await screen.findByText('No runs yet');
    expect(screen.queryByText('Upcoming runs')).not.toBeInTheDocument();
  });
});

describe('the list of runs', () => {
  it('shows who started what, for how long, with which result', async () => {
    open({ listRuns: answers({ items: [importSummary, failedRun] }) });
    const first = await screen.findByRole('row', { name: /Succeeded/ });
    const second = screen.getByRole('row', { name: /Failed/ });
    expect(first).toHaveTextContent('Succeeded');
    expect(first).toHaveTextContent('4.2 s');
    expect(first).toHaveTextContent('12 Create');
    expect(second).toHaveTextContent(
      'The server closed the connection while it was read',
    );
    expect(within(first).getAllByRole('link')[0]).toHaveAttribute(
      'href',
      '/connector/runs/run-1',
    );
  });

  it('keeps its filters in the URL', async () => {
    const listRuns = jest.fn(answers({ items: [importSummary] }));
    open({ listRuns }, '?connection=warehouse&kind=import&state=nonsense');
    await screen.findByRole('button', { name: 'Connection Retail warehouse' });
    await userEvent.click(screen.getByRole('button', { name: 'State All' }));
    await userEvent.click(screen.getByRole('option', { name: 'Failed' }));
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        'connection=warehouse&kind=import&state=failed',
      ),
    );
    expect(listRuns).toHaveBeenLastCalledWith(
      {
        query: {
          limit: 25,
          connection: 'warehouse',
          state: ['failed'],
          kind: ['import'],
        },
      },
      expect.anything(),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        /^\/connector\/monitor$/,
      ),
    );
  });

  it('keeps days in the URL, and asks for the whole of both', async () => {
    const listRuns = jest.fn(answers({ items: [importSummary] }));
    open({ listRuns }, '?from=2026-11-20&to=2026-13-40');
    fireEvent.change(await screen.findByLabelText('To'), {
      target: { value: '2026-11-21' },
    });
    await address('from=2026-11-20&to=2026-11-21');
    const startOf = (day: string) => new Date(`${day}T00:00`).toISOString();
    await waitFor(() =>
      expect(listRuns).toHaveBeenLastCalledWith(
        {
          query: {
            limit: 25,
            from: startOf('2026-11-20'),
            to: startOf('2026-11-22'),
          },
        },
        expect.anything(),
      ),
    );
    fireEvent.change(screen.getByLabelText('To'), {
      target: { value: '2026-11-19' },
    });
    expect(await screen.findByText('Before the first day')).toBeVisible();
  });

  it('compares two runs, the newer with the older', async () => {
    const run = (id: string, day: number) => ({
      ...importSummary,
      id,
      queuedAt: `2026-11-0${day}T10:00:00.000Z`,
      startedAt: `2026-11-0${day}T10:00:00.000Z`,
    });
    const runs = [run('c', 3), run('b', 2), run('a', 1)];
    open({ listRuns: answers({ items: runs }) });
    const boxes = await screen.findAllByRole('checkbox', {
      name: /^Select the run of Nov \d, 2026/,
    });
    expect(screen.getByText('Select two runs to compare them.')).toBeVisible();
    for (const box of boxes) {
      await userEvent.click(box);
    }
    expect(boxes.map(box => (box as HTMLInputElement).checked)).toEqual([
      false,
      true,
      true,
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Compare' }));
    await address('/connector/runs/b?tab=compare&with=a');
  });

  it('says when a run is tried again', async () => {
    const waiting = {
      ...importSummary,
      state: 'queued' as const,
      nextAttemptAt: '2026-11-22T10:05:00.000Z',
    };
    open({ listRuns: answers({ items: [waiting] }) });
    expect(
      await screen.findByRole('row', { name: /Queued.*next attempt Nov 22/ }),
    ).toBeVisible();
  });

  it('goes to older runs and back', async () => {
    const listRuns = jest.fn(async ({ query }) =>
      query.cursor
        ? { items: [{ ...importSummary, id: 'older', state: 'partial' }] }
        : { items: [importSummary], nextCursor: 'older' },
    );
    open({ listRuns: listRuns as never });
    await userEvent.click(await screen.findByRole('button', { name: 'Older' }));
    expect(await screen.findByRole('row', { name: /Partial/ })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Newer' }));
    expect(await screen.findByRole('row', { name: /Succeeded/ })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Newer' })).toBeDisabled();
  });

  it('says that there are none', async () => {
    open({ listRuns: answers({ items: [] }) });
    expect(await screen.findByText('No runs yet')).toBeVisible();
  });

  it('says that none matches the filters', async () => {
    open({ listRuns: answers({ items: [] }) }, '?state=failed');
    expect(
      await screen.findByText('No run matches the filters.'),
    ).toBeVisible();
  });

  it('says so when the person may not read runs', async () => {
    open({
      listConnections: answers({ items: [warehouse] }),
      listRuns: refuses(403, 'NotAllowedError', 'no'),
    });
    expect(
      (await screen.findAllByText('You may not see this'))[0],
    ).toBeVisible();
  });
});
