import type { Knex } from 'knex';
import type { RunSummary } from '@backstage-connector/plugin-connector-common';
import type { DbRunRow } from '../tables';

/** A run, as far as a strip shows it. */
export type MarkedRun = Pick<
  RunSummary,
  'id' | 'connectionId' | 'kind' | 'state' | 'queuedAt'
>;

/**
 * The latest runs of each connection in a time, latest first. One look into
 * the index for each connection: what lies outside is never read.
 */
export async function runMarks(
  knex: Knex,
  query: {
    connections: readonly string[];
    from: string;
    to: string;
    /** Of each connection. */
    limit: number;
  },
): Promise<MarkedRun[]> {
  const { connections, from, to, limit } = query;
  const [first, ...others] = connections.map(id =>
    knex.select('*').from(
      knex<DbRunRow>('runs')
        .select('id', 'connection_id', 'kind', 'state', 'queued_at')
        .where({ connection_id: id })
        .where('queued_at', '>=', from)
        .where('queued_at', '<', to)
        .orderBy([
          { column: 'queued_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit)
        // SQLite takes an order within a union from a subquery only.
        .as(`runs_of_one`),
    ),
  );
  if (!first) {
    return [];
  }
  const rows: Pick<
    DbRunRow,
    'id' | 'connection_id' | 'kind' | 'state' | 'queued_at'
  >[] = await first.unionAll(others);
  return rows.map(row => ({
    id: row.id,
    connectionId: row.connection_id,
    kind: row.kind,
    state: row.state,
    queuedAt: row.queued_at,
  }));
}
