import { annotations } from '@backstage-connector/plugin-connector-common';
import {
  DEFAULT_NAMESPACE,
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
  const redirected = Object.entries(references).reduce(
    (whole, [path, ref]) =>
      parsePath(path)?.[0] === 'spec' ? withValueAt(whole, path, ref) : whole,
    entity,
  );
  const grouped = withoutMembers(
    redirected,
    membersKept(entity, droppedMembers),
  );
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
    const { spec, metadata } = target;
    return withOrganization(
      withSpec(entity, { owner: asIn(entity, target, spec?.owner) }),
      asIn(entity, target, metadata.annotations?.[annotations.organization]),
    );
  }
  const owned = owner === undefined ? entity : withSpec(entity, { owner });
  return organization === undefined
    ? owned
    : withOrganization(owned, organization);
}

/** In another namespace a reference means something else, unless it is in full. */
function asIn<T>(entity: Entity, target: Entity, text: T): T | string {
  const [here, there] = [entity, target].map(
    ({ metadata }) => metadata.namespace ?? DEFAULT_NAMESPACE,
  );
  return here === there || typeof text !== 'string'
    ? text
    : resolved(target, text, 'Group') ?? text;
}

/** A text as the entity means it; undefined when it is no reference. */
function resolved(
  { metadata }: Entity,
  text: string,
  defaultKind: string,
): string | undefined {
  const defaultNamespace = metadata.namespace;
  try {
    return stringifyEntityRef(
      parseEntityRef(text, { defaultKind, defaultNamespace }),
    );
  } catch {
    return undefined;
  }
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

/**
 * Says of the places of members who stays. Places and not references: who is left
 * out in the archive may be here what another member is mapped to.
 */
function membersKept(
  archived: Entity,
  dropped: readonly string[],
): ((place: number) => boolean) | undefined {
  const members = archived.spec?.members;
  if (dropped.length === 0 || !Array.isArray(members)) {
    return undefined;
  }
  const refs = new Set(dropped);
  return place =>
    !refs.has(resolved(archived, `${members[place]}`, 'User') ?? '');
}

function withoutMembers(
  entity: Entity,
  isKept: ((place: number) => boolean) | undefined,
): Entity {
  const members = entity.spec?.members;
  return isKept && Array.isArray(members)
    ? withSpec(entity, { members: members.filter((_, place) => isKept(place)) })
    : entity;
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
