import type {
  DatabaseObjectStore,
  PendingDelivery,
} from '../database/DatabaseObjectStore';
import type { CatalogGateway } from './CatalogGateway';

const BATCH = 1_000;

export interface RefusedDelivery {
  readonly ref: string;
  readonly error: string;
  /** Who holds the reference, when that is why. */
  readonly holder?: string;
}

/**
 * Sends the catalog whatever differs between the desired and the delivered state
 * of a connection: what this run has changed, and what an earlier one could not
 * deliver. What the catalog refuses stays undelivered and is tried again by the
 * next run.
 */
export async function deliver(options: {
  connectionId: string;
  /** The run that delivers, and will watch for it to become visible. */
  runId: string | undefined;
  objects: DatabaseObjectStore;
  gateway: CatalogGateway;
  signal: AbortSignal;
  /** Breaks a request off, too; the same signal by default. */
  sending?: AbortSignal;
  onProgress(sent: number): void;
}): Promise<{ sent: number; refused: RefusedDelivery[] }> {
  const { connectionId, objects, gateway, signal } = options;
  const refused: RefusedDelivery[] = [];
  let sent = 0;
  for (let afterUid = ''; ; ) {
    signal.throwIfAborted();
    const batch = await objects.pending(connectionId, {
      afterUid,
      limit: BATCH,
    });
    if (batch.length === 0) {
      return { sent, refused };
    }
    const { rejected } = await gateway.deliver(
      {
        source: connectionId,
        added: batch.flatMap(({ entity }) => (entity ? [entity] : [])),
        removed: await objects.unclaimed(batch.flatMap(leftRefs)),
      },
      { signal: options.sending ?? signal },
    );
    const refusedRefs = new Set(rejected.map(it => it.ref));
    refused.push(...rejected);
    const accepted = batch.filter(({ ref }) => !refusedRefs.has(ref));
    await objects.markDelivered(accepted, options.runId);
    sent += accepted.length;
    options.onProgress(sent);
    afterUid = batch[batch.length - 1].uid;
  }
}

// A renamed object leaves its old reference; a removed one leaves its own.
function leftRefs(delivery: PendingDelivery): string[] {
  const { entity, ref, deliveredRef } = delivery;
  if (!entity) {
    return [deliveredRef ?? ref];
  }
  return deliveredRef !== undefined && deliveredRef !== ref
    ? [deliveredRef]
    : [];
}
