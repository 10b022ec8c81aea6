import type {
  ArchiveHeader,
  ArchiveLine,
} from '@backstage-connector/plugin-connector-common';
import { quoted } from './ArchiveRefusedError';
import { checkObject } from './checkObject';
import type { ArchiveLimits } from './limits';
import { expectCount, readHeader } from './readHeader';
import { readPart } from './readPart';
import { readZipEntries, tooMuch } from './zipEntries';

/** One object of an archive. */
export interface ReadObject {
  readonly line: ArchiveLine;
  /** Why it cannot be imported, in one sentence (AR-12). */
  readonly invalid?: string;
}

/** An archive whose structure and header have been checked. */
export interface ReadableArchive {
  readonly header: ArchiveHeader;
  /**
   * The objects in their order, in batches. Only when they have come to their end
   * is the archive known to be whole: else what they gave has to be forgotten.
   */
  objects(): AsyncGenerator<readonly ReadObject[]>;
}

const BATCH_OBJECTS = 200;
const BATCH_BYTES = 4 * 1024 * 1024;

/**
 * Opens an archive: a file that nobody changes meanwhile. Nothing is held open
 * between the batches.
 *
 * @throws ArchiveRefusedError, from `objects` too: nothing of it may be used
 * (AR-11).
 */
export async function readArchive(
  file: string,
  limits: ArchiveLimits,
  { signal }: { signal?: AbortSignal } = {},
): Promise<ReadableArchive> {
  signal?.throwIfAborted();
  const entries = await readZipEntries(file, limits);
  const header = await readHeader(file, entries, limits, signal);
  const entryOf = new Map(entries.map(entry => [entry.name, entry]));

  async function* objects(): AsyncGenerator<readonly ReadObject[]> {
    const byKind = new Map<string, number>();
    let references = 0;
    let batch: ReadObject[] = [];
    let batchBytes = 0;
    for (const part of header.parts) {
      const entry = entryOf.get(part.name)!;
      for await (const lines of readPart(file, part, entry, limits, signal)) {
        for (const { line, bytes } of lines) {
          references += line.references.length;
          if (references > limits.references) {
            throw tooMuch('too-many-references', 'references', limits, {
              place: 'The archive',
            });
          }
          const invalid = await checkObject(line);
          batch.push(invalid === undefined ? { line } : { line, invalid });
          const kind = String(line.entity.kind);
          // Of another there is one too few of those: the sums are equal.
          if (Object.hasOwn(header.byKind, kind)) {
            byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
          }
          batchBytes += bytes;
          if (batch.length >= BATCH_OBJECTS || batchBytes >= BATCH_BYTES) {
            yield batch;
            signal?.throwIfAborted();
            batch = [];
            batchBytes = 0;
          }
        }
      }
    }
    for (const [kind, stated] of Object.entries(header.byKind)) {
      const counted = byKind.get(kind) ?? 0;
      expectCount(`The kind ${quoted(kind)}`, 'objects', counted, stated);
    }
    if (batch.length > 0) {
      yield batch;
    }
  }

  return { header, objects };
}
