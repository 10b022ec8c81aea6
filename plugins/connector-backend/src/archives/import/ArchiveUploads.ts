import type { Archive } from '@backstage-connector/plugin-connector-common';
import type {
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { namespaceOf, type ArchiveContents } from '../../database/archiveRows';
import type { DatabaseArchiveStore } from '../../database/DatabaseArchiveStore';
import { readArchive, type ArchiveLimits } from '../format';
import { withReceivedFile, type ReceivedFile } from './receiveFile';
import { storedObject } from './storedObject';

/**
 * Takes archives in: a file is read completely, or refused and nothing of it is
 * kept (AR-10, AR-11).
 */
export class ArchiveUploads {
  static create(options: {
    archives: DatabaseArchiveStore;
    urlReader: Pick<UrlReaderService, 'readUrl'>;
    limits: ArchiveLimits;
    expiryMs: number;
    logger: LoggerService;
    now: () => Date;
  }) {
    return new ArchiveUploads(options);
  }

  readonly #options: Parameters<typeof ArchiveUploads.create>[0];

  private constructor(options: Parameters<typeof ArchiveUploads.create>[0]) {
    this.#options = options;
  }

  /** @throws InputError that says why the archive is refused. */
  async receive(options: {
    stream: Readable;
    fileName: string;
    by: string;
    signal: AbortSignal;
  }): Promise<Archive> {
    const { stream, signal, ...named } = options;
    const { fileBytes: maxBytes } = this.#options.limits;
    return withReceivedFile(stream, { maxBytes, signal }, file =>
      this.#store({ ...named, file, signal }),
    );
  }

  /** @throws InputError when the backend may not, or cannot, read the URL. */
  async fetch(options: {
    url: string;
    by: string;
    signal: AbortSignal;
  }): Promise<Archive> {
    const { url, by, signal } = options;
    const { readUrl } = this.#options.urlReader;
    const response = await readUrl
      .call(this.#options.urlReader, url, { signal })
      .catch(error => {
        throw this.#unreadable(url, error);
      });
    const stream =
      response.stream?.() ?? Readable.from(await response.buffer());
    return this.receive({ stream, fileName: fileNameOf(url), by, signal });
  }

  /** Not in its own words: they repeat the URL, and what it may hold. */
  #unreadable(url: string, error: unknown): InputError {
    const name = isError(error) ? error.name : 'Error';
    const where = withoutSecrets(url);
    this.#options.logger.warn(
      `Could not read an archive from ${where}: ${name}`,
    );
    return new InputError(
      name === 'NotFoundError'
        ? `There is no file at ${where}; check the URL`
        : `The backend cannot read ${where}; check the URL, and backend.reading.allow and integrations in app-config`,
    );
  }

  async #store(options: {
    file: ReceivedFile;
    fileName: string;
    by: string;
    signal: AbortSignal;
  }): Promise<Archive> {
    const { file, fileName, by, signal } = options;
    const { archives, limits, now } = this.#options;
    const read = await readArchive(file.path, limits, { signal });
    const id = randomUUID();
    const uploadedAt = now();
    await archives.insert({
      id,
      fileName,
      uploadedBy: by,
      uploadedAt: uploadedAt.toISOString(),
      expiresAt: new Date(
        uploadedAt.getTime() + this.#options.expiryMs,
      ).toISOString(),
      header: read.header,
    });
    try {
      const counted = createCounter();
      for await (const batch of read.objects()) {
        signal.throwIfAborted();
        const objects = batch.map(({ line, invalid }) =>
          counted.next(seq => storedObject(seq, line, invalid)),
        );
        await archives.append(id, objects);
      }
      await archives.complete(id, { bytes: file.bytes, ...counted.contents() });
    } catch (error) {
      await archives.delete(id);
      throw error;
    }
    const stored = await archives.get(id);
    if (!stored) {
      throw new InputError('The archive was deleted while it was read');
    }
    return stored;
  }
}

function createCounter() {
  const byKind = new Map<string, number>();
  const namespaces = new Set<string>();
  const counts = { objects: 0, topLevel: 0, invalid: 0 };
  return {
    next<T extends ReturnType<typeof storedObject>>(
      create: (seq: number) => T,
    ): T {
      counts.objects += 1;
      const object = create(counts.objects);
      counts.topLevel += object.topLevel ? 1 : 0;
      counts.invalid += object.invalid === undefined ? 0 : 1;
      byKind.set(object.kind, (byKind.get(object.kind) ?? 0) + 1);
      namespaces.add(namespaceOf(object.ref));
      return object;
    },
    contents: (): Omit<ArchiveContents, 'bytes'> => ({
      ...counts,
      byKind: Object.fromEntries(byKind),
      namespaces: [...namespaces].filter(Boolean).sort(),
    }),
  };
}

function fileNameOf(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  return last.slice(0, 255) || 'archive.zip';
}

/** Without user, password and query, any of which may hold a secret. */
function withoutSecrets(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
