import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import type { DbRunBeforeImageRow } from './archiveTables';
import { batchesBySeq } from './bySeq';
import { chunks } from './chunks';
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
    const rows = () => this.#knex('run_before_images').where({ run_id: runId });
    for await (const batch of batchesBySeq<DbRunBeforeImageRow>(rows, IMAGES)) {
      yield batch.map(toImage);
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
