import {
  annotations,
  LOCATION_TYPE,
} from '@backstage-connector/plugin-connector-common';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { contentHash } from '../plan/fingerprint';
import type { MappedEntity } from '../plan/types';
import { entityUid } from './entityUid';
import type { Ownership } from './owners';

/** The parts an entity is put together from. */
export interface Parts {
  readonly connectionId: string;
  readonly kind: 'Resource' | 'System';
  readonly namespace: string;
  readonly name: string;
  readonly urn: string;
  /** As the source spells it. */
  readonly title: string;
  readonly description?: string;
  readonly assetKind: string;
  readonly ownership: Ownership;
  readonly spec: JsonObject;
  /** Of the connection; what is kept is part of what is wanted. */
  readonly keepCurrentOwner: boolean;
}

export function assemble(parts: Parts): MappedEntity {
  const { urn, assetKind, ownership } = parts;
  const uid = entityUid(urn);
  const title = printable(parts.title);
  const description = printable(parts.description?.trim() ?? '');
  const location = `${LOCATION_TYPE}:${parts.connectionId}`;
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: parts.kind,
    metadata: {
      name: parts.name,
      namespace: parts.namespace,
      title,
      ...(description && { description }),
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [annotations.uid]: uid,
        [annotations.connection]: parts.connectionId,
        [annotations.urn]: urn,
        [annotations.ownerRule]: ownership.rule,
      },
    },
    spec: { ...parts.spec, owner: ownership.owner },
  };
  const ref = stringifyEntityRef(entity);
  const sourceHash = `${contentHash(entity)}${
    parts.keepCurrentOwner ? '-keep-owner' : ''
  }`;
  return { uid, urn, ref, title, assetKind, entity, sourceHash };
}

// A NUL, which SQLite can hold, makes PostgreSQL refuse a text; half a surrogate
// pair does not survive UTF-8.
function printable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
}
