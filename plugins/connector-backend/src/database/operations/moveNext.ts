import type { Knex } from 'knex';
import { fromNext, type NextStart, type StoredSchedule } from '../scheduleRows';
import type { DbScheduleRow } from '../tables';

/**
 * Sets the start that a schedule waits for, unless the schedule has changed since
 * it was read. In a transaction it also locks the row.
 */
export async function moveNext(
  knex: Knex,
  { connectionId, version, next: seen }: StoredSchedule,
  next: NextStart | undefined,
): Promise<'moved' | 'changed'> {
  const moved = await knex<DbScheduleRow>('schedules')
    .where({
      connection_id: connectionId,
      version,
      enabled: true,
      next_run_at: seen?.nextRunAt ?? null,
    })
    .update(fromNext(next));
  return moved === 0 ? 'changed' : 'moved';
}
