import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
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
import { planArchive, relocate } from '../plan/archive';
import type {
  ArchiveBasis,
  ArchivedObject,
  TargetObject,
} from '../plan/archive';

const MODIFIED_AT = '2026-02-01T00:00:00.000Z';
const BEFORE = '2026-01-01T00:00:00.000Z';

/**
 * The stages of archives as exports and imports use them, without a catalog and a
 * database. For benches.
 * @public
 */
export const archiveStages = {
  /** The archive of entities as the catalog gives them. */
  write(entities: Iterable<Entity>): Readable {
    async function* lines() {
      for (const entity of entities) {
        yield lineOf(entity);
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
   * Holds in memory what an import has read of an archive before it plans, and
   * leaves the entities, as the database would, in a file. Every other object is
   * in the catalog already, with other content.
   *
   * @returns what decides about all of them and makes of each what it is to be; it
   * returns how many are to be written
   */
  async preparePlan(
    file: string,
    entitiesFile: string,
  ): Promise<() => Promise<number>> {
    const objects: ArchivedObject[] = [];
    const here = new Map<string, TargetObject>();
    const archive = await readArchive(file, defaultArchiveLimits);
    const entities = createWriteStream(entitiesFile);
    for await (const batch of archive.objects()) {
      for (const { line } of batch) {
        const object = objectOf(line, objects.length + 1);
        const systems = object.references.filter(isSystem);
        const owners = object.organization ? [object.organization] : [];
        const replaced = objects.length % 2 === 0 ? [object] : [];
        [...systems, ...owners, ...replaced]
          .filter(({ ref }) => !here.has(ref))
          .forEach(it => here.set(it.ref, targetOf(it)));
        objects.push(object);
      }
      const text = batch.map(({ line }) => `${JSON.stringify(line.entity)}\n`);
      if (!entities.write(text.join(''))) {
        await once(entities, 'drain');
      }
    }
    entities.end();
    await finished(entities);
    return () => planAll(objects, basisOf([...here.values()]), entitiesFile);
  },
};

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
  let seen = 0;
  let written = 0;
  for await (const text of createInterface(createReadStream(entitiesFile))) {
    const { relocation } = verdicts[seen];
    seen += 1;
    if (relocation) {
      const entity: Entity = JSON.parse(text);
      const after = relocate(entity, relocation, entity);
      if ((await checkEntity(after)) === undefined && entityDigest(after)) {
        written += 1;
      }
    }
  }
  return written;
}

function lineOf(entity: Entity): ArchiveLine {
  return createArchiveLine(entity, {
    modifiedAt: MODIFIED_AT,
    topLevel: true,
    uidOf: ref => `uid of ${ref}`,
  });
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
    manager: { kind: 'archive' },
  };
}

function basisOf(here: readonly TargetObject[]): ArchiveBasis {
  const byUid = new Map(here.map(it => [it.uid, it]));
  const byRef = new Map(here.map(it => [it.ref, it]));
  return {
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
}
