import { annotations } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { annotated } from './annotated';
import { withRevision } from './fingerprint';
import type { MappedEntity, Policy } from './types';

/**
 * The entity the catalog should have: as mapped, with what is kept of the one it
 * has.
 */
export function desired(
  { entity, uid }: Pick<MappedEntity, 'entity' | 'uid'>,
  before: Entity | undefined,
  policy: Policy,
): Entity {
  if (before === undefined) {
    return withRevision(entity, uid);
  }
  const described = keepDescription(entity, before);
  const owned = policy.keepCurrentOwner
    ? keepOwner(described, before)
    : described;
  return withRevision(owned, uid);
}

/** OC-51: a source that says nothing does not blank what was said. */
function keepDescription(entity: Entity, before: Entity): Entity {
  const { description } = before.metadata;
  return entity.metadata.description || !description
    ? entity
    : { ...entity, metadata: { ...entity.metadata, description } };
}

/** OC-54: the owner stays, and so does the rule that once chose it. */
function keepOwner(entity: Entity, before: Entity): Entity {
  const owner = before.spec?.owner;
  const rule = before.metadata.annotations?.[annotations.ownerRule];
  if (owner === undefined) {
    return entity;
  }
  const owned = { ...entity, spec: { ...entity.spec, owner } };
  return rule === undefined
    ? owned
    : annotated(owned, { [annotations.ownerRule]: rule });
}
