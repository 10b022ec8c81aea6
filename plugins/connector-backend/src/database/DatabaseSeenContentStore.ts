import type { Knex } from 'knex';
import { chunks } from './chunks';
import type { DbSeenContentRow } from './exportTables';
import type { DbObjectRow } from './tables';

/** An entity whose content is to be dated. */
export interface DatedContent {
  readonly uid: string;
  /** Of the canonical entity. */
  readonly hash: string;
}

/**
 * When entities changed last: as the ledger has it, or as their content was
 * first seen. What is as it was costs no write.
 */
export class DatabaseSeenContentStore {
  static create(options: { knex: Knex }): DatabaseSeenContentStore {
    return new DatabaseSeenContentStore(options.knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** By uid, of those that the ledger has. */
  async managed(uids: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const chunk of chunks(uids)) {
      const rows = await this.#knex<DbObjectRow>('objects')
        .select('uid', 'modified_at')
        .whereIn('uid', chunk)
        .whereNot('state', 'removed');
      rows.forEach(row => found.set(row.uid, row.modified_at));
    }
    return found;
  }

  /**
   * By uid, since when each has had this content, as far as anybody has looked.
   *
   * @param at - ISO 8601, UTC: noted for content that nobody has seen before.
   */
  async seenSince(
    contents: readonly DatedContent[],
    at: string,
  ): Promise<Map<string, string>> {
    const since = new Map<string, string>();
    for (const chunk of chunks(contents)) {
      const known = await this.#known(chunk);
      const unseen = chunk.filter(it => known.get(it.uid)?.hash !== it.hash);
      if (unseen.length > 0) {
        await this.#knex<DbSeenContentRow>('seen_content')
          .insert(
            // Sorted, so that two processes never wait for each other.
            [...new Map(unseen.map(it => [it.uid, it.hash]))]
              .sort(([one], [other]) => (one < other ? -1 : 1))
              .map(([uid, hash]) => ({ uid, hash, seen_at: at })),
          )
          .onConflict('uid')
          .merge()
          // Another process may have seen the same a moment ago.
          .whereRaw('seen_content.hash <> excluded.hash');
        for (const [uid, row] of await this.#known(unseen)) {
          known.set(uid, row);
        }
      }
      chunk.forEach(({ uid }) => since.set(uid, known.get(uid)?.seen_at ?? at));
    }
    return since;
  }

  async #known(
    contents: readonly DatedContent[],
  ): Promise<Map<string, DbSeenContentRow>> {
    const rows = await this.#knex<DbSeenContentRow>('seen_content').whereIn(
      'uid',
      contents.map(({ uid }) => uid),
    );
    return new Map(rows.map(row => [row.uid, row]));
  }
}
