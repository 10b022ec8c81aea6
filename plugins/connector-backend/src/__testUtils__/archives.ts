import type {
  ArchiveHeader,
  ArchiveLine,
} from '@backstage-connector/plugin-connector-common';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { defaultArchiveLimits, readArchive } from '../archives/format';

const directory = createMockDirectory();

/** An archive as its reader sees it, which must find every object valid. */
export async function readArchiveBytes(
  bytes: Buffer,
): Promise<{ header: ArchiveHeader; lines: ArchiveLine[] }> {
  const file = directory.resolve(`${randomUUID()}.zip`);
  await writeFile(file, bytes);
  const { header, objects } = await readArchive(file, defaultArchiveLimits);
  const lines: ArchiveLine[] = [];
  for await (const batch of objects()) {
    for (const { line, invalid } of batch) {
      expect([line.entityRef, invalid]).toEqual([line.entityRef, undefined]);
      lines.push(line);
    }
  }
  return { header, lines };
}
