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

/** The id of the latest such import of the connection `c`, as SQL. */
export function latestImport(
  states: (typeof importsThat)[keyof typeof importsThat],
): string {
  return `select r.id from runs r where r.connection_id = c.id and r.kind = 'import' and r.state in ${states} order by r.queued_at desc, r.id desc limit 1`;
}
