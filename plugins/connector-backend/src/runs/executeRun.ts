import type {
  DeliveryProgress,
  Failure,
} from '@backstage-connector/plugin-connector-common';
import { endReview } from '../report';
import { isOfArchive, takeBack } from './archiveRun';
import { failureOf } from './failureOf';
import type { HeldRun } from './HeldRun';
import { retryDelayMs } from './retryDelay';
import type { AbortReason, RunAborted } from './RunAborted';
import { RunLog } from './runLog';
import { runPipeline } from './runPipeline';
import type { RunWorkerOptions } from './RunWorker';
import { timedOut, timeLimitMs } from './timeLimit';

/** When so many processes have died on a run, it fails. */
const MAX_DEATHS = 4;

const WORKER_DIED: Failure = {
  code: 'run.worker-died',
  kind: 'system',
  title: 'The process died each time it worked on this run',
  remedy:
    'Look at the memory of the backend and at its log at these times, then start it again.',
};

/**
 * Executes one run to its end, whatever that is, and writes the end down. What is
 * returned has still to become visible in the catalog.
 *
 * Rejects only when the database cannot be told.
 */
export async function executeRun(
  run: HeldRun,
  options: RunWorkerOptions,
): Promise<DeliveryProgress | undefined> {
  const { claim, clock } = run;
  const log = await openLog(run, options);
  const useSettings = (settings: Readonly<Record<string, unknown>>) =>
    run.limitTime(timeLimitMs(settings, options.timeoutMs));
  run.signal.addEventListener('abort', () => {
    // Another worker goes on with the log.
    if (abortReason(run) === 'lost') {
      log.close();
    }
  });
  try {
    if (claim.takenOver) {
      log.add('warn', 'Took the run over from a worker that died', {
        attempt: claim.run.attempt,
        phase: claim.phase,
      });
    }
    const deaths = claim.run.attempts.filter(it => it.outcome === 'died');
    if (deaths.length >= MAX_DEATHS) {
      if (isOfArchive(run)) {
        await takeBack({ ...options, claim, log });
      }
      return await fail(run, log, WORKER_DIED);
    }
    if (claim.run.cancelRequested) {
      run.stop('cancelled');
    }
    useSettings(claim.run.settings);
    const outcome = await runPipeline({
      ...options,
      claim,
      log,
      clock,
      signal: run.signal,
      reading: async settings => {
        useSettings(settings);
        await run.save({ settings });
      },
      planned: async report => {
        await written(log);
        await run.save({ phase: 'apply', report });
        // Should this process die before, the next import does it.
        await options.runs.supersedeReviews(claim.run, older =>
          endReview(older, 'superseded'),
        );
      },
      delivering: async delivery => {
        run.delivery = delivery;
        await written(log);
        await run.save({});
      },
      onDelivery: delivery => {
        run.delivery = delivery;
      },
    });
    log.stage = 'report';
    log.add('info', 'The run has ended', {
      state: outcome.state,
      ...outcome.report.byAction,
    });
    await run.end(log, outcome, { outcome: 'ended' });
    return outcome.delivery;
  } catch (error) {
    return await endEarly(run, log, error, options);
  } finally {
    log.close();
  }
}

/** What a death of the process after this would otherwise take with it. */
async function written(log: RunLog): Promise<void> {
  // A database that is away fails what comes next; the lines wait on.
  await log.flush().catch(() => {});
}

async function openLog(run: HeldRun, options: RunWorkerOptions) {
  try {
    return await RunLog.open({
      runId: run.id,
      store: options.logs,
      now: options.now,
    });
  } catch (error) {
    // The lease runs out, and the run is taken up again.
    await run.release();
    throw error;
  }
}

async function endEarly(
  run: HeldRun,
  log: RunLog,
  error: unknown,
  options: RunWorkerOptions,
): Promise<DeliveryProgress | undefined> {
  const reason = abortReason(run) ?? 'failed';
  switch (reason) {
    case 'lost':
      // Another worker writes this run and its log now.
      await run.release();
      return undefined;
    case 'shutdown':
      log.add('info', 'The backend shuts down; the run goes back to the queue');
      await run.end(log, { state: 'queued' }, { outcome: 'handed-back' });
      return undefined;
    case 'cancelled': {
      log.add('warn', 'The run was cancelled; what was delivered stays');
      const delivery = lastDelivery(run);
      await run.end(
        log,
        { state: 'cancelled', delivery },
        { outcome: 'ended' },
      );
      return delivery;
    }
    case 'timed-out':
      return fail(run, log, timedOut(run.timeLimitMs, isOfArchive(run)));
    case 'failed':
      return retryOrFail(run, log, error, options);
    default:
      return reason satisfies never;
  }
}

function abortReason({ signal }: HeldRun): AbortReason | undefined {
  return signal.aborted ? (signal.reason as RunAborted).reason : undefined;
}

async function retryOrFail(
  run: HeldRun,
  log: RunLog,
  error: unknown,
  options: RunWorkerOptions,
): Promise<DeliveryProgress | undefined> {
  const failure = failureOf(error, text => log.redact(text));
  const delayMs =
    failure.kind === 'transient'
      ? retryDelayMs(run.claim.run, options.retry, options.random)
      : undefined;
  if (delayMs === undefined) {
    return fail(run, log, failure);
  }
  const notBefore = new Date(options.now().getTime() + delayMs).toISOString();
  log.add('warn', 'The attempt has failed; the run is tried again', {
    ...failure,
    attempt: run.claim.run.attempt,
    nextAttemptAt: notBefore,
  });
  await run.end(
    log,
    { state: 'queued', notBefore },
    { outcome: 'retry', failure },
  );
  return undefined;
}

async function fail(run: HeldRun, log: RunLog, failure: Failure) {
  log.add('error', 'The run has failed', { ...failure });
  const delivery = lastDelivery(run);
  await run.end(
    log,
    { state: 'failed', failure, delivery },
    { outcome: 'ended', failure },
  );
  return delivery;
}

/** What was sent before the end has still to become visible. */
function lastDelivery({ delivery }: HeldRun): DeliveryProgress | undefined {
  return delivery && { ...delivery, settled: delivery.sent === 0 };
}
