import type { Knex } from 'knex';

/** Numbers from 1 to `n`, as a common table expression of both engines. */
const numbers = (n: number) =>
  `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${n})`;

/** An instant so many minutes after the first run, as the tables write it. */
function instant(knex: Knex, minutes: string): string {
  return knex.client.config.client === 'pg'
    ? `to_char(timestamp '2020-01-01' + (${minutes}) * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"')`
    : `strftime('%Y-%m-%dT%H:%M:%S.000Z', '2020-01-01', '+' || (${minutes}) || ' minutes')`;
}

/** Of 100 runs of a connection almost all succeeded, a few did not. */
const stateOf = (nth: string) => `case when ${nth} % 100 < 90 then 'succeeded'
  when ${nth} % 100 < 95 then 'failed' when ${nth} % 100 < 98 then 'partial'
  else 'cancelled' end`;

/**
 * Fills the tables with the history of many connections, by the statements of
 * the database itself: `runs` runs, one a minute, of `connections` connections.
 */
export async function insertLongHistory(
  knex: Knex,
  options: { runs: number; connections: number },
): Promise<void> {
  const { runs, connections } = options;
  const at = instant(knex, 'n');
  await knex.raw(`insert into connections (id, name, name_key, technology, origin,
      parameters, scope, options, revision, created_by, updated_by, created_at, updated_at)
    ${numbers(
      connections,
    )} select 'c-' || n, 'c-' || n, 'c-' || n, 'sqlite', 'portal',
      '{}', '{}', '{"owner":"group:default/a"}', 1, 'a', 'a', ${at}, ${at} from numbers`);
  await knex.raw(`insert into runs (id, connection_id, connection_name, technology,
      kind, state, "trigger", requested_by, settings, stages, attempt, heartbeat_at,
      queued_at, started_at, ended_at)
    ${numbers(runs)} select 'r-' || n, 'c-' || (n % ${connections} + 1), 'c',
      case when n % 2 = 0 then 'sqlite' else 'postgresql' end,
      case when n % 10 = 0 then 'preview' else 'import' end, ${stateOf(
        `(n + n / ${connections})`,
      )},
      case when n % 20 = 0 then 'manual' else 'schedule' end,
      'user:default/p' || (n % 50), '{}', '[]', 1, ${at}, ${at}, ${at}, ${at}
    from numbers`);
  await knex.raw(`insert into schedule_occurrences (connection_id, at, outcome, run_id, decided_at)
    ${numbers(runs)} select 'c-' || (n % ${connections} + 1), ${at},
      case when n % 100 = 0 then 'overlap' else 'started' end, 'r-' || n, ${at}
    from numbers`);
  await knex.raw(`insert into run_decisions (run_id, seq, uid, ref, urn, title,
      asset_kind, action, rule, reason)
    ${numbers(runs / 5)} select 'r-' || (n % 1000 + 1), n, 'u-' || n, 'r-' || n,
      'u', 't', 'table', 'create', 'identity.create', 'identity.new'
    from numbers`);
}

/** Gives a run a log in which one line of a thousand is a warning. */
export async function insertLongLog(
  knex: Knex,
  options: { runId: string; lines: number },
): Promise<void> {
  const at = instant(knex, '0');
  await knex.raw(
    `insert into run_log (run_id, seq, at, level, message)
    ${numbers(options.lines)} select ?, n, ${at},
      case when n % 1000 = 0 then 'warn' else 'debug' end, 'A line'
    from numbers`,
    [options.runId],
  );
}

/** Tells the planner what there is, as servers do by themselves in time. */
export async function analyze(knex: Knex): Promise<void> {
  if (knex.client.config.client === 'pg') {
    await knex.raw('analyze');
  }
}
