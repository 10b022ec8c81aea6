import type { LedgerObject } from '../database/DatabaseObjectStore';
import type { RunContext } from './RunContext';

/** How long the catalog may take to show what it has accepted. */
const PATIENCE_MS = 30 * 60 * 1000;

/**
 * Which delivered objects the catalog no longer holds: it showed them before, or
 * has had long enough to show them. One request, whatever the number.
 *
 * A catalog that cannot be asked is no reason to stop: then nothing counts as
 * lost, and the next run asks again.
 */
export async function findLostDeliveries(
  context: Pick<RunContext, 'claim' | 'gateway' | 'log' | 'now' | 'signal'>,
  ledger: readonly LedgerObject[],
): Promise<string[]> {
  const { claim, gateway, log, signal } = context;
  const delivered = ledger.filter(
    it => it.state !== 'removed' && it.deliveredHash === it.hash,
  );
  if (delivered.length === 0) {
    return [];
  }
  let shown: Map<string, string>;
  try {
    shown = await gateway.visible(claim.run.connectionId, { signal });
  } catch (error) {
    if (!signal.aborted) {
      log.add('warn', 'Could not ask the catalog what it holds', {
        error: String(error),
      });
    }
    return [];
  }
  return lostAmong(delivered, shown, context.now());
}

/** Those delivered that are not among what the catalog shows, by uid and hash. */
export function lostAmong(
  ledger: readonly LedgerObject[],
  shown: ReadonlyMap<string, string>,
  now: Date,
): string[] {
  const patientUntil = now.getTime() - PATIENCE_MS;
  return ledger
    .filter(it => it.state !== 'removed' && it.deliveredHash === it.hash)
    .filter(it => shown.get(it.uid) !== it.deliveredHash)
    .filter(
      it =>
        it.visibleHash === it.deliveredHash ||
        (it.deliveredAt !== undefined &&
          Date.parse(it.deliveredAt) < patientUntil),
    )
    .map(it => it.uid);
}
