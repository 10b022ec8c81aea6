import { ARCHIVE_SOURCE_ID } from '@backstage-connector/plugin-connector-common';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { DbRunBeforeImageRow, LostEntity } from '../archiveTables';
import type { DbObjectRow, DbRunDecisionRow } from '../tables';

/**
 * Keeps what a batch of an archive's decisions is about to change, so that it can
 * be undone. To be called in the transaction that changes it.
 *
 * @throws ConflictError when an object is no longer as it was when it was decided.
 */
export async function writeBeforeImages(
  trx: Knex,
  options: { runId: string; decisions: readonly DbRunDecisionRow[] },
): Promise<void> {
  const { runId, decisions } = options;
  const rows = await trx<DbObjectRow>('objects').whereIn(
    'uid',
    decisions.map(({ uid }) => uid),
  );
  const present = new Map(
    rows.filter(row => row.state !== 'removed').map(row => [row.uid, row]),
  );
  const changed = decisions.find(
    ({ uid, basis }) => present.get(uid)?.hash !== hashIn(basis),
  );
  if (changed) {
    throw new ConflictError(
      `${changed.ref} has changed since the plan was made; make the plan again`,
    );
  }
  const images = decisions.map(decision => {
    const { uid, seq, action, hash } = decision;
    const row = present.get(uid) ?? lostRow(decision);
    return {
      run_id: runId,
      uid,
      seq,
      after_hash: action === 'remove' ? null : hash,
      image: row ? JSON.stringify(row) : null,
    } satisfies DbRunBeforeImageRow;
  });
  if (images.length > 0) {
    await trx<DbRunBeforeImageRow>('run_before_images').insert(images);
  }
}

/** What a decision replaces that the ledger has lost: ours all the same. */
export function lostIn({
  basis,
}: Pick<DbRunDecisionRow, 'basis'>): LostEntity | undefined {
  return basis === null ? undefined : JSON.parse(basis).before;
}

function lostRow(decision: DbRunDecisionRow): DbObjectRow | undefined {
  const lost = lostIn(decision);
  return (
    lost && {
      uid: decision.uid,
      entity_ref: lost.ref,
      source_kind: 'archive',
      source_id: ARCHIVE_SOURCE_ID,
      urn: decision.urn,
      asset_kind: decision.asset_kind,
      title: lost.title,
      entity: JSON.stringify(lost.entity),
      source_hash: lost.hash,
      hash: lost.hash,
      state: 'present',
      run_id: null,
      modified_at: lost.modifiedAt,
      delivered_hash: null,
      delivered_ref: lost.ref,
      delivered_at: null,
      visible_hash: null,
      missed_runs: 0,
      missed_in: null,
      dismissed_in: null,
    }
  );
}

/** What the ledger had when the decision was made. */
function hashIn(basis: string | null): string | undefined {
  return basis === null ? undefined : JSON.parse(basis).target?.ledgerHash;
}
