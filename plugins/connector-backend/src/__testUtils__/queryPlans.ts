import type { Knex } from 'knex';

interface Statement {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

/** What a planner says it will do, one line a step. */
export interface Plan {
  readonly sql: string;
  readonly steps: readonly string[];
  /** Steps that read a whole table. */
  readonly scans: readonly string[];
  /** Rows that were really read; only PostgreSQL tells. */
  readonly read: number;
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Node[];
}

/** The plans of all statements that `action` sends to the database. */
export async function plansOf(
  knex: Knex,
  action: () => Promise<unknown>,
): Promise<Plan[]> {
  const statements: Statement[] = [];
  const note = ({ sql, bindings = [] }: Statement) => {
    if (/^(select|with|insert|update|delete)/i.test(sql)) {
      statements.push({ sql, bindings });
    }
  };
  knex.on('query', note);
  try {
    await action();
  } finally {
    knex.removeListener('query', note);
  }
  const plans: Plan[] = [];
  for (const statement of statements) {
    plans.push(await planOf(knex, statement));
  }
  return plans;
}

async function planOf(knex: Knex, statement: Statement): Promise<Plan> {
  const connection = await knex.client.acquireConnection();
  try {
    return knex.client.config.client === 'pg'
      ? await planOfPostgres(connection, statement)
      : planOfSqlite(connection, statement);
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

function planOfSqlite(
  connection: {
    prepare(sql: string): { all(...values: unknown[]): { detail: string }[] };
  },
  { sql, bindings }: Statement,
): Plan {
  const steps = connection
    .prepare(`explain query plan ${sql}`)
    .all(...bindings.map(it => (typeof it === 'boolean' ? Number(it) : it)))
    .map(it => it.detail);
  return {
    sql,
    steps,
    scans: steps.filter(it => /^SCAN \w+$/.test(it)),
    read: 0,
  };
}

/** Executes the statement, and takes back what it has changed. */
async function planOfPostgres(
  connection: {
    query(
      sql: string,
      values?: readonly unknown[],
    ): Promise<{ rows: { 'QUERY PLAN': { Plan: Node }[] }[] }>;
  },
  { sql, bindings }: Statement,
): Promise<Plan> {
  await connection.query('begin');
  try {
    const { rows } = await connection.query(
      `explain (analyze, timing off, format json) ${sql}`,
      bindings,
    );
    const nodes = flat(rows[0]['QUERY PLAN'][0].Plan);
    const steps = nodes.map(describe);
    return {
      sql,
      steps,
      scans: steps.filter(it => it.startsWith('Seq Scan')),
      read: nodes.reduce((sum, node) => sum + rowsRead(node), 0),
    };
  } finally {
    await connection.query('rollback');
  }
}

function flat(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}

function describe(node: Node): string {
  const parts = ['Node Type', 'Relation Name', 'Index Name'] as const;
  return `${parts.flatMap(part => node[part] ?? []).join(' ')}, read ${rowsRead(
    node,
  )}`;
}

function rowsRead(node: Node): number {
  return node['Node Type'].includes('Scan')
    ? node['Actual Loops'] *
        (node['Actual Rows'] +
          (node['Rows Removed by Filter'] ?? 0) +
          (node['Rows Removed by Index Recheck'] ?? 0))
    : 0;
}
