import type { FileHandle } from 'node:fs/promises';
import { ArchiveRefusedError } from './ArchiveRefusedError';

/*
 * The end of a zip, as https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 * describes it in 4.3.14 to 4.3.16.
 */

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const MOST_COMMENT_BYTES = 0xffff;
const ZIP64_END_SIGNATURE = 0x06064b50;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_END_BYTES = 56;
const ZIP64_BYTES = ZIP64_END_BYTES + 20;
const FIRST_ENTRY_SIGNATURE = 0x04034b50;

/** Where a zip says its directory lies. */
export interface ZipTail {
  readonly directoryOffset: number;
  readonly directoryBytes: number;
  /** Of what follows the directory. */
  readonly tailBytes: number;
}

/**
 * Reads the end of a zip. It has to be the end of the file too: what follows
 * could be another end, which another program takes for the true one.
 */
export async function readZipTail(
  handle: FileHandle,
  fileBytes: number,
): Promise<ZipTail> {
  const length = Math.min(
    fileBytes,
    ZIP64_BYTES + END_BYTES + MOST_COMMENT_BYTES,
  );
  const bytes = await readAt(handle, fileBytes - length, length);
  const at = bytes.length - END_BYTES;
  if (
    at < 0 ||
    bytes.readUInt32LE(at) !== END_SIGNATURE ||
    bytes.readUInt16LE(at + 20) !== 0
  ) {
    throw await noEnd(handle, bytes, fileBytes);
  }
  const zip64 = zip64Tail(bytes, at);
  return (
    zip64 ?? {
      directoryBytes: bytes.readUInt32LE(at + 12),
      directoryOffset: bytes.readUInt32LE(at + 16),
      tailBytes: END_BYTES,
    }
  );
}

function zip64Tail(bytes: Buffer, end: number): ZipTail | undefined {
  const at = end - ZIP64_BYTES;
  return at >= 0 &&
    bytes.readUInt32LE(at) === ZIP64_END_SIGNATURE &&
    bytes.readUInt32LE(at + ZIP64_END_BYTES) === ZIP64_LOCATOR_SIGNATURE
    ? {
        directoryBytes: Number(bytes.readBigUInt64LE(at + 40)),
        directoryOffset: Number(bytes.readBigUInt64LE(at + 48)),
        tailBytes: ZIP64_BYTES + END_BYTES,
      }
    : undefined;
}

async function noEnd(
  handle: FileHandle,
  bytes: Buffer,
  fileBytes: number,
): Promise<ArchiveRefusedError> {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(END_SIGNATURE);
  const found = bytes.lastIndexOf(signature);
  if (found >= 0 && found + END_BYTES < bytes.length) {
    const offset = fileBytes - bytes.length + found + END_BYTES;
    return new ArchiveRefusedError('stray-bytes', {
      bytes: fileBytes - offset,
      offset,
    });
  }
  const start = await readAt(handle, 0, Math.min(4, fileBytes));
  return new ArchiveRefusedError(
    start.length === 4 && start.readUInt32LE() === FIRST_ENTRY_SIGNATURE
      ? 'truncated'
      : 'not-a-zip',
  );
}

/** The bytes at a place of the file; fewer where it ends. */
export async function readAt(
  handle: FileHandle,
  position: number,
  length: number,
): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}
