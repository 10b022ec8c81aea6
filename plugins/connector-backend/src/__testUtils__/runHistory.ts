import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { DbRunRow } from '../database/tables';

/** A minute of the day on which {@link insertHistory} begins. */
export const historyTime = (minute: number) =>
  new Date(Date.UTC(2026, 2, 10, 0, minute)).toISOString();

/** Puts imports into the history of a connection, one a minute. */
export async function insertHistory(
  knex: Knex,
  connectionId: string,
  ...runs: Partial<DbRunRow>[]
): Promise<void> {
  for (const [minute, run] of runs.entries()) {
    await knex<DbRunRow>('runs').insert({
      id: randomUUID(),
      connection_id: connectionId,
      connection_name: 'Warehouse',
      technology: 'sample',
      kind: 'import',
      trigger: 'manual',
      requested_by: 'user:default/ada',
      settings: '{}',
      stages: '[]',
      queued_at: historyTime(minute),
      ended_at: historyTime(minute),
      ...run,
    });
  }
}
