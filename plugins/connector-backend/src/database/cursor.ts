import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';

/**
 * A page's cursor: the sort values of its last row. Opaque to callers.
 */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws InputError when the text is not a cursor of `length` values. */
export function decodeCursor(
  cursor: string,
  length: number,
): (string | number)[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === length) {
      return values;
    }
  } catch {
    // Falls through: the text is not ours.
  }
  throw notACursor();
}

/** @throws InputError when the text is not a cursor of `length` whole numbers. */
export function decodeNumbers(cursor: string, length: number): number[] {
  const values = decodeCursor(cursor, length);
  if (!values.every((it): it is number => Number.isSafeInteger(it))) {
    throw notACursor();
  }
  return values;
}

function notACursor(): InputError {
  return new InputError(
    '"cursor" is not valid; use the "nextCursor" of the previous page as it is',
  );
}

/** Two columns that give rows their order. */
type Order<Row> = readonly [keyof Row & string, keyof Row & string];

/**
 * A page of rows, latest first by two columns. Compares both at once, so that an
 * index on them goes to the cursor without a look at what lies before it.
 */
export async function latestFirst<Row extends {}>(
  rows: Knex.QueryBuilder,
  order: Order<Row>,
  page: { limit: number; cursor?: string },
): Promise<{ rows: Row[]; nextCursor?: string }> {
  const [first, second] = order;
  const found: Row[] = await latestRows(rows, order, page);
  const shown = found.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    ...(found.length > page.limit &&
      last && {
        nextCursor: encodeCursor([String(last[first]), String(last[second])]),
      }),
  };
}

/** The rows of such a page, and one more that tells whether there is another. */
export function latestRows<Row extends {}>(
  rows: Knex.QueryBuilder,
  [first, second]: Order<Row>,
  page: { limit: number; cursor?: string },
): Knex.QueryBuilder {
  if (page.cursor) {
    rows.whereRaw('(??, ??) < (?, ?)', [
      first,
      second,
      ...decodeCursor(page.cursor, 2),
    ]);
  }
  return rows
    .orderBy([
      { column: first, order: 'desc' },
      { column: second, order: 'desc' },
    ])
    .limit(page.limit + 1);
}
