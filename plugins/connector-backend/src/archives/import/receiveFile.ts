import { isError, InputError } from '@backstage/errors';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FILE_NAME, FOLDER_PREFIX } from './leftFolders';

/** A file that is gone when it has been looked at. */
export interface ReceivedFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Writes a stream into a temporary file, has it looked at, and removes it,
 * whatever becomes of either.
 *
 * @throws InputError when there is more than the limit, or the stream is cut off.
 */
export async function withReceivedFile<T>(
  stream: Readable,
  options: { maxBytes: number; signal: AbortSignal },
  look: (file: ReceivedFile) => Promise<T>,
): Promise<T> {
  const { maxBytes, signal } = options;
  const directory = await mkdtemp(join(tmpdir(), FOLDER_PREFIX));
  try {
    const path = join(directory, FILE_NAME);
    const counted = limited(maxBytes);
    await pipeline(
      stream,
      counted.transform,
      createWriteStream(path, { mode: 0o600 }),
      { signal },
    ).catch(error => {
      throw isCutOff(error)
        ? new InputError('The upload was cut off before its end')
        : error;
    });
    return await look({ path, bytes: counted.bytes() });
  } finally {
    stream.destroy();
    await rm(directory, { recursive: true, force: true });
  }
}

function limited(maxBytes: number) {
  let bytes = 0;
  const transform = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        done(
          new InputError(
            `The file is larger than ${maxBytes} bytes; export less at once, or raise connector.archives.limits.fileBytes in app-config`,
          ),
        );
      } else {
        done(null, chunk);
      }
    },
  });
  return { transform, bytes: () => bytes };
}

// Of who sends: gone before all was sent.
function isCutOff(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'AbortError' ||
      ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'].includes(String(error.code)))
  );
}
