import { open } from 'node:fs/promises';
import {
  ARCHIVE_HEADER_FILE,
  type ArchiveRefusalCode,
} from '@backstage-connector/plugin-connector-common';
import { isError } from '@backstage/errors';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { ArchiveRefusedError, quoted } from './ArchiveRefusedError';
import type { ArchiveLimits } from './limits';
import { checkLayout, checkLocalHeader, type Placed } from './zipLayout';
import { readZipTail } from './zipTail';

/** A file in the zip, and where its bytes lie. */
export interface ZipEntry {
  readonly name: string;
  readonly deflated: boolean;
  /** In the file. */
  readonly offset: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly crc32: number;
}

const STORED = 0;
const DEFLATED = 8;

const PART = /^objects-\d{4,}\.ndjson$/;
const OTHER_ARCHIVE = /\.(zip|jar|war|ear)$/i;
/** Absolute, of a drive, with a way up, or with the separator of Windows. */
const UNSAFE = /^\/|^[a-z]:|(^|\/)\.\.(\/|$)|\\|\0/i;

/** Upper half of the external attributes, when made on Unix: the file's mode. */
const UNIX = 3;
const FILE_TYPE = 0o170000;
const REGULAR_FILE = 0o100000;

/** Below it a ratio says nothing. */
const SMALL_BYTES = 64 * 1024;

/**
 * Reads the directory of a zip and checks all it says before anything is
 * unpacked.
 *
 * @throws ArchiveRefusedError when it is no zip that an archive can be.
 */
export async function readZipEntries(
  file: string,
  limits: ArchiveLimits,
): Promise<ZipEntry[]> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size > limits.fileBytes) {
      throw tooMuch('file-too-large', 'fileBytes', limits, { bytes: size });
    }
    const tail = await readZipTail(handle, size);
    const placed = await readDirectory(file, limits);
    await checkLayout(handle, size, placed, tail);
    return placed.map(({ name, entry, local }) => ({
      name,
      deflated: entry.compressionMethod === DEFLATED,
      offset: local.fileDataStart,
      packedBytes: entry.compressedSize,
      bytes: entry.uncompressedSize,
      crc32: entry.crc32,
    }));
  } finally {
    await handle.close();
  }
}

/** A refusal that a limit of the configuration has caused. */
export function tooMuch(
  code: ArchiveRefusalCode,
  limit: keyof ArchiveLimits,
  limits: ArchiveLimits,
  facts: Readonly<Record<string, string | number>>,
): ArchiveRefusedError {
  return new ArchiveRefusedError(code, {
    ...facts,
    limit,
    most: limits[limit],
  });
}

async function readDirectory(
  file: string,
  limits: ArchiveLimits,
): Promise<Placed[]> {
  let zip: ZipFile | undefined;
  try {
    // Names stay bytes: what they decode to depends on the program.
    zip = await openPromise(file, { autoClose: false, decodeStrings: false });
    if (zip.entryCount > limits.entries) {
      throw tooMuch('too-many-entries', 'entries', limits, {
        entries: zip.entryCount,
      });
    }
    const placed: Placed[] = [];
    const names = new Set<string>();
    let unpacked = 0;
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileNameRaw.toString('latin1');
      if (names.has(name)) {
        throw new ArchiveRefusedError('duplicate-entry', {
          entry: quoted(name),
        });
      }
      names.add(name);
      checkEntry(name, entry);
      unpacked += entry.uncompressedSize;
      checkSize(name, entry, unpacked, limits);
      const local = await zip.readLocalFileHeaderPromise(entry);
      const it = { name, entry, local };
      checkLocalHeader(it);
      placed.push(it);
    }
    return placed;
  } catch (error) {
    throw refusalOf(error);
  } finally {
    zip?.close();
  }
}

function checkEntry(name: string, entry: Entry): void {
  const refuse = (code: ArchiveRefusalCode) =>
    new ArchiveRefusedError(code, {
      entry: quoted(name),
      method: entry.compressionMethod,
    });
  const mode = entry.externalFileAttributes >>> 16;
  if (UNSAFE.test(name)) {
    throw refuse('unsafe-path');
  }
  if (entry.versionMadeBy >> 8 === UNIX && (mode & FILE_TYPE) !== 0) {
    if ((mode & FILE_TYPE) !== REGULAR_FILE && !name.endsWith('/')) {
      throw refuse('symlink');
    }
  }
  if (OTHER_ARCHIVE.test(name)) {
    throw refuse('nested-zip');
  }
  if (name !== ARCHIVE_HEADER_FILE && !PART.test(name)) {
    throw refuse('unexpected-entry');
  }
  if (entry.isEncrypted()) {
    throw refuse('encrypted-entry');
  }
  if (![STORED, DEFLATED].includes(entry.compressionMethod)) {
    throw refuse('unsupported-compression');
  }
}

function checkSize(
  name: string,
  { compressedSize, uncompressedSize }: Entry,
  unpacked: number,
  limits: ArchiveLimits,
): void {
  if (unpacked > limits.unpackedBytes) {
    throw tooMuch('unpacked-too-large', 'unpackedBytes', limits, {
      bytes: unpacked,
    });
  }
  const ratio = Math.round(uncompressedSize / Math.max(1, compressedSize));
  if (uncompressedSize > SMALL_BYTES && ratio > limits.ratio) {
    throw tooMuch('ratio-too-high', 'ratio', limits, {
      entry: quoted(name),
      ratio,
    });
  }
  if (name === ARCHIVE_HEADER_FILE && uncompressedSize > limits.headerBytes) {
    throw tooMuch('header-too-large', 'headerBytes', limits, {
      bytes: uncompressedSize,
    });
  }
}

function refusalOf(error: unknown): unknown {
  // An error of the file system is none of the archive.
  if (
    !isError(error) ||
    error instanceof ArchiveRefusedError ||
    'syscall' in error
  ) {
    return error;
  }
  return new ArchiveRefusedError('damaged', { problem: error.message }, error);
}
