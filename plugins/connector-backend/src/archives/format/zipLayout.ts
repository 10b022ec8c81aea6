import type { FileHandle } from 'node:fs/promises';
import type { Entry, LocalFileHeader } from 'yauzl';
import { parseExtraFields } from 'yauzl';
import { ArchiveRefusedError, quoted } from './ArchiveRefusedError';
import { readAt, type ZipTail } from './zipTail';

/** An entry with its name, and where its bytes lie. */
export interface Placed {
  readonly name: string;
  readonly entry: Entry;
  readonly local: LocalFileHeader;
}

/** Sizes and CRC follow the bytes of the entry. */
const HAS_DESCRIPTOR = 0x8;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const MOST_DESCRIPTOR_BYTES = 24;
const DIRECTORY_ENTRY_BYTES = 46;
const ZIP64_FIELD = 1;
const IN_ZIP64_FIELD = 0xffffffff;

/** Two programs must not see two files: what an entry says of itself has to agree with the directory. */
export function checkLocalHeader({ name, entry, local }: Placed): void {
  const disagree = (field: string) =>
    new ArchiveRefusedError('header-mismatch', { entry: quoted(name), field });
  if (!entry.fileNameRaw.equals(local.fileName)) {
    throw disagree('its name');
  }
  if (entry.generalPurposeBitFlag !== local.generalPurposeBitFlag) {
    throw disagree('its flags');
  }
  if (entry.compressionMethod !== local.compressionMethod) {
    throw disagree('how it is packed');
  }
  const sizes = localSizes(local);
  const unknown = (value: number) =>
    (entry.generalPurposeBitFlag & HAS_DESCRIPTOR) !== 0 && value === 0;
  if (local.crc32 !== entry.crc32 && !unknown(local.crc32)) {
    throw disagree('its CRC');
  }
  if (
    (sizes.packed !== entry.compressedSize && !unknown(sizes.packed)) ||
    (sizes.unpacked !== entry.uncompressedSize && !unknown(sizes.unpacked))
  ) {
    throw disagree('its size');
  }
}

/**
 * Every byte of the file has to belong to one entry, or to the directory at its
 * end, and none to two.
 */
export async function checkLayout(
  handle: FileHandle,
  fileBytes: number,
  entries: readonly Placed[],
  tail: ZipTail,
): Promise<void> {
  let end = 0;
  let before = 'the directory';
  for (const placed of inFileOrder(entries)) {
    const { name, entry } = placed;
    expectAt(entry.relativeOffsetOfLocalHeader, end, quoted(name), before);
    end = await endOf(handle, placed);
    before = quoted(name);
  }
  const directoryBytes = entries.reduce(
    (sum, { entry }) =>
      sum +
      DIRECTORY_ENTRY_BYTES +
      entry.fileNameLength +
      entry.extraFieldLength +
      entry.fileCommentLength,
    0,
  );
  expectAt(tail.directoryOffset, end, 'the directory', before);
  expectAt(
    fileBytes - tail.tailBytes,
    end + directoryBytes,
    'the end of the zip',
    'the directory',
  );
  if (tail.directoryBytes !== directoryBytes) {
    throw new ArchiveRefusedError('damaged', {
      problem: `its directory has ${directoryBytes} bytes, not the ${tail.directoryBytes} it says`,
    });
  }
}

function inFileOrder(entries: readonly Placed[]): Placed[] {
  return [...entries].sort(
    (a, b) =>
      a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader,
  );
}

function expectAt(
  found: number,
  expected: number,
  entry: string,
  other: string,
): void {
  if (found < expected) {
    throw new ArchiveRefusedError('overlapping-entries', { entry, other });
  }
  if (found > expected) {
    throw new ArchiveRefusedError('stray-bytes', {
      bytes: found - expected,
      offset: expected,
    });
  }
}

async function endOf(
  handle: FileHandle,
  { name, entry, local }: Placed,
): Promise<number> {
  const end = local.fileDataStart + entry.compressedSize;
  if ((entry.generalPurposeBitFlag & HAS_DESCRIPTOR) === 0) {
    return end;
  }
  const found = await readAt(handle, end, MOST_DESCRIPTOR_BYTES);
  const descriptor = descriptors(entry).find(it =>
    found.subarray(0, it.length).equals(it),
  );
  if (!descriptor) {
    throw new ArchiveRefusedError('header-mismatch', {
      entry: quoted(name),
      field: 'what follows its bytes',
    });
  }
  return end + descriptor.length;
}

/** The forms a data descriptor may have (4.3.9). */
function descriptors(entry: Entry): Buffer[] {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(DESCRIPTOR_SIGNATURE);
  const crc = Buffer.alloc(4);
  crc.writeUInt32LE(entry.crc32);
  const sizes = [entry.compressedSize, entry.uncompressedSize];
  const long = Buffer.alloc(16);
  sizes.forEach((size, at) => long.writeBigUInt64LE(BigInt(size), at * 8));
  const short = Buffer.alloc(8);
  sizes.forEach((size, at) => short.writeUInt32LE(size % 2 ** 32, at * 4));
  return [long, short].flatMap(given => [
    Buffer.concat([signature, crc, given]),
    Buffer.concat([crc, given]),
  ]);
}

function localSizes(local: LocalFileHeader): {
  packed: number;
  unpacked: number;
} {
  const { compressedSize: packed, uncompressedSize: unpacked } = local;
  if (packed !== IN_ZIP64_FIELD && unpacked !== IN_ZIP64_FIELD) {
    return { packed, unpacked };
  }
  const field = parseExtraFields(local.extraField).find(
    ({ id }) => id === ZIP64_FIELD,
  );
  // In a local header it always has both (4.5.3).
  return field && field.data.length >= 16
    ? {
        unpacked: Number(field.data.readBigUInt64LE(0)),
        packed: Number(field.data.readBigUInt64LE(8)),
      }
    : { packed, unpacked };
}
