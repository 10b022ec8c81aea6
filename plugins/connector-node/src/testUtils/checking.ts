import assert from 'node:assert/strict';
import type { Failure } from '@backstage-connector/plugin-connector-common';
import { ConnectorError } from '../ConnectorError';
import type { Connector, Session } from '../connector';
import { createRecorder, wholeScope, type Recorder } from './reading';
import type { Settings } from './worlds';

/** How one step of a connection test ended. */
export type StepOutcome =
  | { id: string; outcome: 'passed'; evidence: string }
  | { id: string; outcome: 'failed'; failure: Failure }
  | { id: string; outcome: 'skipped' };

/** The code of a check that its time limit has ended. @public */
export const TIME_LIMIT = 'time-limit';

/**
 * A connection test, run as the backend runs it: steps in order, the first
 * mandatory one that fails ends it.
 */
export async function checkSource(options: {
  connector: Connector<any>;
  settings: Settings;
  recorder?: Recorder;
  /** With the session open, before the first step. */
  whenOpen?(): Promise<void>;
}): Promise<StepOutcome[]> {
  const { connector, settings, recorder = createRecorder() } = options;
  const { context } = recorder;
  const failureOf = (error: unknown) => explained(error, context.signal);
  let session: Session;
  try {
    session = await connector.open({ ...settings, scope: wholeScope }, context);
  } catch (error) {
    return stoppedAtOpen(connector, failureOf(error));
  }
  try {
    await options.whenOpen?.();
    const outcomes: StepOutcome[] = [];
    let stopped = false;
    for (const { id, importance, run } of connector.checks) {
      if (stopped) {
        outcomes.push({ id, outcome: 'skipped' });
        continue;
      }
      try {
        const evidence = run
          ? await run(session, context)
          : session.evidence[id];
        outcomes.push({ id, outcome: 'passed', evidence });
      } catch (error) {
        outcomes.push({ id, outcome: 'failed', failure: failureOf(error) });
        stopped = importance === 'mandatory';
      }
    }
    return outcomes;
  } finally {
    await session.close();
  }
}

/** The outcome of a failed check: the step that stopped it. */
export function failureIn(outcomes: readonly StepOutcome[]) {
  return outcomes.find(it => it.outcome === 'failed');
}

function stoppedAtOpen(
  connector: Connector<any>,
  failure: Failure,
): StepOutcome[] {
  const ids = connector.checks.map(step => step.id);
  const at = failure.step === undefined ? 0 : ids.indexOf(failure.step);
  assert.notEqual(at, -1, `no step is called ${failure.step}`);
  return ids.map((id, index): StepOutcome => {
    if (index === at) {
      return { id, outcome: 'failed', failure };
    }
    return index < at
      ? { id, outcome: 'passed', evidence: 'The step before succeeded.' }
      : { id, outcome: 'skipped' };
  });
}

function explained(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted && error === signal.reason) {
    return {
      code: TIME_LIMIT,
      kind: 'transient',
      title: 'The time limit ended the check',
      remedy: 'Try again.',
    };
  }
  assert(
    error instanceof ConnectorError,
    `what a connector throws must be a ConnectorError, not ${error}`,
  );
  return error.failure;
}
