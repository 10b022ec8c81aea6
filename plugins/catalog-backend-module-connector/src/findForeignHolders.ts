import type { Knex } from 'knex';

/** The columns of the catalog's `refresh_state` that are read here. */
interface RefreshStateRow {
  entity_ref: string;
  location_key: string | null;
}

// SQLite takes no more than 32,766 values in a statement, PostgreSQL 65,535.
const CHUNK = 1_000;

/**
 * Which of the references the catalog holds under another location key, and under
 * which. Asked before every mutation because the catalog itself would not refuse:
 * it takes an entity of the same provider from another connection, takes one
 * that has no key from anybody, and of all other conflicts only writes a log line.
 *
 * Reads a table of the catalog, since no API of it tells the location key or
 * shows an entity that is not processed yet.
 */
export async function findForeignHolders(
  knex: Knex,
  options: { refs: readonly string[]; locationKey: string },
): Promise<Map<string, string>> {
  const { refs, locationKey } = options;
  const holders = new Map<string, string>();
  for (let start = 0; start < refs.length; start += CHUNK) {
    const rows = await knex<RefreshStateRow>('refresh_state')
      .select('entity_ref', 'location_key')
      .whereIn('entity_ref', refs.slice(start, start + CHUNK))
      .andWhere(foreign =>
        foreign
          .whereNull('location_key')
          .orWhereNot('location_key', locationKey),
      );
    for (const row of rows) {
      holders.set(
        row.entity_ref,
        row.location_key ?? 'a source without a location key',
      );
    }
  }
  return holders;
}
