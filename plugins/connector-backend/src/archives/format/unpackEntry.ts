import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { isError } from '@backstage/errors';
import { ArchiveRefusedError, quoted } from './ArchiveRefusedError';
import type { ZipEntry } from './zipEntries';

const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of a file in the zip, as they are unpacked. Never more than the
 * directory says, which has been checked against the limits.
 */
export async function* unpackEntry(
  file: string,
  entry: ZipEntry,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  const wrongSize = () =>
    new ArchiveRefusedError('wrong-size', {
      entry: quoted(entry.name),
      bytes: entry.bytes,
    });
  let bytes = 0;
  for await (const chunk of chunksOf(file, entry, signal)) {
    bytes += chunk.length;
    if (bytes > entry.bytes) {
      throw wrongSize();
    }
    yield chunk;
  }
  if (bytes !== entry.bytes) {
    throw wrongSize();
  }
}

async function* chunksOf(
  file: string,
  { name, deflated, offset, packedBytes }: ZipEntry,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  if (packedBytes === 0) {
    return;
  }
  const packed = createReadStream(file, {
    start: offset,
    end: offset + packedBytes - 1,
    highWaterMark: CHUNK_BYTES,
    signal,
  });
  if (!deflated) {
    yield* packed;
    return;
  }
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  // Its errors come out of the loop below.
  pipeline(packed, inflate, () => {});
  try {
    yield* inflate;
  } catch (error) {
    if (isError(error) && String(error.code).startsWith('Z_')) {
      throw new ArchiveRefusedError(
        'damaged',
        { problem: `${quoted(name)} cannot be unpacked` },
        error,
      );
    }
    throw error;
  }
  // What comes after the end of the packed stream would be hidden in the file.
  if (inflate.bytesWritten !== packedBytes) {
    throw new ArchiveRefusedError('stray-bytes', {
      bytes: packedBytes - inflate.bytesWritten,
      offset: offset + inflate.bytesWritten,
    });
  }
}
