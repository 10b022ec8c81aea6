import {
  annotations,
  type ArchiveLine,
} from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { createArchiveLine, entityDigest, uidOf } from '../archives/format';
import {
  planArchive,
  relocate,
  type ArchivedObject,
  type ArchivePolicy,
  type ArchiveVerdicts,
} from '../plan/archive';
import { basisOf, policyOf } from '../plan/archive/__fixtures__/archives';

interface Kept {
  readonly entity: Entity;
  readonly modifiedAt: string;
}

/** A catalog as far as archives know it, with real entities. */
export class ArchivedCatalog {
  readonly #kept = new Map<string, Kept>();

  constructor(entities: readonly Entity[] = [], modifiedAt = '') {
    entities.forEach(entity => this.#add({ entity, modifiedAt }));
  }

  /** The content of each entity, by its reference. */
  get contents(): Record<string, string> {
    return Object.fromEntries(
      [...this.#kept].map(([ref, { entity }]) => [ref, entityDigest(entity)]),
    );
  }

  export(): ArchiveLine[] {
    const uids = new Map(
      [...this.#kept].map(([ref, { entity }]) => [ref, uidOf(entity)]),
    );
    return [...this.#kept.values()].map(({ entity, modifiedAt }) =>
      createArchiveLine(entity, {
        modifiedAt,
        topLevel: true,
        uidOf: ref => uids.get(ref),
      }),
    );
  }

  /** Plans, and then does as planned. */
  import(
    lines: readonly ArchiveLine[],
    options: Partial<ArchivePolicy> = {},
  ): ArchiveVerdicts {
    const plan = planArchive(
      lines.map(objectOf),
      { mode: 'top-level', except: [] },
      policyOf(options),
      basisOf(
        [...this.#kept].map(([ref, { entity, modifiedAt }]) => ({
          ref,
          uid: uidOf(entity)!,
          kind: entity.kind,
          modifiedAt,
          hash: entityDigest(entity),
          manager: { kind: 'archive' },
        })),
      ),
    );
    for (const { seq, relocation } of plan.verdicts) {
      if (relocation) {
        const { uid, modifiedAt, entity } = lines[seq - 1];
        const before = [...this.#kept.values()].find(
          kept => uidOf(kept.entity) === uid,
        );
        const after = relocate(
          entity as unknown as Entity,
          relocation,
          before?.entity,
        );
        if (before) {
          this.#kept.delete(stringifyEntityRef(before.entity));
        }
        this.#add({ entity: identified(after, uid), modifiedAt });
      }
    }
    return plan;
  }

  #add(kept: Kept): void {
    this.#kept.set(stringifyEntityRef(kept.entity), kept);
  }
}

function objectOf(line: ArchiveLine, index: number): ArchivedObject {
  const entity = line.entity as unknown as Entity;
  return {
    seq: index + 1,
    uid: line.uid,
    ref: line.entityRef,
    apiVersion: entity.apiVersion,
    kind: entity.kind,
    title: entity.metadata.name,
    topLevel: line.topLevel,
    modifiedAt: line.modifiedAt,
    hash: line.sha256,
    owner: line.owner,
    organization: line.organization,
    references: line.references,
  };
}

function identified(entity: Entity, uid: string): Entity {
  const { metadata } = entity;
  const notes = { ...metadata.annotations, [annotations.uid]: uid };
  return { ...entity, metadata: { ...metadata, annotations: notes } };
}
