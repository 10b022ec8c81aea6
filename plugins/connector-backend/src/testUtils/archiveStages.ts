import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import {
  archiveOptionsSchema,
  createEntityCheck,
  type ArchiveLine,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import {
  createArchiveLine,
  defaultArchiveLimits,
  entityDigest,
  readArchive,
  writeArchive,
} from '../archives/format';
import { planArchive, relocate, SharedTexts } from '../plan/archive';
import type {
  ArchiveBasis,
  ArchivedObject,
  TargetObject,
} from '../plan/archive';

const MODIFIED_AT = '2026-02-01T00:00:00.000Z';
const BEFORE = '2026-01-01T00:00:00.000Z';
const ARCHIVE = { kind: 'archive' } as const;

/**
 * The stages of archives as exports and imports use them, without a catalog and a
 * database. For benches.
 * @public
 */
export const archiveStages = {
  /** The archive of entities as the catalog gives them. */
  write(
    entities: Iterable<Entity>,
    uidOf: (ref: string) => string | undefined,
  ): Readable {
    const line = { modifiedAt: MODIFIED_AT, topLevel: true, uidOf };
    async function* lines() {
      for (const entity of entities) {
        yield createArchiveLine(entity, line);
      }
    }
    return writeArchive({
      lines: lines(),
      origin: () => ({
        source: { name: 'Bench', baseUrl: 'http://localhost', instance: 'a' },
        createdAt: MODIFIED_AT,
        createdBy: 'user:default/bench',
        selection: {},
        omitted: [],
      }),
    });
  },

  /** Reads an archive to its end. @returns the number of objects that are valid */
  async read(file: string): Promise<number> {
    const archive = await readArchive(file, defaultArchiveLimits);
    let valid = 0;
    for await (const batch of archive.objects()) {
      valid += batch.filter(({ invalid }) => invalid === undefined).length;
    }
    return valid;
  },

  /**
   * Leaves in files what the database has of an archive: the objects, and their
   * entities. @returns the number of objects
   */
  async store(
    file: string,
    to: { objectsFile: string; entitiesFile: string },
  ): Promise<number> {
    const objects = createWriteStream(to.objectsFile);
    const entities = createWriteStream(to.entitiesFile);
    const archive = await readArchive(file, defaultArchiveLimits);
    let count = 0;
    for await (const batch of archive.objects()) {
      const lines = batch.map(({ line }) => line);
      const first = count + 1;
      const rows = lines.map((line, at) => objectOf(line, first + at));
      await writeLines(objects, rows);
      await writeLines(
        entities,
        lines.map(({ entity }) => entity),
      );
      count += batch.length;
    }
    for (const stream of [objects, entities]) {
      stream.end();
      await finished(stream);
    }
    return count;
  },

  /**
   * Holds in memory what an import reads from the database before it plans. Every
   * other object is in the catalog already, with other content.
   *
   * @returns what decides about all of them and makes of each what it is to be; it
   * returns how many are to be written
   */
  async preparePlan(from: {
    objectsFile: string;
    entitiesFile: string;
  }): Promise<() => Promise<number>> {
    const texts = new SharedTexts();
    const objects: ArchivedObject[] = [];
    const here = createHere();
    for await (const text of linesOf(from.objectsFile)) {
      const object = texts.share(JSON.parse(text));
      const systems = object.references.filter(isSystem);
      const owners = object.organization ? [object.organization] : [];
      const replaced = objects.length % 2 === 0 ? [object] : [];
      [...systems, ...owners, ...replaced].forEach(here.add);
      objects.push(object);
    }
    return () => planAll(objects, here.basis, from.entitiesFile);
  },
};

function linesOf(file: string): AsyncIterable<string> {
  return createInterface(createReadStream(file));
}

async function writeLines(
  stream: Writable,
  values: readonly unknown[],
): Promise<void> {
  const text = values.map(value => `${JSON.stringify(value)}\n`).join('');
  if (!stream.write(text)) {
    await once(stream, 'drain');
  }
}

async function planAll(
  objects: readonly ArchivedObject[],
  basis: ArchiveBasis,
  entitiesFile: string,
): Promise<number> {
  const checkEntity = createEntityCheck();
  const { verdicts } = planArchive(
    objects,
    { mode: 'top-level', except: [] },
    archiveOptionsSchema.parse({}),
    basis,
  );
  const verdictIterator = verdicts[Symbol.iterator]();
  let written = 0;
  for await (const text of linesOf(entitiesFile)) {
    const verdict = verdictIterator.next();
    if (!verdict.done && verdict.value.relocation) {
      const entity: Entity = JSON.parse(text);
      const after = relocate(entity, verdict.value.relocation, entity);
      if ((await checkEntity(after)) === undefined && entityDigest(after)) {
        written += 1;
      }
    }
  }
  return written;
}

function isSystem({ path }: { path: string }): boolean {
  return path === 'spec.system';
}

function objectOf(line: ArchiveLine, seq: number): ArchivedObject {
  const { entity, uid, entityRef: ref, sha256: hash, ...said } = line;
  const { apiVersion, kind, metadata } = entity as unknown as Entity;
  const title = metadata.title ?? metadata.name;
  return { ...said, seq, uid, ref, apiVersion, kind, title, hash };
}

function targetOf(it: { ref: string; uid?: string }): TargetObject {
  const { ref, uid = ref } = it;
  return {
    uid,
    ref,
    kind: ref.slice(0, ref.indexOf(':')),
    modifiedAt: BEFORE,
    hash: `old ${uid}`,
    manager: ARCHIVE,
  };
}

function createHere() {
  const byUid = new Map<string, TargetObject>();
  const byRef = new Map<string, TargetObject>();
  const basis: ArchiveBasis = {
    importer: 'user:default/bench',
    portal: 'http://localhost',
    byUid: uid => byUid.get(uid),
    byRef: ref => byRef.get(ref),
    isVisible: () => true,
    knowsKind: () => true,
    mayCreate: () => true,
    mayUpdate: () => true,
    hasPermission: () => true,
    lifecycleModel: () => undefined,
  };
  return {
    basis,
    add(it: { ref: string; uid?: string }) {
      if (!byRef.has(it.ref)) {
        const target = targetOf(it);
        byRef.set(target.ref, target);
        byUid.set(target.uid, target);
      }
    },
  };
}
