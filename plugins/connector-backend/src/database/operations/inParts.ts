import type { Knex } from 'knex';

/**
 * Rows of several conditions as if they were one table. Each part is asked for
 * with its own order and limit, so that an index answers it: a database reads far
 * too much when one index has to answer for several values at once.
 */
export function inParts(
  knex: Knex,
  parts: readonly Knex.QueryBuilder[],
): Knex.QueryBuilder {
  // SQLite takes an order within a union from a subquery only.
  const [first, ...others] = parts.map(part =>
    knex.select('*').from(part.as('part')),
  );
  return knex.select('*').from(first.unionAll(others).as('parts'));
}
