import type { Knex } from 'knex';

/**
 * Rows that have a text somewhere, in capitals or not.
 *
 * @param column - SQL that gives the text to look in, in lower case.
 */
export function containing(
  rows: Knex.QueryBuilder,
  column: string,
  text: string,
): Knex.QueryBuilder {
  const literal = text
    .toLowerCase()
    .replace(/[\\%_]/g, letter => `\\${letter}`);
  return rows.whereRaw(`${column} like ? escape '\\'`, [`%${literal}%`]);
}
