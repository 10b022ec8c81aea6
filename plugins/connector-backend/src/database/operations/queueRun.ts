import type { Failure } from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import { fromNewRun, type NewRun } from '../runRows';
import type { DbRunRow } from '../tables';

/** A run to queue, or one that could not start and is kept as failed (OC-26). */
export interface ScheduledRun extends NewRun {
  readonly failure?: Failure;
}

/** @returns false when the connection has an active run already. */
export async function queueRun(
  trx: Knex.Transaction,
  { failure, ...run }: ScheduledRun,
  at: string,
): Promise<boolean> {
  const inserted = await trx<DbRunRow>('runs')
    .insert({
      ...fromNewRun(run, at),
      ...(failure && {
        state: 'failed',
        failure: JSON.stringify(failure),
        ended_at: at,
      }),
    })
    // Of the unique indexes only that of one active run can be in the way.
    .onConflict()
    .ignore()
    .returning('id');
  return inserted.length > 0;
}
