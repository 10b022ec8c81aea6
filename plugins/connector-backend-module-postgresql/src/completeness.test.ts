import type { Asset } from '@backstage-connector/plugin-connector-common';
import { readAll } from '@backstage-connector/plugin-connector-node/testUtils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import knexFactory from 'knex';
import { everything } from './__fixtures__/everything';
import { generatedStatements } from './__fixtures__/generatedStatements';
import {
  createTestDatabase,
  type TestDatabase,
} from './__fixtures__/testServer';
import { postgresqlConnector as connector } from './postgresqlConnector';

const own = (schema: string) =>
  `${schema} NOT IN ('information_schema') AND ${schema} NOT LIKE 'pg\\_%'`;

// Asked otherwise than the connector does: information_schema where it knows.
const counts = {
  schemas: `
    SELECT count(*) FROM information_schema.schemata
     WHERE ${own('schema_name')}`,
  tables: `
    SELECT count(*) FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND ${own('table_schema')}`,
  foreignTables: `SELECT count(*) FROM information_schema.foreign_tables`,
  views: `
    SELECT count(*) FROM information_schema.views
     WHERE ${own('table_schema')}`,
  materializedViews: `SELECT count(*) FROM pg_matviews`,
  columns: `
    SELECT (SELECT count(*) FROM information_schema.columns
             WHERE ${own('table_schema')})
         + (SELECT count(*) FROM pg_attribute WHERE attnum > 0
               AND attrelid IN (SELECT format('%I.%I', schemaname, matviewname)
                                         ::regclass FROM pg_matviews))`,
  nullableColumns: `
    SELECT count(*) FROM information_schema.columns
     WHERE is_nullable = 'YES' AND ${own('table_schema')}`,
  columnsWithDefault: `
    SELECT count(*) FROM information_schema.columns
     WHERE (column_default IS NOT NULL OR is_generated = 'ALWAYS')
       AND ${own('table_schema')}`,
  identityColumns: `
    SELECT count(*) FROM information_schema.columns
     WHERE is_identity = 'YES' AND ${own('table_schema')}`,
  primaryKeys: `
    SELECT count(*) FROM information_schema.table_constraints
     WHERE constraint_type = 'PRIMARY KEY' AND ${own('table_schema')}`,
  uniqueConstraints: `
    SELECT count(*) FROM information_schema.table_constraints
     WHERE constraint_type = 'UNIQUE' AND ${own('table_schema')}`,
  keyColumns: `
    SELECT count(*) FROM information_schema.key_column_usage
     WHERE ${own('table_schema')}`,
  checks: `
    SELECT count(*) FROM pg_constraint
     WHERE contype = 'c' AND conrelid <> 0
       AND ${own('connamespace::regnamespace::text')}`,
  foreignKeys: `
    SELECT count(*) FROM information_schema.referential_constraints
     WHERE ${own('constraint_schema')}`,
  indexes: `
    SELECT count(*) FROM pg_indexes
     WHERE ${own('schemaname')} AND NOT EXISTS (
       SELECT FROM pg_constraint WHERE contype IN ('p', 'u')
          AND conindid = format('%I.%I', schemaname, indexname)::regclass)`,
  commentsOnTables: `
    SELECT count(*) FROM pg_description JOIN pg_class c ON c.oid = objoid
     WHERE classoid = 'pg_class'::regclass AND objsubid = 0
       AND relkind IN ('r', 'p', 'f', 'v', 'm')
       AND ${own('relnamespace::regnamespace::text')}`,
  commentsOnColumns: `
    SELECT count(*) FROM pg_description JOIN pg_class c ON c.oid = objoid
     WHERE classoid = 'pg_class'::regclass AND objsubid > 0
       AND ${own('relnamespace::regnamespace::text')}`,
  commentsOnConstraints: `
    SELECT count(*) FROM pg_description
      JOIN pg_constraint k ON k.oid = objoid AND conrelid <> 0
     WHERE classoid = 'pg_constraint'::regclass`,
} as const;

type Counts = Record<keyof typeof counts, number>;

function countAssets(assets: readonly Asset[]): Counts {
  const tables = assets.flatMap(it => (it.kind === 'table' ? [it] : []));
  const structures = tables.map(it => it.structure);
  const relations = (...types: string[]) =>
    tables.filter(it => types.includes(it.relationType)).length;
  const columns = tables.flatMap(it =>
    it.structure.columns.map(column => ({ ...column, of: it.relationType })),
  );
  const keys = structures.flatMap(it => [
    ...(it.primaryKey ? [it.primaryKey] : []),
    ...it.uniqueConstraints,
    ...it.foreignKeys,
  ]);
  const constraints = [...keys, ...structures.flatMap(it => it.checks)];
  return {
    schemas: assets.filter(it => it.kind === 'schema').length,
    tables: relations('table', 'partitioned-table', 'partition'),
    foreignTables: relations('foreign-table'),
    views: relations('view'),
    materializedViews: relations('materialized-view'),
    columns: columns.length,
    nullableColumns: columns.filter(
      it => it.nullable && it.of !== 'materialized-view',
    ).length,
    columnsWithDefault: columns.filter(it => it.default !== undefined).length,
    identityColumns: columns.filter(it => it.identity).length,
    primaryKeys: structures.filter(it => it.primaryKey).length,
    uniqueConstraints: structures.flatMap(it => it.uniqueConstraints).length,
    keyColumns: keys.flatMap(it => it.columns).length,
    checks: structures.flatMap(it => it.checks).length,
    foreignKeys: structures.flatMap(it => it.foreignKeys).length,
    indexes: structures.flatMap(it => it.indexes).length,
    commentsOnTables: tables.filter(it => it.comment !== undefined).length,
    commentsOnColumns: columns.filter(it => it.comment !== undefined).length,
    commentsOnConstraints: constraints.filter(it => it.comment !== undefined)
      .length,
  };
}

// A real server, on a machine that may be busy.
jest.setTimeout(60_000);

describe('a database is imported completely:', () => {
  const databases: TestDatabase[] = [];
  const create = async () => {
    const database = await createTestDatabase();
    databases.push(database);
    return database;
  };
  afterAll(() => Promise.all(databases.map(it => it.remove())));

  async function countBoth(
    database: TestDatabase,
  ): Promise<{ found: Counts; there: Counts }> {
    await database.grantUsage();
    const assets = await readAll({ connector, settings: database.settings });
    const [there] = await database.ask<Counts>(
      `SELECT ${Object.entries(counts)
        .map(([name, query]) => `(${query})::int AS "${name}"`)
        .join(', ')}`,
    );
    return { found: countAssets(assets), there };
  }

  it('the catalog of Backstage', async () => {
    const database = await create();
    await database.ask('CREATE SCHEMA catalog');
    const knex = knexFactory({
      client: 'pg',
      connection: database.url,
      searchPath: ['catalog'],
    });
    try {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@backstage/plugin-catalog-backend',
          'migrations',
        ),
      });
    } finally {
      await knex.destroy();
    }
    const { found, there } = await countBoth(database);
    expect(there.tables).toBeGreaterThan(10);
    expect(found).toEqual(there);
  });

  it('500 tables that chance has made', async () => {
    const database = await create();
    await database.ask(generatedStatements({ tables: 500, seed: 1 }));
    const { found, there } = await countBoth(database);
    expect(there.tables).toBe(500);
    expect(
      Math.min(...Object.values({ ...there, foreignTables: 1 })),
    ).toBeGreaterThan(0);
    expect(found).toEqual(there);
  });

  it('everything there is', async () => {
    const database = await create();
    await database.ask(everything(await database.version()));
    const { found, there } = await countBoth(database);
    // Here nobody but PostgreSQL itself has made a key to a partition.
    const [written] = await database.ask<Counts>(
      `SELECT count(*) FILTER (WHERE contype = 'f')::int AS "foreignKeys",
              sum(cardinality(conkey))::int AS "keyColumns"
         FROM pg_constraint
        WHERE contype IN ('p', 'u', 'f')
          AND ${own('connamespace::regnamespace::text')}
          AND NOT EXISTS (SELECT FROM pg_class
                           WHERE oid = confrelid AND relispartition)`,
    );
    expect(found).toEqual({ ...there, ...written });
  });
});
