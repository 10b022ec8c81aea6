import type { Knex } from 'knex';
import { decodeNumbers, encodeCursor } from './cursor';

interface Numbered {
  readonly seq: number;
}

/**
 * A page of rows in the order of `seq`, and how many there are in all. To count
 * them each has to be looked at, so that is done once: where the first page does
 * not tell by itself, and the cursors remember the number.
 */
export async function pageBySeq<Row extends Numbered>(
  matching: Knex.QueryBuilder,
  columns: readonly string[],
  page: { limit: number; cursor?: string },
): Promise<{ rows: Row[]; total: number; nextCursor?: string }> {
  const { limit, cursor } = page;
  const [after, known] = cursor ? decodeNumbers(cursor, 2) : [];
  const found: Row[] = await matching
    .clone()
    .select(...columns)
    .modify(rows => after !== undefined && rows.where('seq', '>', after))
    .orderBy('seq')
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  if (found.length <= limit || !last) {
    return { rows, total: known ?? rows.length };
  }
  const total = known ?? (await count(matching));
  return { rows, total, nextCursor: encodeCursor([last.seq, total]) };
}

async function count(matching: Knex.QueryBuilder): Promise<number> {
  const [{ total }] = await matching.clone().count({ total: '*' });
  return Number(total);
}

/** All rows in the order of `seq`, a batch at a time. */
export async function* batchesBySeq<Row extends Numbered>(
  /** A new query each time. */
  rows: () => Knex.QueryBuilder,
  size: number,
): AsyncGenerator<Row[]> {
  for (let after = 0; ; ) {
    const batch: Row[] = await rows()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(size);
    if (batch.length === 0) {
      return;
    }
    yield batch;
    after = batch[batch.length - 1].seq;
  }
}
