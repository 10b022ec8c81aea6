import { hash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type {
  ArchiveHeader,
  ArchiveLine,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { createArchiveLine } from '../createArchiveLine';
import { defaultArchiveLimits, type ArchiveLimits } from '../limits';
import { readArchive, type ReadObject } from '../readArchive';
import { writeArchive, type ArchiveOrigin } from '../writeArchive';
import type { ZipFileToBuild } from './buildZip';

export const origin: ArchiveOrigin = {
  source: {
    name: 'Acme',
    baseUrl: 'https://acme.example.com',
    instance: '6a1f2c1e-3a57-4e0c-9c8e-2f4b7d1a9e10',
  },
  createdAt: '2026-05-04T03:02:01.000Z',
  createdBy: 'user:default/ada',
  selection: { refs: ['component:default/shop'] },
  omitted: [],
};

export const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    namespace: 'default',
    uid: '11111111-1111-4111-8111-111111111111',
    description: 'Sells.',
  },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'user:default/ada',
    system: 'retail',
    dependsOn: ['resource:default/orders'],
  },
};

/** The line of an entity; what is given replaces what it would say. */
export function lineOf(
  entity: Entity = shop,
  said: Partial<ArchiveLine> = {},
): ArchiveLine {
  return {
    ...createArchiveLine(entity, {
      modifiedAt: '2026-01-02T03:04:05.000Z',
      topLevel: true,
      uidOf: () => undefined,
    }),
    ...said,
  };
}

/** As many entities as are asked for, all different. */
export function manyLines(count: number): ArchiveLine[] {
  return Array.from({ length: count }, (_, index) =>
    lineOf({
      ...shop,
      metadata: {
        ...shop.metadata,
        name: `shop-${index}`,
        uid: `uid-${index}`,
      },
    }),
  );
}

export async function* streamed<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

export function archiveOf(
  lines: Iterable<ArchiveLine>,
  given: Partial<ArchiveOrigin> = {},
): Promise<Buffer> {
  return buffer(
    writeArchive({
      lines: streamed(lines),
      origin: () => ({ ...origin, ...given }),
    }),
  );
}

/** The files of an archive with one part of these bytes, to be spoilt by a test. */
export function archiveFiles(
  part: Buffer | string = `${JSON.stringify(lineOf())}\n`,
  said: Partial<Record<keyof ArchiveHeader, unknown>> = {},
): [header: ZipFileToBuild, part: ZipFileToBuild] {
  const name = 'objects-0001.ndjson';
  const bytes = Buffer.from(part);
  const header = {
    format: 'backstage-connector-archive',
    version: 1,
    ...origin,
    objects: 1,
    byKind: { Component: 1 },
    parts: [
      { name, objects: 1, bytes: bytes.length, sha256: hash('sha256', bytes) },
    ],
    ...said,
  };
  return [
    { name: 'archive.json', content: JSON.stringify(header) },
    { name, content: bytes },
  ];
}

/** Puts bytes in a file for as long as they are used. */
export async function withFile<T>(
  bytes: Buffer,
  use: (file: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'archive-'));
  try {
    const file = join(folder, 'given.zip');
    await writeFile(file, bytes);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Reads an archive to its end. */
export function readAll(
  bytes: Buffer,
  limits: Partial<ArchiveLimits> = {},
): Promise<{ header: ArchiveHeader; objects: ReadObject[] }> {
  return withFile(bytes, async file => {
    const archive = await readArchive(file, {
      ...defaultArchiveLimits,
      ...limits,
    });
    const objects: ReadObject[] = [];
    for await (const batch of archive.objects()) {
      objects.push(...batch);
    }
    return { header: archive.header, objects };
  });
}
