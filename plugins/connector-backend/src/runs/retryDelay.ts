import type { Run } from '@backstage-connector/plugin-connector-common';

/** How often, and how soon, a run is tried again whose failure may pass. */
export interface RetryPolicy {
  /** All together, with the first. */
  readonly attempts: number;
  readonly initialDelayMs: number;
  readonly maxDelayMs: number;
}

/**
 * Milliseconds until the next attempt of a run that failed for a reason that may
 * pass; undefined when it has had all its attempts. Each time twice as long,
 * and up to a half shorter by chance: what failed together is not tried together.
 *
 * A preview is not tried again: somebody waits for its answer. An attempt whose
 * process died or shut down is none of these.
 */
export function retryDelayMs(
  { kind, attempts }: Pick<Run, 'kind' | 'attempts'>,
  policy: RetryPolicy,
  random: () => number,
): number | undefined {
  // A run whose held removals are let go starts anew.
  const lastEnd = attempts.findLastIndex(it => it.outcome === 'ended');
  const retries = attempts
    .slice(lastEnd + 1)
    .filter(it => it.outcome === 'retry').length;
  if (kind === 'preview' || retries + 1 >= policy.attempts) {
    return undefined;
  }
  const delay = policy.initialDelayMs * 2 ** retries;
  return Math.min(delay, policy.maxDelayMs) * (1 - random() / 2);
}
