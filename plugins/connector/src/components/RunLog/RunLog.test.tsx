import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ConnectorApi,
  RunLogEntry,
} from '@backstage-connector/plugin-connector-common';
import { logEntries } from '../../__fixtures__/runs';
import { answers, refuses } from '../../__testUtils__/connectorApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { RunLog } from './RunLog';

const open = (api: Partial<ConnectorApi>, search = '?tab=log') =>
  renderPage(<RunLog runId="run-1" />, {
    at: `/connector/runs/run-1${search}`,
    path: '/connector/runs/:id',
    api,
  });
const line = (seq: number): RunLogEntry => ({
  seq,
  at: '2026-11-22T10:00:00.000Z',
  level: 'info',
  message: `Line ${seq}`,
});
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index));

type Asked = Parameters<ConnectorApi['readRunLog']>[0] & { query: object };
interface Options {
  signal: AbortSignal;
}

/** A log of so many lines, as the server answers it. */
function logOf(count: number) {
  return jest.fn(async ({ query }: Asked, _: Options) => {
    const { after, before, take, limit } = {
      after: 0,
      before: Infinity,
      limit: 500,
      ...query,
    } as { after: number; before: number; take?: string; limit: number };
    const found = lines(1, count).filter(
      ({ seq }) => seq > after && seq < before,
    );
    const items =
      take === 'latest' ? found.slice(-limit) : found.slice(0, limit);
    return { items, ended: items.length < limit };
  });
}
// The viewer draws a line anew when more come.
const shown = (text: RegExp) =>
  waitFor(() => expect(screen.getByText(text)).toBeVisible());
const seen = (seq: number) => shown(new RegExp(` Line ${seq}$`));
const queries = (read: jest.Mock) =>
  read.mock.calls.map(([{ query }]) => query);
const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));
const address = (text: string) =>
  waitFor(() =>
    expect(screen.getByLabelText('address')).toHaveTextContent(text),
  );

// jsdom has no layout: give the viewer of the lines a size.
beforeAll(() => {
  jest
    .spyOn(HTMLElement.prototype, 'getBoundingClientRect')
    .mockReturnValue(new DOMRect(0, 0, 800, 600));
});
afterAll(() => jest.restoreAllMocks());

// The viewer keeps what is selected in the address of the window.
beforeEach(() => window.history.replaceState(null, '', '/'));

describe('the log of a run', () => {
  it('is read from its end, and on until there is no more', async () => {
    const readRunLog = jest
      .fn()
      .mockResolvedValueOnce({ items: logEntries.slice(0, 1), ended: false })
      .mockResolvedValue({ items: logEntries.slice(1), ended: true });
    open({ readRunLog });
    await shown(/Reading the source/);
    await shown(/An entity was refused/);
    const level = ['info', 'warn', 'error'];
    expect(queries(readRunLog)).toEqual([
      { take: 'latest', limit: 1000, level },
      { after: 1, limit: 1000, level },
    ]);
  });

  it('holds its lines while the person does not follow', async () => {
    const readRunLog = jest
      .fn()
      .mockResolvedValueOnce({ items: logEntries.slice(0, 1), ended: false })
      .mockResolvedValue({ items: [], ended: false });
    open({ readRunLog });
    await screen.findByText(/Reading the source/);
    readRunLog.mockResolvedValueOnce({
      items: logEntries.slice(1),
      ended: false,
    });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Follow' }));
    expect(await screen.findByText('2 new lines')).toBeVisible();
    expect(screen.queryByText(/An entity was refused/)).toBeNull();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Follow' }));
    expect(await screen.findByText(/An entity was refused/)).toBeVisible();
  });

  it('asks the server for the levels that are wanted, kept in the URL', async () => {
    const readRunLog = jest.fn(answers({ items: logEntries, ended: true }));
    open({ readRunLog });
    await press('Lines All');
    await userEvent.click(
      screen.getByRole('option', { name: 'Warnings and errors' }),
    );
    await waitFor(() =>
      expect(readRunLog).toHaveBeenLastCalledWith(
        {
          params: { id: 'run-1' },
          query: { take: 'latest', limit: 1000, level: ['warn', 'error'] },
        },
        expect.anything(),
      ),
    );
    await address('?tab=log&level=warn');
  });

  it('goes page by page through a long log, without reading all of it', async () => {
    const readRunLog = logOf(2_500);
    open({ readRunLog: readRunLog as never });
    await seen(2500);
    await press('Earlier lines');
    await address('?tab=log&first=501');
    await seen(1500);
    expect(screen.queryByText(/ Line 2500$/)).toBeNull();
    await press('Earlier lines');
    await address('?tab=log&first=1');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Earlier lines' }),
      ).toBeDisabled(),
    );
    await seen(1000);
    await press('Later lines');
    await address('?tab=log&first=1001');
    await seen(2000);
    await press('To the end');
    await seen(2500);
    const most = Math.max(...queries(readRunLog).map(({ limit }) => limit));
    expect(most).toBe(1000);
  });

  it('opens at the line that an address names, and goes on from there', async () => {
    open({ readRunLog: logOf(60) as never }, '?tab=log&first=21#lines-10');
    // The tenth line of the page, and a few after it.
    await seen(30);
    await seen(35);
    expect(screen.queryByText(/ Line 36$/)).toBeNull();
    await press('Later lines');
    await seen(60);
  });

  it('gives the address of what is shown', async () => {
    const writeText = jest.fn(async () => {});
    const user = userEvent.setup();
    jest.spyOn(navigator.clipboard, 'writeText').mockImplementation(writeText);
    open({ readRunLog: logOf(1_500) as never });
    await seen(1500);
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(writeText).toHaveBeenCalledWith(
      expect.stringMatching(/\?tab=log&first=501$/),
    );
  });

  it('is saved whole, page by page, and the download can be left', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = jest.fn(blob => {
      saved.push(blob as Blob);
      return 'blob:log';
    });
    URL.revokeObjectURL = jest.fn();
    const readRunLog = logOf(12_000);
    open({ readRunLog: readRunLog as never });
    await press('Download');
    await waitFor(() => expect(saved).toHaveLength(1));
    const pages = queries(readRunLog).filter(({ limit }) => limit === 5000);
    expect(pages.map(({ after }) => after)).toEqual([0, 5000, 10000]);

    // A page that never comes, until nobody waits for it.
    readRunLog.mockImplementation(
      (_asked, { signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    await press('Download');
    expect(await screen.findByText('0 lines read …')).toBeVisible();
    await press('Cancel');
    expect(
      await screen.findByRole('button', { name: 'Download' }),
    ).toBeVisible();
  });

  it('says that it cannot be read', async () => {
    const readRunLog = refuses(503, 'ServiceUnavailableError', 'Try later');
    open({ readRunLog });
    expect(await screen.findByText('Try later')).toBeVisible();
  });
});
