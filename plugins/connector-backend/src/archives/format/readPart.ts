import { createHash, type Hash } from 'node:crypto';
import {
  archiveLineSchema,
  type ArchiveHeader,
  type ArchiveLine,
} from '@backstage-connector/plugin-connector-common';
import { ArchiveRefusedError } from './ArchiveRefusedError';
import { createParser } from './createParser';
import type { ArchiveLimits } from './limits';
import { parseJson } from './parseJson';
import { expectCount } from './readHeader';
import { LineTooLong, splitLines } from './splitLines';
import { unpackEntry } from './unpackEntry';
import { tooMuch, type ZipEntry } from './zipEntries';

const ZIP_SIGNATURE = Buffer.from('PK\x03\x04');

const parse = createParser(archiveLineSchema);

/** The lines of a part. At the end it is known whether they were the exported ones. */
export async function* readPart(
  file: string,
  part: ArchiveHeader['parts'][number],
  entry: ZipEntry,
  limits: ArchiveLimits,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ line: ArchiveLine; bytes: number }[]> {
  const { name } = part;
  const digest = createHash('sha256');
  const chunks = hashed(unpackEntry(file, entry, signal), digest);
  let count = 0;
  try {
    for await (const lines of splitLines(chunks, limits.lineBytes)) {
      if (count === 0 && lines[0].subarray(0, 4).equals(ZIP_SIGNATURE)) {
        throw new ArchiveRefusedError('nested-zip', { entry: name });
      }
      const before = count;
      count += lines.length;
      yield lines.map((bytes, index) => ({
        line: parseLine(bytes, name, before + index + 1, limits),
        bytes: bytes.length,
      }));
    }
  } catch (error) {
    throw error instanceof LineTooLong
      ? tooMuch('line-too-long', 'lineBytes', limits, {
          entry: name,
          line: error.line,
        })
      : error;
  }
  if (digest.digest('hex') !== part.sha256) {
    throw new ArchiveRefusedError('wrong-digest', { entry: name });
  }
  expectCount(name, 'objects', count, part.objects);
}

async function* hashed(
  chunks: AsyncIterable<Buffer>,
  digest: Hash,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    digest.update(chunk);
    yield chunk;
  }
}

function parseLine(
  bytes: Buffer,
  entry: string,
  line: number,
  limits: ArchiveLimits,
): ArchiveLine {
  const value = parseJson(bytes, () => `Line ${line} of ${entry}`, limits);
  const parsed = parse(value, bytes.length);
  if ('problem' in parsed) {
    throw new ArchiveRefusedError('not-an-object', {
      entry,
      line,
      ...parsed,
    });
  }
  if (parsed.data.references.length > limits.objectReferences) {
    throw tooMuch('too-many-references', 'objectReferences', limits, {
      place: `Line ${line} of ${entry}`,
    });
  }
  // The schema's copy would lose a key __proto__, and with it the digest.
  return { ...parsed.data, entity: (value as ArchiveLine).entity };
}
