import {
  annotations,
  type ArchiveLine,
  type ArchivedPrincipal,
} from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { canonicalEntity, jsonDigest } from './canonicalEntity';
import { ownersOf } from './ownersOf';
import { referencesOf } from './referencesOf';

/** What identifies an entity in every catalog: ours where there is one. */
export function uidOf({ metadata }: Entity): string | undefined {
  return metadata.annotations?.[annotations.uid] ?? metadata.uid;
}

/** The line that an archive has for an entity of the catalog (AR-4). */
export function createArchiveLine(
  /** As the catalog gives it, with its relations. */
  entity: Entity,
  options: {
    /** ISO 8601, UTC (AR-6). */
    modifiedAt: string;
    topLevel: boolean;
    /** The uid of another entity, as far as it is known. */
    uidOf(ref: string): string | undefined;
  },
): ArchiveLine {
  const { modifiedAt, topLevel } = options;
  const entityRef = stringifyEntityRef(entity);
  const uid = uidOf(entity);
  if (uid === undefined) {
    throw new InputError(
      `${entityRef} has no metadata.uid; only entities of a catalog can be archived`,
    );
  }
  const named = <T extends ArchivedPrincipal>(it: T): T => {
    const found = options.uidOf(it.ref);
    return found === undefined ? it : { ...it, uid: found };
  };
  const { owner, organization } = ownersOf(entity);
  const canonical = canonicalEntity(entity);
  return {
    entity: { ...canonical },
    entityRef,
    modifiedAt,
    ...(organization && { organization: named({ ref: organization }) }),
    ...(owner && { owner: named({ ref: owner }) }),
    references: referencesOf(entity).map(named),
    sha256: jsonDigest(canonical),
    topLevel,
    uid,
  };
}
