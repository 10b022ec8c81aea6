import { act, screen, waitFor } from '@testing-library/react';
import type { RunSignal } from '@backstage-connector/plugin-connector-common';
import { renderPage } from '../__testUtils__/renderPage';
import { useLive } from './useLive';

/** Signals as a test sends them. */
function createSignals() {
  const listeners = new Map<string, (message: never) => void>();
  return {
    listeners,
    api: {
      subscribe: (channel: string, listener: (message: never) => void) => {
        listeners.set(channel, listener);
        return { unsubscribe: () => listeners.delete(channel) };
      },
    },
    send: (message: object) =>
      act(() => listeners.get('connector:runs')?.(message as never)),
  };
}
const moved = (runId: string): RunSignal => ({
  type: 'run',
  runId,
  state: 'running',
  at: '2026-11-22T10:00:00.000Z',
});
const mine = ({ runId }: RunSignal) => runId === 'mine';

/** Shows how often it was read. */
function open(options: {
  load: (signal: AbortSignal) => Promise<number>;
  pollAfter?: () => number | undefined;
  signals?: ReturnType<typeof createSignals>;
}) {
  const { load, pollAfter = () => undefined, signals } = options;
  const Page = () => {
    const loaded = useLive(load, pollAfter, mine);
    return <p>{loaded.status === 'ready' && `read ${loaded.value}`}</p>;
  };
  return renderPage(<Page />, { api: {}, signals: signals?.api });
}
function counting() {
  let count = 0;
  return jest.fn(async () => ++count);
}

describe('useLive', () => {
  it('reads again when its run has moved, once for several signals', async () => {
    const signals = createSignals();
    const load = counting();
    open({ load, signals });
    await screen.findByText('read 1');
    signals.send(moved('mine'));
    signals.send(moved('mine'));
    expect(await screen.findByText('read 2')).toBeVisible();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('does not read for other runs, or for what is no signal of a run', async () => {
    const signals = createSignals();
    const load = counting();
    open({ load, signals });
    await screen.findByText('read 1');
    signals.send(moved('other'));
    signals.send({ type: 'odd' });
    signals.send(moved('mine'));
    await screen.findByText('read 2');
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('ends a reading before it begins the next', async () => {
    const signals = createSignals();
    const answers: ((value: number) => void)[] = [];
    const load = jest.fn(() => new Promise<number>(it => answers.push(it)));
    open({ load, signals });
    await waitFor(() => expect(answers).toHaveLength(1));
    signals.send(moved('mine'));
    act(() => answers[0](1));
    await screen.findByText('read 1');
    await waitFor(() => expect(answers).toHaveLength(2));
    act(() => answers[1](2));
    expect(await screen.findByText('read 2')).toBeVisible();
  });

  it('asks from time to time in a portal without signals', async () => {
    const load = counting();
    open({
      load,
      pollAfter: () => (load.mock.calls.length < 3 ? 1 : undefined),
    });
    expect(await screen.findByText('read 3')).toBeVisible();
  });

  it('stops listening with the page', async () => {
    const signals = createSignals();
    const { unmount } = open({ load: counting(), signals });
    await screen.findByText('read 1');
    expect(signals.listeners.size).toBe(1);
    unmount();
    expect(signals.listeners.size).toBe(0);
  });
});
