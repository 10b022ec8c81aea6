import type {
  Archive,
  ArchiveObject,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import {
  OBJECT_COLUMNS,
  fromNewArchive,
  fromObject,
  shownReferences,
  toArchive,
  toArchiveObject,
  toStoredObject,
  type ArchiveContents,
  type NewArchive,
  type ObjectRow,
  type StoredObject,
} from './archiveRows';
import type { DbArchiveObjectRow, DbArchiveRow } from './archiveTables';
import { batchesBySeq, pageBySeq } from './bySeq';
import { chunks } from './chunks';
import { containing } from './containing';

export interface ArchiveObjectFilter {
  readonly kind?: string;
  readonly namespace?: string;
  readonly topLevel?: 'true' | 'false';
  readonly text?: string;
}

interface OwnedRow {
  readonly ref: string;
  readonly uid: string | null;
  readonly objects: number | string;
}

/** SQLite takes no more than 32,766 values in a statement. */
const ROWS_A_STATEMENT = 500;

/** How many headers are read at a time. */
const HEADERS = 5_000;

/** Uploaded archives and their objects. Who may see one is decided above. */
export class DatabaseArchiveStore {
  static create(options: { knex: Knex }) {
    return new DatabaseArchiveStore(options.knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Nobody sees it until {@link DatabaseArchiveStore.complete}. */
  async insert(archive: NewArchive): Promise<void> {
    await this.#archives().insert(fromNewArchive(archive));
  }

  async append(
    id: string,
    objects: readonly (StoredObject & { readonly entity: object })[],
  ): Promise<void> {
    const rows = objects.map(object => fromObject(id, object));
    await this.#knex.batchInsert<DbArchiveObjectRow>(
      'archive_objects',
      rows,
      ROWS_A_STATEMENT,
    );
  }

  async complete(id: string, contents: ArchiveContents): Promise<void> {
    await this.#archives()
      .where({ id })
      .update({ ready: true, contents: JSON.stringify(contents) });
  }

  async get(id: string): Promise<Archive | undefined> {
    const row = await this.#archives().where({ id, ready: true }).first();
    return row && toArchive(row);
  }

  /** Those of one person, latest first. */
  async list(uploadedBy: string): Promise<Archive[]> {
    const rows = await this.#archives()
      .where({ uploaded_by: uploadedBy, ready: true })
      .orderBy([
        { column: 'uploaded_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
    return rows.map(toArchive);
  }

  /** With its objects. */
  async delete(id: string): Promise<void> {
    await this.#archives().where({ id }).delete();
  }

  /** Also of what was never read to the end. */
  async deleteExpired(now: Date): Promise<number> {
    return this.#archives()
      .where('expires_at', '<=', now.toISOString())
      .delete();
  }

  async listObjects(
    id: string,
    query: ArchiveObjectFilter & { limit: number; cursor?: string },
  ): Promise<{ items: ArchiveObject[]; total: number; nextCursor?: string }> {
    const { rows, ...page } = await pageBySeq<ObjectRow>(
      this.#objects(id).modify(filter, query),
      OBJECT_COLUMNS,
      query,
    );
    const seqs = await this.#seqsOf(id, rows);
    return { ...page, items: rows.map(row => toArchiveObject(row, seqs)) };
  }

  /** All objects without their entities, in their order. */
  async *headers(id: string): AsyncGenerator<StoredObject[]> {
    const rows = () => this.#objects(id).select(...OBJECT_COLUMNS);
    for await (const batch of batchesBySeq<ObjectRow>(rows, HEADERS)) {
      yield batch.map(toStoredObject);
    }
  }

  async entities(
    id: string,
    seqs: readonly number[],
  ): Promise<Map<number, Entity>> {
    const rows = await this.#objects(id)
      .select('seq', 'entity')
      .whereIn('seq', seqs);
    return new Map(rows.map(row => [row.seq, JSON.parse(row.entity)]));
  }

  /** The objects of these references, e.g. the users that own others. */
  async byRefs(id: string, refs: readonly string[]): Promise<StoredObject[]> {
    const found: StoredObject[] = [];
    for (const chunk of chunks(refs)) {
      const rows: ObjectRow[] = await this.#objects(id)
        .select(...OBJECT_COLUMNS)
        .whereIn('ref', chunk);
      found.push(...rows.map(toStoredObject));
    }
    return found;
  }

  /** The users and groups that own objects, with how many each. */
  async principals(
    id: string,
  ): Promise<{ ref: string; uid?: string; objects: number }[]> {
    const found = new Map<string, { uid?: string; objects: number }>();
    for (const role of ['owner', 'organization'] as const) {
      const [ref, uid] = [`${role}_ref`, `${role}_uid`];
      const rows: OwnedRow[] = await this.#knex('archive_objects')
        .where({ archive_id: id })
        .whereNotNull(ref)
        .groupBy(ref, uid)
        .select({ ref, uid })
        .count({ objects: '*' });
      for (const row of rows) {
        const known = found.get(row.ref);
        found.set(row.ref, {
          uid: known?.uid ?? row.uid ?? undefined,
          objects: (known?.objects ?? 0) + Number(row.objects),
        });
      }
    }
    return [...found.entries()]
      .map(([ref, { uid, objects }]) => ({
        ref,
        ...(uid !== undefined && { uid }),
        objects,
      }))
      .sort((one, other) => (one.ref < other.ref ? -1 : 1));
  }

  #archives() {
    return this.#knex<DbArchiveRow>('archives');
  }

  #objects(id: string) {
    return this.#knex<DbArchiveObjectRow>('archive_objects').where({
      archive_id: id,
    });
  }

  async #seqsOf(id: string, rows: readonly ObjectRow[]) {
    const refs = new Set(rows.flatMap(shownReferences));
    const found = await this.byRefs(id, [...refs]);
    return new Map(found.map(({ ref, seq }) => [ref, seq]));
  }
}

function filter(builder: Knex.QueryBuilder, query: ArchiveObjectFilter) {
  if (query.kind) {
    builder.where('kind_key', query.kind.toLowerCase());
  }
  if (query.namespace) {
    builder.where('namespace', query.namespace.toLowerCase());
  }
  if (query.topLevel) {
    builder.where('top_level', query.topLevel === 'true');
  }
  if (query.text) {
    containing(builder, 'search', query.text);
  }
}
