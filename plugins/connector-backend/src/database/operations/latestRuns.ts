import type { RunSummary } from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import { chunks } from '../chunks';
import { toRunSummary } from '../runRows';
import type { DbRunRow } from '../tables';

export interface LatestRuns {
  readonly last?: RunSummary;
  readonly active?: RunSummary;
}

/**
 * The newest run of each connection, and the active one, which may be older: a
 * person has let go what it held. One step of an index a connection, however
 * many runs each has.
 */
export async function latestRuns(
  knex: Knex,
  connectionIds: readonly string[],
): Promise<Map<string, LatestRuns>> {
  const found = new Map<string, LatestRuns>();
  for (const ids of chunks(connectionIds)) {
    const values = ids.map(() => '(?)').join(', ');
    const newest = knex<DbRunRow>('runs')
      .select('id')
      .whereRaw('runs.connection_id = wanted.id')
      .orderBy([
        { column: 'queued_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(1);
    const rows: DbRunRow[] = await knex
      .with('wanted', ['id'], knex.raw(`values ${values}`, ids))
      .from('wanted')
      .join('runs', 'runs.id', knex.raw('(?)', [newest]))
      .select('runs.*')
      .unionAll(
        knex<DbRunRow>('runs')
          .whereIn('connection_id', ids)
          .whereRaw("state in ('queued', 'running')"),
      );
    for (const row of rows) {
      const known = found.get(row.connection_id);
      const run = toRunSummary(row);
      const isActive = row.state === 'queued' || row.state === 'running';
      found.set(row.connection_id, {
        last: isNewer(run, known?.last) ? run : known?.last,
        ...((isActive || known?.active) && {
          active: isActive ? run : known?.active,
        }),
      });
    }
  }
  return found;
}

function isNewer(run: RunSummary, known: RunSummary | undefined): boolean {
  return (
    !known ||
    run.queuedAt > known.queuedAt ||
    (run.queuedAt === known.queuedAt && run.id > known.id)
  );
}
