import { Client } from 'pg';

/** How big the source is. Change the name of the database with it. */
export const size = {
  schemas: 20,
  tables: 10_000,
  columnsPerTable: 20,
  views: 500,
} as const;

const database = 'connector_bench_10000_tables_1';
const complete = 'Complete: made by the bench of Connector for Backstage.';

// Locks are kept until a transaction ends: a server with the usual
// max_locks_per_transaction has room for this many tables.
const tablesPerTransaction = 100;

const types = [
  'integer',
  'bigint',
  'text',
  'varchar(120)',
  'numeric(12,2) NOT NULL DEFAULT 0',
  'boolean NOT NULL DEFAULT false',
  'date',
  'timestamptz NOT NULL DEFAULT now()',
  'uuid',
  'jsonb',
];

/**
 * The URL of a database with 10,000 tables, 200,000 columns, 10,000 foreign
 * keys, 500 views and 60,000 comments on the server. It is made once (a minute
 * or two) and kept for the next time.
 */
export async function seedDatabase(
  serverUrl: string,
  say: (text: string) => void,
): Promise<string> {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  await withClient(serverUrl, async server => {
    const { rows } = await server.query(
      `SELECT shobj_description(oid, 'pg_database') = $2 AS complete
         FROM pg_database WHERE datname = $1`,
      [database, complete],
    );
    if (rows[0]?.complete) {
      return;
    }
    say(`Making the database ${database}; this is done once.`);
    await server.query(`DROP DATABASE IF EXISTS ${database}`);
    await server.query(`CREATE DATABASE ${database} TEMPLATE template0`);
    await withClient(url.href, client => fill(client, say));
    await server.query(`COMMENT ON DATABASE ${database} IS '${complete}'`);
  });
  return url.href;
}

async function fill(client: Client, say: (text: string) => void) {
  await client.query('SET synchronous_commit = off');
  for (let schema = 0; schema < size.schemas; schema += 1) {
    await client.query(`CREATE SCHEMA ${schemaName(schema)}`);
  }
  for (let first = 0; first < size.tables; first += tablesPerTransaction) {
    const statements = Array.from(
      { length: tablesPerTransaction },
      (_, index) => tableStatements(first + index),
    );
    await client.query(`BEGIN; ${statements.flat().join(';')}; COMMIT`);
    if (first % 1_000 === 0) {
      say(`${first} of ${size.tables} tables`);
    }
  }
  for (let view = 0; view < size.views; view += 1) {
    await client.query(viewStatement(view));
  }
  // As autovacuum would have done by the time anyone reads it.
  await client.query('VACUUM ANALYZE');
}

function schemaName(table: number): string {
  return `area_${String(table % size.schemas).padStart(2, '0')}`;
}

function tableName(table: number): string {
  return `${schemaName(table)}.record_${String(table).padStart(5, '0')}`;
}

function tableStatements(table: number): string[] {
  const name = tableName(table);
  const plain = Array.from(
    { length: size.columnsPerTable - 2 },
    (_, index) => `attribute_${index} ${types[index % types.length]}`,
  );
  const target = tableName(Math.max(0, table - 1));
  return [
    `CREATE TABLE ${name} (
       id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       parent_id bigint REFERENCES ${target} (id) ON DELETE CASCADE,
       ${plain.join(', ')}
       ${table % 5 === 0 ? ', CHECK (attribute_4 >= 0)' : ''})`,
    `COMMENT ON TABLE ${name} IS 'Records number ${table} of the bench.'`,
    ...[0, 1, 2, 3, 4].map(
      index =>
        `COMMENT ON COLUMN ${name}.attribute_${index} IS
           'What attribute ${index} of record ${table} means.'`,
    ),
    ...(table % 2 === 0 ? [`CREATE INDEX ON ${name} (parent_id)`] : []),
  ];
}

function viewStatement(view: number): string {
  const table = view * (size.tables / size.views) + 1;
  return `CREATE VIEW ${schemaName(table)}.overview_${view} AS
    SELECT child.id, child.attribute_3 AS label, parent.attribute_4 AS amount
      FROM ${tableName(table)} child
      JOIN ${tableName(table - 1)} parent ON parent.id = child.parent_id
     WHERE child.attribute_5`;
}

/** Lends a connection and closes it whatever happens. */
export async function withClient<T>(
  connectionString: string,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
