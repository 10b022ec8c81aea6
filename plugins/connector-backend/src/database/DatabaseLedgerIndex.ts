import type { Knex } from 'knex';
import { chunks } from './chunks';
import type { DbObjectRow } from './tables';

/** Where an object of the ledger is from, and which version of it is wanted. */
export interface LedgerEntry {
  readonly uid: string;
  readonly ref: string;
  readonly sourceId: string;
  readonly hash: string;
  readonly modifiedAt: string;
}

/** Looks objects of all sources up, by identity and by reference. */
export class DatabaseLedgerIndex {
  static create(options: { knex: Knex }) {
    return new DatabaseLedgerIndex(options.knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** What is about to be removed counts as gone. */
  async find(asked: {
    uids: readonly string[];
    refs: readonly string[];
  }): Promise<Map<string, LedgerEntry>> {
    const found = new Map<string, LedgerEntry>();
    const columns = [
      ['uid', asked.uids],
      ['entity_ref', asked.refs],
    ] as const;
    for (const [column, values] of columns) {
      for (const chunk of chunks(values)) {
        const rows = await this.#knex<DbObjectRow>('objects')
          .select('uid', 'entity_ref', 'source_id', 'hash', 'modified_at')
          .whereIn(column, chunk)
          .whereNot('state', 'removed');
        for (const row of rows) {
          found.set(row.uid, {
            uid: row.uid,
            ref: row.entity_ref,
            sourceId: row.source_id,
            hash: row.hash,
            modifiedAt: row.modified_at,
          });
        }
      }
    }
    return found;
  }
}
