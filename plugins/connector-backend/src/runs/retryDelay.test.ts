import type {
  AttemptOutcome,
  Run,
} from '@backstage-connector/plugin-connector-common';
import { retryDelayMs, type RetryPolicy } from './retryDelay';

const policy: RetryPolicy = {
  attempts: 9,
  initialDelayMs: 30_000,
  maxDelayMs: 900_000,
};

const run = (
  ...outcomes: AttemptOutcome[]
): Pick<Run, 'kind' | 'attempts'> => ({
  kind: 'import',
  attempts: [
    ...outcomes.map((outcome, index) => ({
      number: index + 1,
      startedAt: '2026-01-01T00:00:00Z',
      endedAt: '2026-01-01T00:00:01Z',
      outcome,
    })),
    { number: outcomes.length + 1, startedAt: '2026-01-01T00:01:00Z' },
  ],
});
const retried = (times: number) => run(...Array(times).fill('retry'));
const never = () => 0;

describe('retryDelayMs', () => {
  it('doubles until the limit', () => {
    const seconds = Array.from(
      { length: 7 },
      (_, times) => retryDelayMs(retried(times), policy, never)! / 1000,
    );
    expect(seconds).toEqual([30, 60, 120, 240, 480, 900, 900]);
  });

  it('is shorter by up to a half, by chance', () => {
    expect(retryDelayMs(retried(1), policy, () => 0.5)).toBe(45_000);
    expect(retryDelayMs(retried(1), policy, () => 0.999999)).toBeGreaterThan(
      30_000,
    );
  });

  it('ends with the last attempt', () => {
    const three = { ...policy, attempts: 3 };
    expect(retryDelayMs(retried(1), three, never)).toBe(60_000);
    expect(retryDelayMs(retried(2), three, never)).toBeUndefined();
    expect(
      retryDelayMs(retried(0), { ...policy, attempts: 1 }, never),
    ).toBeUndefined();
  });

  it('does not count what a dead or stopped process has begun', () => {
    const three = { ...policy, attempts: 3 };
    expect(
      retryDelayMs(run('died', 'retry', 'handed-back', 'died'), three, never),
    ).toBe(60_000);
  });

  it('begins anew when a person has let go what the run held', () => {
    const three = { ...policy, attempts: 3 };
    expect(retryDelayMs(run('retry', 'retry', 'ended'), three, never)).toBe(
      30_000,
    );
  });

  it('tries no preview again', () => {
    expect(
      retryDelayMs({ ...retried(0), kind: 'preview' }, policy, never),
    ).toBeUndefined();
  });
});
