import type {
  AttemptOutcome,
  Failure,
  RunAttempt,
} from '@backstage-connector/plugin-connector-common';

/** How a worker's attempt at a run has ended. */
export interface AttemptEnd {
  readonly outcome: AttemptOutcome;
  readonly failure?: Failure;
}

/** The attempts with a new one. One that nobody has ended has died. */
export function beginAttempt(
  attempts: readonly RunAttempt[],
  begin: { number: number; at: string; lastSign: string | null },
): RunAttempt[] {
  const { number, at, lastSign } = begin;
  return [
    ...endAttempt(attempts, { outcome: 'died' }, lastSign ?? at),
    { number, startedAt: at },
  ];
}

/** The attempts, of which the one that lasts has ended. */
export function endAttempt(
  attempts: readonly RunAttempt[],
  end: AttemptEnd,
  at: string,
): RunAttempt[] {
  return attempts.map(attempt =>
    attempt.outcome ? attempt : { ...attempt, endedAt: at, ...end },
  );
}
