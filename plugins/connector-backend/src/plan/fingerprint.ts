import { hash } from 'node:crypto';
import { annotations } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import stringify from 'fast-json-stable-stringify';
import { annotated } from './annotated';

/**
 * Says whether two entities have the same content, whatever the order of their
 * properties. The revision annotation does not count: it is made from this hash.
 */
export function contentHash(entity: Entity): string {
  const { [annotations.revision]: _, ...counted } =
    entity.metadata.annotations ?? {};
  const content = {
    ...entity,
    metadata: { ...entity.metadata, annotations: counted },
  };
  return hash('sha256', stringify(content)).slice(0, 32);
}

/** The entity with the annotation that tells its version: `<uid>/<hash>`. */
export function withRevision(entity: Entity, uid: string): Entity {
  return annotated(entity, {
    [annotations.revision]: `${uid}/${contentHash(entity)}`,
  });
}

/**
 * The hash that {@link withRevision} wrote into an entity, also one read back
 * from the catalog.
 */
export function revisionHash(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[annotations.revision]?.split('/')[1];
}
