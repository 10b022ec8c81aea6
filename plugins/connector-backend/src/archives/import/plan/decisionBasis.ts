import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { LostEntity } from '../../../database/archiveTables';
import type { ArchivedObject, Relocation } from '../../../plan/archive';
import { contentHash } from '../../../plan/fingerprint';
import { importPermission } from '../../../plan/archive/rules/permission';
import type { EntityResource } from '../../entityPermissionRules';
import { canonicalEntity, ownersOf } from '../../format';
import type { KnownTarget, Target } from '../target/Target';
import { archivedResource, resourceOf, type ImportRights } from './createBasis';
import { desiredEntity } from './desiredEntity';

/** What a decision was based on: a plan is refused when it has changed (AR-60). */
export interface DecisionBasis {
  /** The entity with the UUID; absent: there was none. */
  readonly target?: Pick<
    KnownTarget,
    'ref' | 'hash' | 'manager' | 'ledgerHash'
  >;
  /** The UUID of who had the reference; absent: nobody. */
  readonly holder?: string;
  /** What of this catalog it refers to, its owners too. */
  readonly needs: readonly string[];
  /** Without which it may not be imported at all (AR-26). */
  readonly permission?: string;
  /** What is replaced, if the ledger does not have it. */
  readonly before?: LostEntity;
  /** Of what is created: as the rules of permissions see it. */
  readonly resource?: EntityResource;
}

/** The basis of a decision that changes something. */
export function basisOf(options: {
  object: ArchivedObject;
  relocation: Relocation;
  /** What the entity is to be here. */
  after: Entity;
  target: Target;
}): DecisionBasis {
  const { object, relocation, after, target } = options;
  const found = target.byUid(object.uid);
  const permission = importPermission(object);
  const holder = target.byRef(object.ref)?.uid;
  const refs = object.references.map(
    ({ path, ref }) => relocation.references?.[path] ?? ref,
  );
  // Those of the entity here were not asked for; a change of them is one of it.
  const owners = relocation.keepTargetOwnership
    ? []
    : Object.values(ownersOf(after));
  return {
    ...printOf(found),
    ...(holder !== undefined && { holder }),
    needs: [...new Set([...refs, ...owners])].filter(
      ref => target.byRef(ref) && target.isVisible(ref),
    ),
    ...(permission !== undefined && { permission }),
    ...(!found && { resource: archivedResource(object) }),
  };
}

/** What the ledger would have of an entity: it was lost when it was restored. */
export function lostEntity(
  entity: Entity,
  uid: string,
  target: Target,
): LostEntity {
  const desired = desiredEntity(canonicalEntity(entity), uid);
  const { name, title = name } = entity.metadata;
  return {
    ref: stringifyEntityRef(entity),
    title,
    entity: desired,
    hash: contentHash(desired),
    modifiedAt: target.byUid(uid)?.modifiedAt ?? '',
  };
}

/** The part of a basis that is about the entity itself. */
export function printOf(
  found: KnownTarget | undefined,
): Pick<DecisionBasis, 'target'> {
  if (!found) {
    return {};
  }
  const { ref, hash, manager, ledgerHash } = found;
  return { target: { ref, hash, manager, ...(ledgerHash && { ledgerHash }) } };
}

/** One sentence if what a decision was based on is no longer so. */
export function changeOf(
  decided: {
    readonly uid: string;
    readonly ref: string;
    readonly action: string;
    readonly basis: DecisionBasis;
  },
  target: Target,
  rights: ImportRights,
): string | undefined {
  const { uid, ref, action, basis } = decided;
  const now = target.byUid(uid);
  const before = basis.target;
  if (!before && now) {
    return `${now.ref} is here now`;
  }
  if (before && !now) {
    return `${before.ref} is gone`;
  }
  if (before && now && before.hash !== now.hash) {
    return `${now.ref} was changed`;
  }
  if (JSON.stringify(before?.manager) !== JSON.stringify(now?.manager)) {
    return `${ref} is managed by somebody else now`;
  }
  if (target.byRef(ref)?.uid !== basis.holder) {
    return `the reference ${ref} belongs to another entity now`;
  }
  const missing = basis.needs.find(
    need => !target.byRef(need) || !target.isVisible(need),
  );
  if (missing !== undefined) {
    return `${missing}, which ${ref} refers to, is gone`;
  }
  const { permission } = basis;
  if (permission !== undefined && !rights.has(permission)) {
    return `you may no longer import ${ref}, which needs the permission ${permission}`;
  }
  return isAllowed(now, basis, rights)
    ? undefined
    : `you may no longer ${action} ${ref}`;
}

function isAllowed(
  now: KnownTarget | undefined,
  { resource }: DecisionBasis,
  rights: ImportRights,
): boolean {
  return now
    ? rights.mayUpdate(resourceOf(now))
    : resource !== undefined && rights.mayCreate(resource);
}
