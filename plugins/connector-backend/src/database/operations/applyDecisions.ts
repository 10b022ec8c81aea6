import { ARCHIVE_SOURCE_ID } from '@backstage-connector/plugin-connector-common';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { DbObjectRow, DbRunDecisionRow } from '../tables';
import { lostIn, writeBeforeImages } from './writeBeforeImages';

/** What the ledger wants of an object, apart from what was delivered of it. */
export const DESIRED_COLUMNS = [
  'entity_ref',
  'urn',
  'asset_kind',
  'title',
  'entity',
  'source_hash',
  'hash',
  'state',
  'run_id',
  'modified_at',
] as const satisfies readonly (keyof DbObjectRow)[];

/**
 * Writes the desired state that a batch of decisions asks for, and marks the
 * decisions as applied; their entities need not be kept any longer. To be called
 * in a transaction: after a crash a batch is applied wholly or not at all, and
 * applying it twice changes nothing.
 *
 * @throws ConflictError when another connection has taken one of the objects or
 * references since it was decided.
 */
export async function applyDecisions(
  trx: Knex,
  options: {
    sourceId: string;
    runId: string;
    at: string;
    decisions: readonly DbRunDecisionRow[];
  },
): Promise<void> {
  const { sourceId, runId, at, decisions } = options;
  if (sourceId === ARCHIVE_SOURCE_ID) {
    await writeBeforeImages(trx, { runId, decisions: changing(decisions) });
  }
  const rows = changing(decisions)
    .filter(decision => decision.action !== 'remove')
    .map(decision => toObjectRow(decision, { sourceId, runId, at }));
  if (rows.length > 0) {
    // An identity that changed (the host got another name) leaves its reference
    // to the object that is there now; in archives no identity ever changes.
    await trx<DbObjectRow>('objects')
      .where({
        source_id: sourceId,
        ...(sourceId === ARCHIVE_SOURCE_ID && { state: 'removed' }),
      })
      .whereIn(
        'entity_ref',
        rows.map(row => row.entity_ref),
      )
      .whereNotIn(
        'uid',
        rows.map(row => row.uid),
      )
      .delete();
    await upsert(trx, rows);
  }
  const removed = decisions.filter(({ action }) => action === 'remove');
  if (removed.length > 0) {
    await trx<DbObjectRow>('objects')
      .whereIn(
        'uid',
        removed.map(({ uid }) => uid),
      )
      .where({ source_id: sourceId })
      .update({ state: 'removed', run_id: runId, modified_at: at });
  }
  await trx<DbRunDecisionRow>('run_decisions')
    .where({ run_id: runId })
    .whereIn(
      'seq',
      decisions.map(({ seq }) => seq),
    )
    .update({ applied: true, after: null });
}

/** Archives keep all decisions, also those that change nothing. */
function changing(decisions: readonly DbRunDecisionRow[]) {
  return decisions.filter(
    ({ action }) => !['ignore', 'reject', 'skip'].includes(action),
  );
}

async function upsert(trx: Knex, rows: readonly DbObjectRow[]): Promise<void> {
  const [{ source_id: sourceId }] = rows;
  let written: unknown[];
  try {
    // What has been delivered stays as it is: the difference is the delivery.
    written = await trx<DbObjectRow>('objects')
      .insert(rows)
      .onConflict('uid')
      .merge([...DESIRED_COLUMNS, 'missed_runs', 'missed_in', 'dismissed_in'])
      .where('objects.source_id', sourceId)
      .returning('uid');
  } catch (error) {
    throw isDatabaseConflictError(error)
      ? takenMeanwhile(sourceId, error)
      : error;
  }
  if (written.length < rows.length) {
    throw takenMeanwhile(sourceId);
  }
}

function takenMeanwhile(sourceId: string, cause?: unknown): ConflictError {
  return new ConflictError(
    sourceId === ARCHIVE_SOURCE_ID
      ? 'A connection has imported some of the same objects meanwhile; make the plan again to see which'
      : 'Another connection has imported some of the same objects meanwhile; run this one again to see which',
    cause,
  );
}

function toObjectRow(
  decision: DbRunDecisionRow,
  options: { sourceId: string; runId: string; at: string },
): DbObjectRow {
  const { after, hash } = decision;
  if (after === null || hash === null) {
    throw new Error(
      `Decision ${decision.seq} of run ${decision.run_id} has no entity`,
    );
  }
  return {
    uid: decision.uid,
    entity_ref: decision.ref,
    source_kind:
      options.sourceId === ARCHIVE_SOURCE_ID ? 'archive' : 'connection',
    source_id: options.sourceId,
    urn: decision.urn,
    asset_kind: decision.asset_kind,
    title: decision.title,
    entity: after,
    source_hash: decision.source_hash ?? hash,
    hash,
    state: decision.action === 'flag' ? 'absent' : 'present',
    run_id: options.runId,
    modified_at: decision.modified_at ?? options.at,
    delivered_hash: null,
    // What the catalog has of it under another name is to go.
    delivered_ref: lostIn(decision)?.ref ?? null,
    delivered_at: null,
    visible_hash: null,
    missed_runs: 0,
    missed_in: null,
    dismissed_in: null,
  };
}
