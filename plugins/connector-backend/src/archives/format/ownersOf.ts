import { annotations } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { resolved } from './referencesOf';

/** Who owns an entity: references in full. */
export interface Owners {
  /** The user in `spec.owner`. */
  readonly owner?: string;
  /** The group in `spec.owner`; with a user there, the one in the annotation. */
  readonly organization?: string;
}

/** Kinds of the catalog that nobody owns: no ownership rule applies to them. */
const OWNERLESS = ['Group', 'Location', 'User'];

/** Says whether ownership rules apply to entities of a kind. */
export function hasOwners({ apiVersion, kind }: Entity): boolean {
  return !(apiVersion.startsWith('backstage.io/') && OWNERLESS.includes(kind));
}

/** Owner and owning organization of an entity, as the words of archives define them. */
export function ownersOf(entity: Entity): Owners {
  if (!hasOwners(entity)) {
    return {};
  }
  const owner = groupRef(entity, entity.spec?.owner);
  if (owner?.startsWith('group:')) {
    return { organization: owner };
  }
  if (!owner?.startsWith('user:')) {
    return {};
  }
  const organization = groupRef(
    entity,
    entity.metadata.annotations?.[annotations.organization],
  );
  return {
    owner,
    ...(organization?.startsWith('group:') && { organization }),
  };
}

/** As the catalog reads it: without a kind, it is a group. */
function groupRef(entity: Entity, text: unknown): string | undefined {
  return typeof text === 'string' && text !== ''
    ? resolved(entity, text, 'Group')
    : undefined;
}
