import type { Knex } from 'knex';

/**
 * States of runs as SQL. Literals, not parameters: both engines use a partial
 * index only if they can see that its condition holds.
 */
export const importsThat = {
  ended: "('succeeded', 'partial', 'needs-review', 'failed')",
  endedWell: "('succeeded', 'partial', 'needs-review')",
  wereNotCancelled:
    "('queued', 'running', 'succeeded', 'partial', 'needs-review', 'failed')",
} as const;

type States = (typeof importsThat)[keyof typeof importsThat];

/**
 * Joins to the connections `c` the latest import in these states as `latest`, the
 * latest that went well as `good`, and what was told of them as `n`. For each it
 * looks at the end of an index, so that it does not grow slower with the history.
 */
export function joinImports(
  connections: Knex.QueryBuilder,
  options: { latest: States; join: 'join' | 'left join' },
): Knex.QueryBuilder {
  const { latest, join } = options;
  const good = latestImport(importsThat.endedWell);
  return connections
    .joinRaw(`${join} runs latest on latest.id = (${latestImport(latest)})`)
    .joinRaw(`left join runs good on good.id = (${good})`)
    .leftJoin({ n: 'connection_news' }, 'n.connection_id', 'c.id');
}

/** The id of the latest such import of the connection `c`, as SQL. */
function latestImport(states: States): string {
  return `select r.id from runs r where r.connection_id = c.id and r.kind = 'import' and r.state in ${states} order by r.queued_at desc, r.id desc limit 1`;
}
