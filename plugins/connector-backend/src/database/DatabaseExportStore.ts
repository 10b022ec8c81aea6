import type { ExportRecord } from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { latestFirst } from './cursor';
import type { DbCatalogInstanceRow, DbExportRow } from './exportTables';

/** So many records of a person are kept; the archives themselves are not. */
const KEPT = 100;

/** What was exported, by whom, and by which catalog. */
export class DatabaseExportStore {
  static create(options: { knex: Knex }): DatabaseExportStore {
    return new DatabaseExportStore(options.knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Keeps a record, and forgets the oldest of the same person. */
  async insert(record: ExportRecord): Promise<void> {
    await this.#knex.transaction(async trx => {
      await trx<DbExportRow>('exports').insert(fromRecord(record));
      const oldest = await trx<DbExportRow>('exports')
        .where({ created_by: record.createdBy })
        .orderBy([
          { column: 'created_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .offset(KEPT)
        .limit(KEPT)
        .pluck('id');
      await trx<DbExportRow>('exports').whereIn('id', oldest).delete();
    });
  }

  async find(id: string): Promise<ExportRecord | undefined> {
    const row = await this.#exports().where({ id }).first();
    return row && toRecord(row);
  }

  /** Of one person, latest first. */
  async list(
    createdBy: string,
    page: { limit: number; cursor?: string },
  ): Promise<{ items: ExportRecord[]; nextCursor?: string }> {
    const { rows, nextCursor } = await latestFirst<DbExportRow>(
      this.#exports().where({ created_by: createdBy }),
      ['created_at', 'id'],
      page,
    );
    return { items: rows.map(toRecord), nextCursor };
  }

  /** What tells this catalog from all others; made when it is first asked for. */
  async instance(): Promise<string> {
    const known = () =>
      this.#knex<DbCatalogInstanceRow>('catalog_instance').first('id');
    const found = await known();
    if (found) {
      return found.id;
    }
    await this.#knex<DbCatalogInstanceRow>('catalog_instance')
      .insert({ only: 1, id: randomUUID() })
      .onConflict('only')
      .ignore();
    // Another process may have been first.
    return (await known())!.id;
  }

  #exports() {
    return this.#knex<DbExportRow>('exports');
  }
}

function fromRecord(record: ExportRecord): DbExportRow {
  return {
    id: record.id,
    file_name: record.fileName,
    created_by: record.createdBy,
    created_at: record.createdAt,
    selection: JSON.stringify(record.selection),
    bytes: record.bytes,
    report: JSON.stringify(record.report),
  };
}

function toRecord(row: DbExportRow): ExportRecord {
  return {
    id: row.id,
    fileName: row.file_name,
    createdBy: row.created_by,
    createdAt: row.created_at,
    selection: JSON.parse(row.selection),
    bytes: row.bytes,
    report: JSON.parse(row.report),
  };
}
