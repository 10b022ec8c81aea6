import type { Knex } from 'knex';
import type { DbRunBeforeImageRow } from '../archiveTables';
import type { DbObjectRow, DbRunDecisionRow } from '../tables';
import { DESIRED_COLUMNS } from './applyDecisions';

type UndeliveredRow = DbRunBeforeImageRow &
  Pick<DbObjectRow, 'delivered_hash' | 'entity_ref'>;

/** A run that will not go on. */
export interface StoppedRun {
  readonly runId: string;
  /**
   * Nobody knows what the catalog has taken of what was on its way: it is told
   * once more what it is to have.
   */
  readonly inDoubt: boolean;
}

const DELIVERED_COLUMNS = [
  'delivered_hash',
  'delivered_ref',
  'visible_hash',
] as const satisfies readonly (keyof DbObjectRow)[];

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
export async function takeBack(knex: Knex, run: StoppedRun): Promise<number> {
  for (let count = 0; ; ) {
    const taken = await knex.transaction(trx => takeBackSome(trx, run));
    count += taken;
    if (taken < BATCH) {
      return count;
    }
  }
}

async function takeBackSome(
  trx: Knex,
  { runId, inDoubt }: StoppedRun,
): Promise<number> {
  const undelivered: UndeliveredRow[] = await trx('run_before_images as image')
    .join('objects as object', 'object.uid', 'image.uid')
    .where({ 'image.run_id': runId, 'object.run_id': runId })
    .whereRaw(
      "(object.delivered_hash is null or object.delivered_hash <> object.hash or object.state = 'removed')",
    )
    .select('image.*', 'object.delivered_hash', 'object.entity_ref')
    .orderBy('image.seq')
    .limit(BATCH);
  if (undelivered.length === 0) {
    return 0;
  }
  const objects = () => trx<DbObjectRow>('objects');
  const created = undelivered.filter(({ image }) => image === null);
  const isUnknown = (it: UndeliveredRow) =>
    it.delivered_hash === null && !inDoubt;
  await objects()
    .whereIn('uid', uidsOf(created.filter(isUnknown)))
    .delete();
  await objects()
    .whereIn('uid', uidsOf(created.filter(it => !isUnknown(it))))
    .update({ state: 'removed' });
  const before: DbObjectRow[] = undelivered.flatMap(it =>
    it.image === null ? [] : { ...JSON.parse(it.image), ...toSend(it) },
  );
  if (before.length > 0) {
    await objects()
      .insert(before)
      .onConflict('uid')
      .merge([...DESIRED_COLUMNS, ...(inDoubt ? DELIVERED_COLUMNS : [])]);
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

/** As of an object that the catalog may have under its reference of this run. */
function toSend({ entity_ref }: UndeliveredRow) {
  return {
    delivered_hash: null,
    delivered_ref: entity_ref,
    visible_hash: null,
  } satisfies Partial<DbObjectRow>;
}

function uidsOf(rows: readonly UndeliveredRow[]): string[] {
  return rows.map(({ uid }) => uid);
}
