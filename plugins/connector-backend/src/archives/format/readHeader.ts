import { crc32 } from 'node:zlib';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_HEADER_FILE,
  archiveHeaderSchema,
  type ArchiveHeader,
} from '@backstage-connector/plugin-connector-common';
import { ArchiveRefusedError, quoted } from './ArchiveRefusedError';
import { createParser } from './createParser';
import type { ArchiveLimits } from './limits';
import { parseJson } from './parseJson';
import { unpackEntry } from './unpackEntry';
import { tooMuch, type ZipEntry } from './zipEntries';

const parse = createParser(archiveHeaderSchema);

/** Reads `archive.json`, and checks that it speaks of this zip. */
export async function readHeader(
  file: string,
  entries: readonly ZipEntry[],
  limits: ArchiveLimits,
  signal: AbortSignal | undefined,
): Promise<ArchiveHeader> {
  const entry = entries.find(({ name }) => name === ARCHIVE_HEADER_FILE);
  if (!entry) {
    throw new ArchiveRefusedError('missing-header');
  }
  const chunks: Buffer[] = [];
  for await (const chunk of unpackEntry(file, entry, signal)) {
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  // No digest covers the header itself.
  if (crc32(bytes) !== entry.crc32) {
    throw new ArchiveRefusedError('damaged', {
      problem: `the CRC of ${ARCHIVE_HEADER_FILE} is wrong`,
    });
  }
  const header = parseHeader(
    parseJson(bytes, () => ARCHIVE_HEADER_FILE, limits),
    bytes.length,
  );
  checkParts(header, entries);
  checkCounts(header);
  if (header.objects > limits.objects) {
    throw tooMuch('too-many-objects', 'objects', limits, {
      objects: header.objects,
    });
  }
  return header;
}

function parseHeader(value: unknown, bytes: number): ArchiveHeader {
  const { format, version } = (value ?? {}) as Record<string, unknown>;
  if (typeof format === 'string' && format !== ARCHIVE_FORMAT.format) {
    throw new ArchiveRefusedError('unknown-format', {
      format: quoted(format),
      known: ARCHIVE_FORMAT.format,
    });
  }
  if (typeof version === 'number' && version !== ARCHIVE_FORMAT.version) {
    throw new ArchiveRefusedError('unknown-version', {
      version,
      known: ARCHIVE_FORMAT.version,
    });
  }
  const parsed = parse(value, bytes);
  if ('problem' in parsed) {
    throw new ArchiveRefusedError('invalid-header', parsed);
  }
  return parsed.data;
}

function checkParts(
  { parts }: ArchiveHeader,
  entries: readonly ZipEntry[],
): void {
  const held = new Map(entries.map(entry => [entry.name, entry]));
  const named = new Set<string>();
  for (const { name, bytes } of parts) {
    const entry = held.get(name);
    if (named.has(name)) {
      throw new ArchiveRefusedError('invalid-header', {
        problem: `parts names ${name} twice`,
      });
    }
    named.add(name);
    if (!entry) {
      throw new ArchiveRefusedError('missing-part', { entry: name });
    }
    expectCount(name, 'bytes', entry.bytes, bytes);
  }
  const extra = entries.find(
    ({ name }) => name !== ARCHIVE_HEADER_FILE && !named.has(name),
  );
  if (extra) {
    throw new ArchiveRefusedError('extra-part', { entry: extra.name });
  }
}

function checkCounts({ objects, parts, byKind }: ArchiveHeader): void {
  const sum = (counts: readonly number[]) =>
    counts.reduce((total, count) => total + count, 0);
  expectCount(
    'The list of parts',
    'objects',
    sum(parts.map(part => part.objects)),
    objects,
  );
  expectCount(
    'The list of kinds',
    'objects',
    sum(Object.values(byKind)),
    objects,
  );
}

/** Refuses an archive whose header counts otherwise. */
export function expectCount(
  what: string,
  noun: 'objects' | 'bytes',
  counted: number,
  stated: number,
): void {
  if (counted !== stated) {
    throw new ArchiveRefusedError('wrong-count', {
      what,
      noun,
      counted,
      stated,
    });
  }
}
