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
import { chunks } from './chunks';
import { decodeCursor, encodeCursor } from './cursor';

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
    const matching = this.#objects(id).modify(filter, query);
    const [{ total }] = await matching
      .clone()
      .count<{ total: number | string }[]>({ total: '*' });
    const rows: ObjectRow[] = await matching
      .clone()
      .select(...OBJECT_COLUMNS)
      .modify(builder => {
        if (query.cursor) {
          builder.where('seq', '>', decodeCursor(query.cursor, 1)[0]);
        }
      })
      .orderBy('seq')
      .limit(query.limit + 1);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const seqs = await this.#seqsOf(id, shown);
    return {
      items: shown.map(row => toArchiveObject(row, seqs)),
      total: Number(total),
      ...(rows.length > query.limit &&
        last && { nextCursor: encodeCursor([last.seq]) }),
    };
  }

  /** All objects without their entities, in their order. */
  async *headers(id: string): AsyncGenerator<StoredObject[]> {
    for (let after = 0; ; ) {
      const rows: ObjectRow[] = await this.#objects(id)
        .select(...OBJECT_COLUMNS)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(HEADERS);
      if (rows.length === 0) {
        return;
      }
      yield rows.map(toStoredObject);
      after = rows[rows.length - 1].seq;
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
    const pattern = query.text
      .toLowerCase()
      .replace(/[\\%_]/g, letter => `\\${letter}`);
    builder.whereRaw("search like ? escape '\\'", [`%${pattern}%`]);
  }
}
