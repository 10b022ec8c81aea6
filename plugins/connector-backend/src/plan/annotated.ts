import type { Entity } from '@backstage/catalog-model';

/** The entity with more annotations, or others. */
export function annotated(
  entity: Entity,
  notes: Readonly<Record<string, string>>,
): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: { ...entity.metadata.annotations, ...notes },
    },
  };
}
