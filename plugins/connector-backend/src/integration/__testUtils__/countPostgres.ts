import type { Knex } from 'knex';

/** What a person would count who wants to know whether all has been imported. */
export interface StructureCounts {
  readonly databases: number;
  readonly schemas: number;
  readonly relations: Readonly<Record<string, number>>;
  readonly columns: number;
  readonly nullableColumns: number;
  readonly columnsWithDefault: number;
  readonly primaryKeys: number;
  readonly foreignKeys: number;
  readonly foreignKeyColumns: number;
  readonly uniqueConstraints: number;
  readonly checks: number;
  readonly indexes: number;
  readonly viewQueries: number;
  readonly comments: Readonly<Record<string, number>>;
}

const own = (column: string) =>
  `${column} !~ '^pg_' AND ${column} <> 'information_schema'`;

/**
 * Counts what a PostgreSQL database has, by `information_schema` as far as that
 * knows it; it knows nothing of materialized views, partitions and comments.
 */
export async function countPostgres(knex: Knex): Promise<StructureCounts> {
  const rows = async <Row>(sql: string): Promise<Row[]> =>
    (await knex.raw(sql)).rows;
  const number = async (sql: string) =>
    Number((await rows<{ count: string }>(sql))[0].count);
  const byKey = async (sql: string) =>
    Object.fromEntries(
      (await rows<{ key: string; count: string }>(sql)).map(it => [
        it.key,
        Number(it.count),
      ]),
    );
  const constraints = (type: string) =>
    number(
      `SELECT count(*) FROM information_schema.table_constraints
        WHERE constraint_type = '${type}' AND ${own('table_schema')}`,
    );
  // A key to a partitioned table is repeated for each of its partitions. Nobody
  // has written those: their target is a partition.
  const written = `contype = 'f' AND NOT (conparentid <> 0
    AND (SELECT relispartition FROM pg_class WHERE oid = confrelid))`;
  const relations = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND ${own('nspname')}`;
  // Columns of materialized views are in pg_attribute only.
  const materialized = `pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE relkind = 'm' AND attnum > 0 AND NOT attisdropped`;
  const columns = async (what: string, ofMaterialized: string) =>
    (await number(
      `SELECT count(*) FROM information_schema.columns
        WHERE ${own('table_schema')} AND ${what}`,
    )) +
    (await number(
      `SELECT count(*) FROM ${materialized} AND ${ofMaterialized}`,
    ));

  return {
    databases: 1,
    schemas: await number(
      `SELECT count(*) FROM information_schema.schemata
        WHERE ${own('schema_name')}`,
    ),
    relations: await byKey(
      `SELECT CASE WHEN relispartition THEN 'partition' ELSE
                CASE relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view'
                  WHEN 'm' THEN 'materialized-view' WHEN 'f' THEN 'foreign-table'
                  ELSE 'partitioned-table' END END AS key, count(*)
         FROM ${relations} GROUP BY 1`,
    ),
    columns: await columns('true', 'true'),
    nullableColumns: await columns(`is_nullable = 'YES'`, 'NOT attnotnull'),
    columnsWithDefault: await columns(
      `(column_default IS NOT NULL OR generation_expression IS NOT NULL)`,
      'false',
    ),
    primaryKeys: await constraints('PRIMARY KEY'),
    foreignKeys: await number(
      `SELECT count(*) FROM pg_constraint WHERE ${written}`,
    ),
    foreignKeyColumns: await number(
      `SELECT coalesce(sum(cardinality(conkey)), 0) AS count
         FROM pg_constraint WHERE ${written}`,
    ),
    uniqueConstraints: await constraints('UNIQUE'),
    checks: await number(
      `SELECT count(*) FROM pg_constraint
        WHERE contype = 'c' AND conrelid <> 0`,
    ),
    indexes: await number(
      `SELECT count(*) FROM pg_indexes WHERE ${own('schemaname')}
          AND indexname NOT IN (
            SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u'))`,
    ),
    viewQueries: await number(
      `SELECT (SELECT count(*) FROM information_schema.views
                WHERE ${own('table_schema')})
            + (SELECT count(*) FROM pg_matviews) AS count`,
    ),
    comments: {
      database: await number(
        `SELECT count(shobj_description(oid, 'pg_database'))
           FROM pg_database WHERE datname = current_database()`,
      ),
      schema: await number(
        `SELECT count(obj_description(oid, 'pg_namespace'))
           FROM pg_namespace WHERE ${own('nspname')}`,
      ),
      relation: await number(
        `SELECT count(obj_description(c.oid, 'pg_class')) FROM ${relations}`,
      ),
      column: await number(
        `SELECT count(col_description(attrelid, attnum))
           FROM pg_attribute WHERE attnum > 0`,
      ),
      constraint: await number(
        `SELECT count(*) FROM pg_constraint
          WHERE obj_description(oid, 'pg_constraint') IS NOT NULL`,
      ),
      index: await number(
        `SELECT count(obj_description(indexrelid, 'pg_class')) FROM pg_index`,
      ),
    },
  };
}
