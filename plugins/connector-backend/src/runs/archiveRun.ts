import {
  ARCHIVE_SOURCE_ID,
  explain,
  type Action,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { ConnectorError } from '@backstage-connector/plugin-connector-node';
import { isErrorWithName } from '@backstage/errors';
import type { DbRunDecisionRow } from '../database/tables';
import { failureOf } from './failureOf';
import { RunAborted } from './RunAborted';
import type { RunContext } from './RunContext';

/** Whether a run applies the plan of an archive, which was made beforehand. */
export function isOfArchive({ claim }: Pick<RunContext, 'claim'>): boolean {
  return claim.run.connectionId === ARCHIVE_SOURCE_ID;
}

/** Without what a plan keeps to be made again, which may name every object. */
export function withoutSelection(run: Run): Run {
  if (run.connectionId !== ARCHIVE_SOURCE_ID) {
    return run;
  }
  const { selection: _, ...settings } = run.settings;
  return { ...run, settings };
}

const outcomes: Readonly<Record<Action, string>> = {
  create: 'Created',
  replace: 'Replaced',
  ignore: 'Left as it is',
  reject: 'Rejected',
  skip: 'Skipped',
  remove: 'Removed',
  flag: 'Marked as absent',
};

/** A line in the log for each object of an archive (AR-62). */
export function logOutcomes(
  { log }: Pick<RunContext, 'log'>,
  batch: readonly DbRunDecisionRow[],
): void {
  for (const { action, ref, rule, reason, facts } of batch) {
    const { sentence } = explain(reason, facts ? JSON.parse(facts) : {});
    const level = action === 'reject' || action === 'skip' ? 'warn' : 'info';
    log.add(level, outcomes[action], { ref, rule, reason, sentence });
  }
}

/**
 * Applies a plan so that nothing is left half done when it is stopped for good: no
 * connection will ever deliver the rest, so what was not delivered is taken back
 * (AR-61), and nothing is done behind the report. What only has to wait, for a
 * catalog that is away, is kept.
 */
export async function takingBack<T>(
  context: RunContext,
  apply: (context: RunContext, sending: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal } = context;
  // What is on its way when a person cancels arrives: or nobody would know.
  const sending = new AbortController();
  const abort = () => {
    if (abortReason(signal) !== 'cancelled') {
      sending.abort(signal.reason);
    }
  };
  signal.addEventListener('abort', abort);
  let hasBegun = false;
  const delivering: RunContext['delivering'] = async delivery => {
    hasBegun = true;
    await context.delivering(delivery);
  };
  try {
    return await apply({ ...context, delivering }, sending.signal);
  } catch (error) {
    if (isOver(signal, error)) {
      const isBetween =
        error === signal.reason && abortReason(signal) === 'cancelled';
      await takeBack(context, { inDoubt: hasBegun && !isBetween });
    }
    throw isErrorWithName(error, 'ConflictError')
      ? notApplicable(error)
      : error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Takes back what a run has left undone that nobody will go on with. */
export async function takeBack(
  { claim, objects, log }: Pick<RunContext, 'claim' | 'objects' | 'log'>,
  { inDoubt = false } = {},
): Promise<void> {
  const { id: runId, delivery } = claim.run;
  const count = await objects.takeBack({
    runId,
    // An attempt before this one may have been cut off while it sent.
    inDoubt: inDoubt || delivery !== undefined,
  });
  log.add('warn', 'Took back what was not delivered', { objects: count });
}

/** Whether the run will not be tried again, nor wait for anything. */
function isOver(signal: AbortSignal, error: unknown): boolean {
  switch (abortReason(signal)) {
    case 'cancelled':
    case 'timed-out':
      return true;
    case 'lost':
    case 'shutdown':
      return false;
    default:
      return failureOf(error, text => text).kind !== 'transient';
  }
}

function notApplicable(error: Error): ConnectorError {
  return new ConnectorError(
    {
      code: 'run.precondition',
      kind: 'config',
      title: 'The plan cannot be applied any more',
      remedy: error.message,
    },
    error,
  );
}

function abortReason({ aborted, reason }: AbortSignal) {
  return aborted && reason instanceof RunAborted ? reason.reason : undefined;
}
