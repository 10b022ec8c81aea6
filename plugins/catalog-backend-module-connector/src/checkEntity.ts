import { createEntityCheck } from '@backstage-connector/plugin-connector-common';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';

const check = createEntityCheck();

/**
 * Why the catalog would not take an entity, or would take and never show it.
 *
 * @returns undefined for an entity that is fine.
 */
export async function checkEntity(
  entity: Entity,
  location: string,
): Promise<string | undefined> {
  const invalid = await check(entity);
  if (invalid !== undefined) {
    return invalid;
  }
  const annotations = entity.metadata.annotations ?? {};
  for (const name of [ANNOTATION_LOCATION, ANNOTATION_ORIGIN_LOCATION]) {
    if (annotations[name] !== location) {
      return `the annotation ${name} must be "${location}"`;
    }
  }
  return undefined;
}
