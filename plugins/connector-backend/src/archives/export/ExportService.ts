import type {
  ArchivedConnection,
  ExportRecord,
  ExportReport,
  ExportSelection,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Portal } from '../../config/readPortal';
import type { Caller } from '../../connections/ConnectionAccess';
import type { DatabaseExportStore } from '../../database/DatabaseExportStore';
import type { DatabaseSeenContentStore } from '../../database/DatabaseSeenContentStore';
import { writeArchive } from '../format';
import { dateEntities } from '../modifiedAt';
import { CallersCatalog } from './CallersCatalog';
import { collectExport } from './collectExport';
import { exportLines } from './exportLines';
import { omittedReferences } from './omittedReferences';
import { reportExport } from './reportExport';
import type { Collection } from './types';

/** More references than a header has room for. */
const MOST_OMITTED = 250_000;

/** What a caller wants in an archive, and may have of it. */
export interface Wanted {
  readonly selection: ExportSelection;
  readonly connections: readonly ArchivedConnection[];
}

/** An archive that is made while it is read. */
export interface ExportedFile {
  /** Of the record, which is there when the file has been read to its end. */
  readonly id: string;
  readonly fileName: string;
  readonly body: Readable;
}

/** Makes archives of what a caller may read in the catalog (AR-1 to AR-6). */
export class ExportService {
  static create(options: {
    catalog: CatalogService;
    exports: DatabaseExportStore;
    seenContent: DatabaseSeenContentStore;
    portal: Portal;
    now: () => Date;
  }): ExportService {
    return new ExportService(options);
  }

  readonly #options: Parameters<typeof ExportService.create>[0];

  private constructor(options: Parameters<typeof ExportService.create>[0]) {
    this.#options = options;
  }

  async preview(
    { selection, connections }: Wanted,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<ExportReport> {
    const collection = await collectExport(
      selection,
      this.#reading(caller, signal),
    );
    return reportExport(collection, {
      omitted: omittedReferences(collection, selection),
      connections,
    });
  }

  /** @throws InputError when there is nothing to export. */
  async download(
    { selection, connections }: Wanted,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<ExportedFile> {
    const { exports, portal, now } = this.#options;
    const reading = this.#reading(caller, signal);
    const collection = await collectExport(selection, reading);
    demandObjects(collection, selection);
    const createdAt = now().toISOString();
    const lost = new Map<string, string>();
    const omitted = () =>
      omittedReferences(collection, selection, new Set(lost.keys()));
    const instance = await exports.instance();
    const archive = writeArchive({
      lines: exportLines(collection, {
        ...reading,
        onLost: (ref, error) => lost.set(ref, error),
      }),
      origin: () => ({
        source: { ...portal, instance },
        createdAt,
        createdBy: caller.ref,
        selection: { ...selection },
        omitted: [...omitted()],
        ...(connections.length > 0 && { connections: [...connections] }),
      }),
    });
    const record = {
      id: randomUUID(),
      fileName: fileNameOf(portal, createdAt),
      createdAt,
      createdBy: caller.ref,
      selection: { ...selection },
    };
    const body = recorded(archive, bytes =>
      exports.insert({
        ...record,
        bytes,
        report: reportExport(collection, {
          omitted: omitted(),
          lost,
          connections,
        }),
      }),
    );
    return { ...record, body: Readable.from(body, { objectMode: false }) };
  }

  list(caller: Caller, page: { limit: number; cursor?: string }) {
    return this.#options.exports.list(caller.ref, page);
  }

  /** @throws NotFoundError also for what others have exported. */
  async get(id: string, caller: Caller): Promise<ExportRecord> {
    const record = await this.#options.exports.find(id);
    if (record?.createdBy !== caller.ref) {
      throw new NotFoundError(`You have no export with the id ${id}`);
    }
    return record;
  }

  #reading({ credentials }: Caller, signal: AbortSignal) {
    const { catalog, seenContent, now } = this.#options;
    // One instant for all that was never seen before.
    const at = now();
    return {
      catalog: CallersCatalog.create({ catalog, credentials, signal }),
      dateEntities: (entities: readonly Entity[]) =>
        dateEntities(entities, { seenContent, at }),
    };
  }
}

/** Passes an archive on, and its size to whom it may concern before its end. */
async function* recorded(
  archive: Readable,
  record: (bytes: number) => Promise<void>,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of archive) {
    bytes += chunk.length;
    yield chunk;
  }
  await record(bytes);
}

function demandObjects(collection: Collection, selection: ExportSelection) {
  const { refs, query } = selection;
  if (collection.objects.length === 0 && (refs || query)) {
    const field = query ? 'query' : 'refs';
    throw new InputError(
      `"${field}" selects nothing that is in the catalog and that you may see; preview the export to find out why`,
    );
  }
  let omitted = 0;
  for (const _ of omittedReferences(collection, selection)) {
    omitted += 1;
    if (omitted > MOST_OMITTED) {
      throw new InputError(
        `More than ${MOST_OMITTED} references lead out of this archive; choose "withReferences" and "withOwners", or export less at once`,
      );
    }
  }
}

/** E.g. example-2026-11-23T14-05-00Z.zip. */
function fileNameOf({ name }: Portal, createdAt: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['catalog'];
  const time = createdAt.slice(0, 19).replace(/:/g, '-');
  return `${words.join('-').slice(0, 60)}-${time}Z.zip`;
}
