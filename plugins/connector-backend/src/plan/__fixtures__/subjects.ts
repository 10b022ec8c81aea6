import {
  annotations,
  type TableStructure,
} from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { contentHash, revisionHash, withRevision } from '../fingerprint';
import type {
  Basis,
  Holder,
  LedgerEntry,
  MappedEntity,
  Policy,
  Subject,
} from '../types';

export const policy: Policy = {
  keepCurrentOwner: false,
  absence: 'flag',
  absenceGraceRuns: 1,
};

export interface Wanted {
  readonly id?: string;
  readonly name?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly structure?: Partial<TableStructure>;
}

export function entityOf(wanted: Wanted = {}): Entity {
  const { name = 'orders', description, owner = 'group:default/data' } = wanted;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      title: name,
      ...(description !== undefined && { description }),
      annotations: {
        'backstage.io/managed-by-location': 'connector:c1',
        'backstage.io/managed-by-origin-location': 'connector:c1',
        [annotations.ownerRule]: `rule ${owner}`,
      },
    },
    spec: {
      type: 'table',
      owner,
      dependsOn: ['resource:default/main'],
      definition: JSON.stringify(wanted.structure ?? { columns: [] }),
    },
  };
}

export function mapped(
  wanted: Wanted = {},
): Extract<Subject, { kind: 'mapped' }> {
  const entity = entityOf(wanted);
  const id = wanted.id ?? wanted.name ?? 'orders';
  return {
    kind: 'mapped',
    uid: `uid-${id}`,
    urn: `urn:connector:test:host:db/main/${id}`,
    ref: stringifyEntityRef(entity),
    title: entity.metadata.name,
    assetKind: 'table',
    entity,
    sourceHash: contentHash(entity),
  };
}

/** An object as an earlier import left it in the ledger. */
export interface Held {
  readonly entry: LedgerEntry;
  readonly entity: Entity;
}

export function held(
  wanted: Wanted = {},
  state: LedgerEntry['state'] = 'present',
): Held {
  const subject = mapped(wanted);
  const entity = withRevision(subject.entity, subject.uid);
  return { entity, entry: entryOf(subject, entity, state) };
}

export function entryOf(
  { uid, ref, urn, title, assetKind, sourceHash }: MappedEntity,
  entity: Entity,
  state: LedgerEntry['state'],
): LedgerEntry {
  const hash = revisionHash(entity) ?? '';
  return {
    ...{ uid, ref, urn, title, assetKind, sourceHash, hash, state },
    missedRuns: 0,
  };
}

export function basisOf(
  options: {
    ledger?: readonly Held[];
    holders?: Readonly<Record<string, Holder>>;
    taken?: ReadonlyMap<string, Pick<MappedEntity, 'uid' | 'urn'>>;
  } = {},
): Basis {
  const { ledger = [], holders = {}, taken = new Map() } = options;
  const byUid = new Map(ledger.map(it => [it.entry.uid, it]));
  return {
    ledger: uid => byUid.get(uid)?.entry,
    before: uid => byUid.get(uid)?.entity,
    holder: ref => holders[ref],
    takenBy: (ref, uid) => {
      const first = taken.get(ref);
      return first && first.uid !== uid ? first.urn : undefined;
    },
  };
}
