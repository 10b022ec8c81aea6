import {
  ARCHIVE_SOURCE_ID,
  type RunKind,
  type RunState,
  type RunSummary,
  type RunTrigger,
} from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import { latestFirst, latestRows } from '../cursor';
import { toRunSummary } from '../runRows';
import type { DbRunRow } from '../tables';
import { inParts } from './inParts';

export interface RunFilter {
  readonly connections?: readonly string[];
  /** Beside those of `connections`: the runs of archives of this person. */
  readonly archivesOf?: string;
  readonly connection?: string;
  readonly state?: readonly RunState[];
  readonly kind?: readonly RunKind[];
  readonly trigger?: readonly RunTrigger[];
  /** Queued at or after. */
  readonly from?: string;
  /** Queued before. */
  readonly to?: string;
}

/**
 * Of more connections than these one is soon met when all runs are gone through,
 * newest first.
 */
const FEW_CONNECTIONS = 50;

/** A page of runs, newest first, at the same cost however long the history is. */
export async function listRuns(
  knex: Knex,
  query: RunFilter & { limit: number; cursor?: string },
): Promise<{ items: RunSummary[]; nextCursor?: string }> {
  const parts = partsOf(query).map(([column, value]) => {
    const rows = knex<DbRunRow>('runs').select('*').modify(filter, query);
    return column ? rows.where(column, value) : rows;
  });
  if (parts.length === 0) {
    return { items: [] };
  }
  const order = ['queued_at', 'id'] as const;
  const [only] = parts;
  const { rows, nextCursor } = await latestFirst<DbRunRow>(
    parts.length === 1
      ? only
      : inParts(
          knex,
          parts.map(part => latestRows(part, order, query)),
        ),
    order,
    query,
  );
  return { items: rows.map(toRunSummary), nextCursor };
}

/** One column whose index is gone along, with each of its values. */
function partsOf(
  query: RunFilter,
): (readonly [keyof DbRunRow, string] | readonly [undefined, undefined])[] {
  const { connection, connections, archivesOf } = query;
  if (connection !== undefined) {
    return [['connection_id', connection]];
  }
  if (connections && connections.length <= FEW_CONNECTIONS) {
    const archives = archivesOf === undefined ? [] : [ARCHIVE_SOURCE_ID];
    return [...connections, ...archives].map(id => ['connection_id', id]);
  }
  for (const column of ['state', 'trigger', 'kind'] as const) {
    const values = query[column];
    if (values) {
      return values.map(value => [column, value]);
    }
  }
  return [[undefined, undefined]];
}

function filter(rows: Knex.QueryBuilder, query: RunFilter) {
  const { connections, archivesOf, from, to } = query;
  if (connections) {
    rows.where(either => {
      either.whereIn('connection_id', connections);
      if (archivesOf !== undefined) {
        either.orWhere({
          connection_id: ARCHIVE_SOURCE_ID,
          requested_by: archivesOf,
        });
      }
    });
  }
  if (from) {
    rows.where('queued_at', '>=', from);
  }
  if (to) {
    rows.where('queued_at', '<', to);
  }
  for (const column of ['state', 'kind', 'trigger'] as const) {
    const values = query[column];
    if (values) {
      rows.whereIn(column, values);
    }
  }
}
