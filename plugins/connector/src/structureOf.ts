import {
  annotations,
  relationTypes,
  tableStructureSchema,
  type TableStructure,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';

/** The structure of a table that an entity carries, or why it cannot be read. */
export type ReadStructure =
  | { readonly outcome: 'read'; structure: TableStructure }
  | { readonly outcome: 'not-json' }
  | { readonly outcome: 'wrong-shape'; place: string };

/** Whether a connection imported this entity. @public */
export function isConnectorEntity(entity: Entity): boolean {
  return entity.metadata.annotations?.[annotations.uid] !== undefined;
}

/** Whether this entity has a data dictionary. @public */
export function isDataDictionaryAvailable(entity: Entity): boolean {
  const { type, definition } = entity.spec ?? {};
  return (
    isConnectorEntity(entity) &&
    typeof definition === 'string' &&
    relationTypes.some(relationType => relationType === type)
  );
}

/** Reads `spec.definition`, which holds the structure as one JSON text. */
export function structureOf(entity: Entity): ReadStructure {
  let definition: unknown;
  try {
    definition = JSON.parse(String(entity.spec?.definition));
  } catch {
    return { outcome: 'not-json' };
  }
  const parsed = tableStructureSchema.safeParse(definition);
  return parsed.success
    ? { outcome: 'read', structure: parsed.data }
    : {
        outcome: 'wrong-shape',
        place: parsed.error.issues[0].path.join('.') || 'the top',
      };
}
