import {
  RUNS_CHANNEL,
  runSignalSchema,
  type RunState,
} from '@backstage-connector/plugin-connector-common';
import { mockServices } from '@backstage/backend-test-utils';
import type { SignalPayload } from '@backstage/plugin-signals-node';
import { RunSignals } from './RunSignals';

const run = (id: string, state: RunState) => ({
  type: 'moved' as const,
  run: {
    id,
    connectionId: 'c-1',
    technology: 'sample',
    kind: 'import' as const,
    state,
    trigger: 'manual' as const,
    attempt: 1,
    queuedAt: '2026-03-10T00:00:00.000Z',
  },
});

describe('RunSignals', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function setUp(publish = async () => {}) {
    const published: SignalPayload[] = [];
    const logger = mockServices.logger.mock();
    const signals = RunSignals.create({
      signals: {
        async publish(signal) {
          published.push(signal);
          await publish();
        },
      },
      logger,
      now: () => new Date(),
    });
    const states = () => published.map(({ message }) => message.state);
    return { published, signals, states };
  }

  it('tells everybody ids and states, and nothing else', () => {
    const { published, signals } = setUp();
    signals.hear(run('r-1', 'running'));
    expect(published).toMatchObject([
      { channel: RUNS_CHANNEL, recipients: { type: 'broadcast' } },
    ]);
    const [{ message }] = published;
    expect(runSignalSchema.strict().parse(message)).toEqual(message);
    expect(message).toEqual({
      type: 'run',
      runId: 'r-1',
      state: 'running',
      at: expect.any(String),
    });
  });

  it('speaks at most twice a second of a run, and never keeps its end to itself', () => {
    const { signals, states } = setUp();
    signals.hear(run('r-1', 'queued'));
    for (let beat = 0; beat < 50; beat++) {
      signals.hear(run('r-1', 'running'));
      jest.advanceTimersByTime(20);
    }
    signals.hear(run('r-1', 'succeeded'));
    expect(states().length).toBeLessThanOrEqual(3);
    jest.advanceTimersByTime(500);
    expect(states().at(-1)).toBe('succeeded');
    jest.advanceTimersByTime(60_000);
    expect(states().length).toBeLessThanOrEqual(4);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not make one run wait for another', () => {
    const { signals, published } = setUp();
    for (let id = 0; id < 10; id++) {
      signals.hear(run(`r-${id}`, 'running'));
    }
    expect(published).toHaveLength(10);
  });

  it('survives signals that cannot be published', async () => {
    const { signals, states } = setUp(async () => {
      throw new Error('The event broker is away');
    });
    signals.hear(run('r-1', 'running'));
    await jest.advanceTimersByTimeAsync(500);
    signals.hear(run('r-1', 'succeeded'));
    expect(states()).toEqual(['running', 'succeeded']);
  });
});
