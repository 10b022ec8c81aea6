import type { Knex } from 'knex';
import { eventually } from '../../__testUtils__/eventually';

const tablesOf = {
  pg: 'select tablename as name from pg_tables where schemaname = current_schema()',
  sqlite: `select name from sqlite_master
            where type = 'table' and name not like 'sqlite_%'`,
};

/**
 * Changes with every write to a database, on PostgreSQL also with one of what was
 * there already: a row that is written gets the number of its transaction.
 */
export async function rowVersions(
  knex: Knex,
  only?: readonly string[],
): Promise<Record<string, unknown[]>> {
  const isPostgres = knex.client.config.client === 'pg';
  const listed = await knex.raw(tablesOf[isPostgres ? 'pg' : 'sqlite']);
  const all: { name: string }[] = isPostgres ? listed.rows : listed;
  const versions: Record<string, unknown[]> = {};
  for (const table of only ?? all.map(({ name }) => name)) {
    const columns = isPostgres ? knex.raw('*, xmin::text as xmin') : '*';
    const rows = await knex(table).select(columns);
    versions[table] = rows.map(row => JSON.stringify(row)).sort();
  }
  if (!isPostgres && !only) {
    // Of the one connection of the pool, whether or not a value has changed.
    versions['total_changes()'] = await knex.raw('select total_changes() as n');
  }
  return versions;
}

/** Waits until the catalog has processed and stitched all it was told. */
export async function catalogAtRest(catalogKnex: Knex): Promise<void> {
  await eventually(async () => {
    const waiting = await catalogKnex('stitch_queue').select('entity_ref');
    const due = await catalogKnex('refresh_state')
      .select('entity_ref')
      .where('next_update_at', '<', catalogKnex.fn.now());
    expect([waiting, due]).toEqual([[], []]);
  });
}
