import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { z } from 'zod';
import type { ArchiveBasis, LifecycleModel } from '../../../plan/archive';

/** The kind of the entities that are lifecycle models. */
export const LIFECYCLE_MODEL = 'LifecycleModel';

const specSchema = z.object({
  appliesTo: z
    .array(z.object({ kind: z.string(), type: z.string().optional() }))
    .min(1),
  active: z.boolean().default(true),
  initial: z.string(),
  states: z.array(z.object({ name: z.string(), stage: z.string().optional() })),
});

/**
 * Finds the model in effect for a kind and type among the entities of the
 * catalog. One that names the type comes before one for all of the kind; of
 * several the first by reference. What is no model is passed over.
 */
export function lifecycleModels(
  entities: readonly Entity[],
): ArchiveBasis['lifecycleModel'] {
  const models = entities
    .flatMap(entity => {
      const spec = specSchema.safeParse(entity.spec);
      return spec.success
        ? [{ ref: stringifyEntityRef(entity), ...spec.data }]
        : [];
    })
    .sort((one, other) => (one.ref < other.ref ? -1 : 1));
  const find = (kind: string, type: string | undefined) =>
    models.find(({ appliesTo }) =>
      appliesTo.some(
        it =>
          it.kind.toLowerCase() === kind.toLowerCase() &&
          it.type?.toLowerCase() === type?.toLowerCase(),
      ),
    );
  return (kind, type): LifecycleModel | undefined => {
    const model =
      (type === undefined ? undefined : find(kind, type)) ??
      find(kind, undefined);
    return (
      model && {
        ref: model.ref,
        active: model.active,
        initial: model.initial,
        states: model.states,
      }
    );
  };
}
