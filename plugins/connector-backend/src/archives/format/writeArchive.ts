import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_HEADER_FILE,
  type ArchiveHeader,
  type ArchiveLine,
} from '@backstage-connector/plugin-connector-common';
import { InputError } from '@backstage/errors';
import { ZipFile } from 'yazl';
import { defaultArchiveLimits } from './limits';
import { LineSource } from './LineSource';

/** What an archive says of its origin; the rest of its header is counted. */
export type ArchiveOrigin = Pick<
  ArchiveHeader,
  'source' | 'createdAt' | 'createdBy' | 'selection' | 'omitted' | 'connections'
>;

/** A part ends with the line that reaches either. */
const PART_OBJECTS = 10_000;
const PART_BYTES = 16 * 1024 * 1024;

/** Lines are handed on in pieces of about this size. */
const CHUNK_CHARACTERS = 64 * 1024;

// The same lines have to give the same bytes, whenever and wherever; dates in a
// zip are local times without a zone.
const entryOptions = () => ({
  mtime: new Date(1980, 0, 1),
  forceDosTimestamp: true,
});

/**
 * Writes an archive as a stream (AR-4). Lines are taken only as fast as the
 * stream is read. Destroying the stream ends the lines; an error of the lines is
 * an error of the stream.
 */
export function writeArchive(options: {
  /** In the order in which the archive is to have them. */
  lines: AsyncIterable<ArchiveLine>;
  /** Asked for after the last line. */
  origin(): ArchiveOrigin;
}): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const fail = (error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on('error', fail);
  writeEntries(zip, output, options).catch(fail);
  return output;
}

async function writeEntries(
  zip: ZipFile,
  output: Readable,
  options: Parameters<typeof writeArchive>[0],
): Promise<void> {
  const lines = new LineSource(options.lines);
  const parts: ArchiveHeader['parts'] = [];
  try {
    while (await lines.hasMore()) {
      const number = String(parts.length + 1).padStart(4, '0');
      const part = {
        name: `objects-${number}.ndjson`,
        objects: 0,
        bytes: 0,
        sha256: '',
      };
      parts.push(part);
      const chunks = Readable.from(chunksOf(part, lines), {
        objectMode: false,
      });
      zip.addReadStream(chunks, part.name, entryOptions());
      await untilEnd(chunks, output);
    }
  } finally {
    await lines.end();
  }
  const header: ArchiveHeader = {
    ...ARCHIVE_FORMAT,
    ...options.origin(),
    objects: parts.reduce((sum, { objects }) => sum + objects, 0),
    byKind: lines.byKind(),
    parts,
  };
  zip.addBuffer(headerBytes(header), ARCHIVE_HEADER_FILE, entryOptions());
  zip.end();
}

/** Nobody pulls on what a destroyed output has left behind. */
async function untilEnd(chunks: Readable, output: Readable): Promise<void> {
  const stop = () => chunks.destroy();
  output.once('close', stop);
  try {
    if (output.destroyed) {
      stop();
    }
    await finished(chunks);
  } finally {
    output.off('close', stop);
  }
}

/** The lines of one part; fills in what the header says of it. */
async function* chunksOf(
  part: ArchiveHeader['parts'][number],
  lines: LineSource,
): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  let text = '';
  const flush = () => {
    const bytes = Buffer.from(text);
    part.bytes += bytes.length;
    digest.update(bytes);
    text = '';
    return bytes;
  };
  while (
    part.objects < PART_OBJECTS &&
    part.bytes < PART_BYTES &&
    (await lines.hasMore())
  ) {
    text += `${lines.take()}\n`;
    part.objects += 1;
    if (text.length >= CHUNK_CHARACTERS) {
      yield flush();
    }
  }
  yield flush();
  part.sha256 = digest.digest('hex');
}

function headerBytes(header: ArchiveHeader): Buffer {
  const bytes = Buffer.from(`${JSON.stringify(header, undefined, 2)}\n`);
  if (bytes.length > defaultArchiveLimits.headerBytes) {
    throw new InputError(
      `${header.omitted.length} references lead out of the archive, more than its header can list; export with referenced entities, or export less at once`,
    );
  }
  return bytes;
}
