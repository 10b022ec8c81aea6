import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DateTime } from 'luxon';
import { connections, warehouse } from '../../__fixtures__/connections';
import { failedRun, importSummary, runningRun } from '../../__fixtures__/runs';
import { answers } from '../../__testUtils__/connectorApi';
import {
  address,
  noOccurrences,
  noStrips,
  openMonitor as open,
} from '../../__testUtils__/openMonitor';

describe('the strips', () => {
  const mark = (runId: string, days: number, change = {}) => ({
    runId,
    kind: 'import' as const,
    state: 'succeeded' as const,
    at: DateTime.utc().minus({ days }).toISO(),
    runs: 1,
    ...change,
  });
  const stripOf = async (name: string) =>
    within(
      await screen.findByRole('list', {
        name: `Runs of ${name} in the last 30 days`,
      }),
    );

  it('mark runs along the time, with words for each', async () => {
    const listRunStrips = jest.fn(
      answers({
        items: [
          {
            connectionId: 'warehouse',
            marks: [
              mark('old', 29),
              mark('new', 1, { state: 'failed', runs: 3 }),
            ],
            truncated: true,
          },
        ],
      }),
    );
    open({ listRunStrips });
    const strip = await stripOf('Retail warehouse');
    expect(
      strip.getAllByRole('link').map(link => link.getAttribute('href')),
    ).toEqual(['/connector/runs/old', '/connector/runs/new']);
    expect(
      strip.getByRole('link', {
        name: /^3 runs, shown: Import Failed, .*20\d\d/,
      }),
    ).toBeVisible();
    expect(
      screen.getByText(
        'Of Retail warehouse only the latest 1,000 runs are drawn.',
      ),
    ).toBeVisible();
    expect((await stripOf('Finance ledger')).queryByRole('link')).toBeNull();
    const [[{ query }]] = listRunStrips.mock.calls as never as [
      [{ query: { connection: string; from: string; to: string } }],
    ];
    expect(query.connection.split(',').sort()).toEqual(
      connections.map(({ id }) => id).sort(),
    );
    expect(Date.parse(query.to) - Date.parse(query.from)).toBe(
      30 * 24 * 3600_000,
    );
  });

  it('take one stop of the tabulator; the arrow keys lead on', async () => {
    const marks = [mark('a', 3), mark('b', 2), mark('c', 1)];
    open({
      listRunStrips: answers({
        items: [{ connectionId: 'warehouse', marks, truncated: false }],
      }),
    });
    const strip = await stripOf('Retail warehouse');
    const [a, b, c] = strip.getAllByRole('link');
    expect([a, b, c].map(link => link.tabIndex)).toEqual([-1, -1, 0]);
    act(() => c.focus());
    await userEvent.keyboard('{ArrowLeft}');
    expect(b).toHaveFocus();
    await userEvent.keyboard('{Home}');
    expect(a).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}{End}{ArrowRight}');
    expect(c).toHaveFocus();
    expect([a, b, c].map(link => link.tabIndex)).toEqual([-1, -1, 0]);
  });

  it('are read by pages of connections', async () => {
    const many = Array.from({ length: 17 }, (_, index) => ({
      ...warehouse,
      id: `c-${index}`,
      name: `Shop ${String(index).padStart(2, '0')}`,
    }));
    const listRunStrips = jest.fn(noStrips);
    open({ listConnections: answers({ items: many }), listRunStrips });
    await stripOf('Shop 14');
    expect(screen.queryByRole('link', { name: 'Shop 15' })).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'More connections' }),
    );
    await stripOf('Shop 16');
    expect(listRunStrips).toHaveBeenLastCalledWith(
      { query: expect.objectContaining({ connection: 'c-15,c-16' }) },
      expect.anything(),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous connections' }),
    );
    await stripOf('Shop 00');
  });

  it('lead to the runs of a connection', async () => {
    open({});
    const link = await screen.findByRole('link', { name: 'Finance ledger' });
    expect(link).toHaveAttribute(
      'href',
      '/connector/monitor?connection=broken',
    );
    await userEvent.click(link);
    await address('/connector/monitor?connection=broken');
  });
});

describe('the charts of a connection', () => {
  const runs = [
    { ...importSummary, id: 'latest' },
    { ...failedRun, id: 'earlier', startedAt: '2026-11-21T10:00:00.000Z' },
    { ...runningRun, id: 'still-running' },
  ];

  it('have a table that says the same', async () => {
    const listRuns = jest.fn(async ({ query }) => ({
      items: query.limit === 100 ? runs : [],
    }));
    open({ listRuns: listRuns as never }, '?connection=warehouse');
    expect(
      await screen.findByRole('heading', {
        name: 'Imports of Retail warehouse',
      }),
    ).toBeVisible();
    expect(
      await screen.findByRole('figure', { name: 'Duration of each import' }),
    ).toBeVisible();
    expect(screen.getByText('The last 2 imports')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show as a table' }),
    );
    expect(screen.queryByRole('figure')).toBeNull();
    const row = screen.getByRole('row', { name: /Succeeded/ });
    expect(row).toHaveTextContent('4.2 s');
    expect(row).toHaveTextContent('12 Create');
    expect(listRuns).toHaveBeenCalledWith(
      { query: { limit: 100, connection: 'warehouse', kind: ['import'] } },
      expect.anything(),
    );
  });

  it('say that there is nothing to draw, or nothing chosen', async () => {
    open({}, '?connection=warehouse');
    expect(
      await screen.findByText('No import of this connection has ended yet.'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText(/^Choose a connection to/)).toBeVisible();
  });
});

describe('what was due', () => {
  const occurrence = {
    connectionId: 'warehouse',
    at: '2026-11-22T01:30:00.000Z',
    decidedAt: '2026-11-22T01:30:01.000Z',
    outcome: 'started' as const,
    runId: 'run-1',
  };

  it('is listed with what became of it, filtered in the URL and paged', async () => {
    const listOccurrences = jest.fn(async ({ query }) => ({
      items: query.cursor
        ? [{ ...occurrence, outcome: 'overlap' as const, runId: undefined }]
        : [occurrence],
      nextCursor: query.cursor ? undefined : 'older',
    }));
    open({ listOccurrences: listOccurrences as never });
    const row = await screen.findByRole('row', { name: /A run was started/ });
    expect(row).toHaveTextContent('Retail warehouse');
    expect(
      within(row).getByRole('link', { name: 'See the run' }),
    ).toHaveAttribute('href', '/connector/runs/run-1');
    await userEvent.click(screen.getByRole('button', { name: 'Older' }));
    expect(
      await screen.findByText(/A run of the connection was still active/),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Outcome All' }));
    await userEvent.click(
      screen.getByRole('option', { name: 'Skipped: overlap' }),
    );
    await address('/connector/monitor?outcome=overlap');
    expect(listOccurrences).toHaveBeenLastCalledWith(
      { query: { limit: 10, outcome: ['overlap'] } },
      expect.anything(),
    );
  });

  it('is narrowed to the chosen connection, and may be nothing', async () => {
    const listOccurrences = jest.fn(noOccurrences);
    open({ listOccurrences }, '?connection=warehouse');
    expect(
      await screen.findByText('No schedule has asked for a start yet.'),
    ).toBeVisible();
    expect(listOccurrences).toHaveBeenCalledWith(
      { query: { limit: 10, connection: 'warehouse' } },
      expect.anything(),
    );
  });
});
