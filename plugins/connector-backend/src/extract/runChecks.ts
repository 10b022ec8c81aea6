import type {
  CheckReport,
  CheckStepDeclaration,
  Failure,
} from '@backstage-connector/plugin-connector-common';
import {
  diagnose,
  type CheckStep,
  type Connector,
  type ConnectorConfig,
  type ConnectorContext,
  type Session,
} from '@backstage-connector/plugin-connector-node';
import { openSession } from './openSession';
import { redactFailure } from './redactFailure';
import { StepResults } from './StepResults';
import { untilAborted } from './untilAborted';

export interface RunChecksOptions<S extends Session> {
  readonly connector: Connector<S>;
  /** Clear text; a failure to read it counts as one of opening the source. */
  settings(): Promise<ConnectorConfig>;
  /** Of the connection: what a passed test is good for. */
  readonly revision: number;
  /** Aborted when a person cancels, or the portal stops. */
  readonly cancelled: AbortSignal;
  /** Aborted when the time limit is over. */
  readonly deadline: AbortSignal;
  readonly timeoutMs: number;
  readonly startedAt: Date;
  readonly redact: (text: string) => string;
  readonly now: () => Date;
  /** Called with the report after every step. */
  onStep(report: CheckReport): Promise<void>;
}

/**
 * Tests a connection step by step (OC-12). The one place that catches what a
 * connector throws in a test: it always answers with a report.
 *
 * Steps without `run` are proven by opening the source. When that fails, the
 * diagnosis names the step it failed at: those before it have passed.
 */
export async function runChecks<S extends Session>(
  options: RunChecksOptions<S>,
): Promise<CheckReport> {
  const { connector, cancelled, deadline, redact } = options;
  const results = new StepResults({ ...options, steps: connector.checks });
  const signal = AbortSignal.any([cancelled, deadline]);
  const context: ConnectorContext = {
    signal,
    log: () => {},
    progress: () => {},
  };
  const opening = connector.checks.filter(step => !step.run);
  let current: CheckStepDeclaration = connector.checks[0];

  const begin = async (step: CheckStepDeclaration) => {
    signal.throwIfAborted();
    current = step;
    results.running(step.id);
    await options.onStep(results.report('running'));
  };
  const explain = (error: unknown) =>
    redactFailure(explained(error, connector), redact);
  const tryStep = async (step: CheckStep<S>, session: S) => {
    await begin(step);
    try {
      const evidence = step.run?.(session, context) ?? Promise.resolve('');
      results.passed(step.id, redact(await untilAborted(evidence, signal)));
    } catch (error) {
      if (signal.aborted || step.importance === 'mandatory') {
        throw error;
      }
      results.failed(step, explain(error));
    }
  };

  try {
    await begin(current);
    const config = await options.settings();
    await openSession(connector, config, context, async session => {
      for (const step of opening) {
        results.passed(step.id, redact(session.evidence[step.id] ?? ''));
      }
      for (const step of connector.checks.filter(it => it.run)) {
        await tryStep(step, session);
      }
    });
    return results.report('passed');
  } catch (error) {
    if (cancelled.aborted) {
      results.skipRest('The test was cancelled.');
      return results.report('cancelled');
    }
    const failure = deadline.aborted
      ? tookTooLong(options.timeoutMs)
      : explain(error);
    const failed = failedStep(connector.checks, current, failure);
    for (const step of opening.slice(0, opening.indexOf(failed))) {
      results.passed(step.id, 'The step after it was reached.');
    }
    results.failed(failed, failure);
    results.skipRest(`"${failed.title}" failed.`);
    return results.report('failed', failure);
  }
}

// Opening is one call for several steps: only its diagnosis knows which failed.
function failedStep<S extends Session>(
  checks: readonly CheckStep<S>[],
  current: CheckStepDeclaration,
  failure: Failure,
): CheckStep<S> {
  const tried = checks.find(step => step.id === current.id) ?? checks[0];
  const named = checks.find(step => step.id === failure.step && !step.run);
  return tried.run ? tried : named ?? tried;
}

function explained<S extends Session>(
  error: unknown,
  connector: Connector<S>,
): Failure {
  // What the connector says of a setting is already said to a person.
  if (error instanceof Error && error.name === 'InputError') {
    return {
      code: 'settings.invalid',
      kind: 'config',
      title: 'A setting is not valid',
      remedy: error.message,
    };
  }
  return diagnose(error, connector.diagnoses).failure;
}

function tookTooLong(timeoutMs: number): Failure {
  return {
    code: 'check.timeout',
    kind: 'transient',
    title: `The test took longer than ${timeoutMs / 1000} s`,
    remedy:
      'Check that the server answers; if it is only slow, raise connector.checks.timeout in app-config.',
  };
}
