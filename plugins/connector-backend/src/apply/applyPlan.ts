import type { DatabaseDecisionStore } from '../database/DatabaseDecisionStore';
import type { DatabaseObjectStore } from '../database/DatabaseObjectStore';
import type { DbRunDecisionRow } from '../database/tables';

const BATCH = 500;

/**
 * Brings the decisions of a run into the ledger, one transaction a batch. What
 * has been applied is skipped, so it may be called again after a crash.
 */
export async function applyPlan(options: {
  runId: string;
  connectionId: string;
  decisions: DatabaseDecisionStore;
  objects: DatabaseObjectStore;
  /** The removals that a person has let go, instead of all the others. */
  held: boolean;
  /** Takes each batch once it is applied; then what changes nothing comes too. */
  onApplied?(batch: readonly DbRunDecisionRow[]): void;
  signal: AbortSignal;
  onProgress(done: number): void;
}): Promise<void> {
  const { runId, held, signal } = options;
  for (let done = 0; ; ) {
    signal.throwIfAborted();
    const batch = await options.decisions.pending(runId, {
      held,
      all: options.onApplied !== undefined,
      limit: BATCH,
    });
    if (batch.length === 0) {
      return;
    }
    await options.objects.apply({
      sourceId: options.connectionId,
      runId,
      decisions: batch,
    });
    options.onApplied?.(batch);
    done += batch.length;
    options.onProgress(done);
  }
}
