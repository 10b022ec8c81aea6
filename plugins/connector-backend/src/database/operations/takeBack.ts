import type { Knex } from 'knex';
import { chunks } from '../chunks';
import type { DbRunBeforeImageRow } from '../archiveTables';
import type { DbObjectRow, DbRunDecisionRow } from '../tables';
import { DESIRED_COLUMNS } from './applyDecisions';

type UndeliveredRow = DbRunBeforeImageRow & Pick<DbObjectRow, 'delivered_hash'>;

/**
 * Gives the objects that a run has changed, and not delivered, back what they
 * were before: a run that was stopped leaves behind what it did, and nothing that
 * a later one would deliver. To be called in a transaction.
 *
 * @returns how many objects.
 */
export async function takeBack(trx: Knex, runId: string): Promise<number> {
  const undelivered: UndeliveredRow[] = await trx('run_before_images as image')
    .join('objects as object', 'object.uid', 'image.uid')
    .where({ 'image.run_id': runId, 'object.run_id': runId })
    .whereRaw(
      "(object.delivered_hash is null or object.delivered_hash <> object.hash or object.state = 'removed')",
    )
    .select('image.*', 'object.delivered_hash');
  for (const { uid, image, delivered_hash } of undelivered) {
    const object = trx<DbObjectRow>('objects').where({ uid });
    if (image !== null) {
      await object.update(desiredOf(JSON.parse(image)));
    } else if (delivered_hash === null) {
      await object.delete();
    } else {
      await object.update({ state: 'removed' });
    }
  }
  for (const chunk of chunks(undelivered)) {
    await trx<DbRunBeforeImageRow>('run_before_images')
      .where({ run_id: runId })
      .whereIn(
        'uid',
        chunk.map(({ uid }) => uid),
      )
      .delete();
    await trx<DbRunDecisionRow>('run_decisions')
      .where({ run_id: runId })
      .whereIn(
        'seq',
        chunk.map(({ seq }) => seq),
      )
      .update({ applied: false });
  }
  return undelivered.length;
}

function desiredOf(row: DbObjectRow): Partial<DbObjectRow> {
  return Object.fromEntries(
    DESIRED_COLUMNS.map(column => [column, row[column]]),
  );
}
