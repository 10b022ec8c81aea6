import { annotations } from '@backstage-connector/plugin-connector-common';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { parsePath, withValueAt } from '../../archives/format/entityPath';
import { annotated } from '../annotated';
import type { Relocation } from './types';

/**
 * The archived entity as it is to be here.
 *
 * @param target - the entity it replaces
 */
export function relocate(
  entity: Entity,
  relocation: Relocation,
  target?: Entity,
): Entity {
  const { references = {}, droppedMembers = [], lifecycle } = relocation;
  // Paths count members as the archive has them, so references come first.
  const redirected = Object.entries(references).reduce(
    (whole, [path, ref]) =>
      parsePath(path)?.[0] === 'spec' ? withValueAt(whole, path, ref) : whole,
    entity,
  );
  const grouped = withoutMembers(redirected, droppedMembers);
  const owned = withOwnership(grouped, relocation, target);
  return lifecycle === undefined ? owned : withSpec(owned, { lifecycle });
}

function withOwnership(
  entity: Entity,
  { keepTargetOwnership, owner, organization }: Relocation,
  target: Entity | undefined,
): Entity {
  if (keepTargetOwnership) {
    if (target === undefined) {
      throw new TypeError(
        `Nothing is known of what ${stringifyEntityRef(entity)} replaces`,
      );
    }
    return withOrganization(
      withSpec(entity, { owner: target.spec?.owner }),
      target.metadata.annotations?.[annotations.organization],
    );
  }
  const owned = owner === undefined ? entity : withSpec(entity, { owner });
  return organization === undefined
    ? owned
    : withOrganization(owned, organization);
}

function withOrganization(
  entity: Entity,
  organization: string | undefined,
): Entity {
  if (organization !== undefined) {
    return annotated(entity, { [annotations.organization]: organization });
  }
  const { [annotations.organization]: _, ...others } =
    entity.metadata.annotations ?? {};
  return { ...entity, metadata: { ...entity.metadata, annotations: others } };
}

function withoutMembers(entity: Entity, dropped: readonly string[]): Entity {
  const members = entity.spec?.members;
  if (dropped.length === 0 || !Array.isArray(members)) {
    return entity;
  }
  const refs = new Set(dropped);
  const defaults = {
    defaultKind: 'User',
    defaultNamespace: entity.metadata.namespace,
  };
  return withSpec(entity, {
    members: members.filter(
      member =>
        !refs.has(stringifyEntityRef(parseEntityRef(`${member}`, defaults))),
    ),
  });
}

/** A property that is undefined is left out. */
function withSpec(entity: Entity, changed: Entity['spec']): Entity {
  const spec = Object.fromEntries(
    Object.entries({ ...entity.spec, ...changed }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return { ...entity, spec };
}
