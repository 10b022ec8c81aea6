import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { chunks } from './chunks';
import type { DbRunBeforeImageRow } from './archiveTables';
import type { DbObjectRow } from './tables';

/** What one object was before a run changed it. */
export interface BeforeImage {
  readonly uid: string;
  /** Of what the run wrote; absent: it removed the object. */
  readonly afterHash?: string;
  /** Absent: the run created the object. */
  readonly before?: DbObjectRow;
}

const IMAGES = 500;

/** Before-images of runs, written with the ledger by `applyDecisions`. */
export class DatabaseBeforeImageStore {
  static create(options: { knex: Knex }) {
    return new DatabaseBeforeImageStore(options.knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The entities that a run has replaced or removed, of these identities. */
  async entities(
    runId: string,
    uids: readonly string[],
  ): Promise<Map<string, Entity>> {
    const found = new Map<string, Entity>();
    for (const chunk of chunks(uids)) {
      const rows = await this.#knex<DbRunBeforeImageRow>('run_before_images')
        .where({ run_id: runId })
        .whereIn('uid', chunk)
        .whereNotNull('image');
      for (const { uid, before } of rows.map(toImage)) {
        if (before) {
          found.set(uid, JSON.parse(before.entity));
        }
      }
    }
    return found;
  }

  /** In the order in which the run applied its decisions. */
  async *list(runId: string): AsyncGenerator<BeforeImage[]> {
    for (let after = 0; ; ) {
      const rows = await this.#knex<DbRunBeforeImageRow>('run_before_images')
        .where({ run_id: runId })
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(IMAGES);
      if (rows.length === 0) {
        return;
      }
      yield rows.map(toImage);
      after = rows[rows.length - 1].seq;
    }
  }
}

function toImage(row: DbRunBeforeImageRow): BeforeImage {
  return {
    uid: row.uid,
    ...(row.after_hash !== null && { afterHash: row.after_hash }),
    ...(row.image !== null && { before: JSON.parse(row.image) }),
  };
}
