import type { Knex } from 'knex';
import type { DbRunBeforeImageRow } from '../archiveTables';
import type { DbObjectRow, DbRunDecisionRow } from '../tables';
import { DESIRED_COLUMNS } from './applyDecisions';

type UndeliveredRow = DbRunBeforeImageRow & Pick<DbObjectRow, 'delivered_hash'>;

/** So many images are in memory at a time, each with an entity. */
const BATCH = 500;

/**
 * Gives the objects that a run has changed, and not delivered, back what they
 * were before: a run that was stopped leaves behind what it did, and nothing that
 * a later one would deliver. Each batch is a transaction; one that was not reached
 * is taken back when this is called again.
 *
 * @returns how many objects.
 */
export async function takeBack(knex: Knex, runId: string): Promise<number> {
  for (let count = 0; ; ) {
    const taken = await knex.transaction(trx => takeBackSome(trx, runId));
    count += taken;
    if (taken < BATCH) {
      return count;
    }
  }
}

async function takeBackSome(trx: Knex, runId: string): Promise<number> {
  const undelivered: UndeliveredRow[] = await trx('run_before_images as image')
    .join('objects as object', 'object.uid', 'image.uid')
    .where({ 'image.run_id': runId, 'object.run_id': runId })
    .whereRaw(
      "(object.delivered_hash is null or object.delivered_hash <> object.hash or object.state = 'removed')",
    )
    .select('image.*', 'object.delivered_hash')
    .orderBy('image.seq')
    .limit(BATCH);
  if (undelivered.length === 0) {
    return 0;
  }
  const objects = () => trx<DbObjectRow>('objects');
  const created = undelivered.filter(({ image }) => image === null);
  const isUnknown = (it: UndeliveredRow) => it.delivered_hash === null;
  await objects()
    .whereIn('uid', uidsOf(created.filter(isUnknown)))
    .delete();
  await objects()
    .whereIn('uid', uidsOf(created.filter(it => !isUnknown(it))))
    .update({ state: 'removed' });
  const before: DbObjectRow[] = undelivered.flatMap(({ image }) =>
    image === null ? [] : JSON.parse(image),
  );
  if (before.length > 0) {
    await objects()
      .insert(before)
      .onConflict('uid')
      .merge([...DESIRED_COLUMNS]);
  }
  await trx<DbRunBeforeImageRow>('run_before_images')
    .where({ run_id: runId })
    .whereIn('uid', uidsOf(undelivered))
    .delete();
  await trx<DbRunDecisionRow>('run_decisions')
    .where({ run_id: runId })
    .whereIn(
      'seq',
      undelivered.map(({ seq }) => seq),
    )
    .update({ applied: false });
  return undelivered.length;
}

function uidsOf(rows: readonly UndeliveredRow[]): string[] {
  return rows.map(({ uid }) => uid);
}
