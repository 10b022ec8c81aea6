import type {
  CheckReport,
  Failure,
} from '@backstage-connector/plugin-connector-common';

/** A little more than the time limit: its process may be slow to report. */
const GRACE_MS = 10_000;

/**
 * The report of a test whose process has died says "running" for ever. When
 * its time limit is long over, it is shown as failed.
 */
export function settleInterrupted(
  report: CheckReport,
  options: { timeoutMs: number; now: Date },
): CheckReport {
  const startedAt = Date.parse(report.startedAt);
  const overdue =
    options.now.getTime() > startedAt + options.timeoutMs + GRACE_MS;
  return report.state === 'running' && overdue
    ? endEarly(report, {
        state: 'failed',
        reason: 'The test was interrupted.',
        at: new Date(startedAt + options.timeoutMs),
        failure: {
          code: 'check.interrupted',
          kind: 'transient',
          title: 'The portal stopped during the test',
          remedy: 'Test the connection again.',
        },
      })
    : report;
}

/** Ends a report from outside: what is not decided will not be. */
export function endEarly(
  report: CheckReport,
  end: {
    state: 'failed' | 'cancelled';
    reason: string;
    at: Date;
    failure?: Failure;
  },
): CheckReport {
  return {
    ...report,
    state: end.state,
    endedAt: end.at.toISOString(),
    steps: report.steps.map(({ id, title, importance, ...step }) =>
      step.outcome === 'pending' || step.outcome === 'running'
        ? { id, title, importance, outcome: 'skipped', reason: end.reason }
        : { id, title, importance, ...step },
    ),
    ...(end.failure && { failure: end.failure }),
  };
}
