import {
  ARCHIVE_SOURCE_ID,
  explain,
  type Action,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { ConnectorError } from '@backstage-connector/plugin-connector-node';
import { isErrorWithName } from '@backstage/errors';
import type { DbRunDecisionRow } from '../database/tables';
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
 * Applies a plan so that nothing is left half done when it is stopped: no
 * connection will ever deliver the rest, so what was not delivered is taken back
 * (AR-61).
 */
export async function takingBack<T>(
  context: RunContext,
  apply: (sending: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, objects, log, claim } = context;
  // What is on its way when a person cancels arrives: or nobody would know.
  const sending = new AbortController();
  const abort = () => {
    if (!isCancelled(signal)) {
      sending.abort(signal.reason);
    }
  };
  signal.addEventListener('abort', abort);
  try {
    return await apply(sending.signal);
  } catch (error) {
    const outrun = isErrorWithName(error, 'ConflictError');
    if (isCancelled(signal) || outrun) {
      const takenBack = await objects.takeBack(claim.run.id);
      log.add('warn', 'Took back what was not delivered', {
        objects: takenBack,
      });
    }
    throw outrun ? notApplicable(error) : error;
  } finally {
    signal.removeEventListener('abort', abort);
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

function isCancelled({ aborted, reason }: AbortSignal): boolean {
  return (
    aborted && reason instanceof RunAborted && reason.reason === 'cancelled'
  );
}
