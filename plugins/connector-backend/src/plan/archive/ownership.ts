import type { ArchivedPrincipal } from '@backstage-connector/plugin-connector-common';
import type { Subject } from './rule';
import { canBeOwned, isAssetType, organizationFixed } from './sorts';

/** What decides whose owner and organization an object gets. */
export type Owned = Pick<Subject, 'object' | 'target' | 'policy'>;

/** A replaced object keeps the owner and organization it has here (AR-35). */
export function staysWithTarget({ object, target, policy }: Owned): boolean {
  return canBeOwned(object) && target !== undefined && !policy.takeOwnership;
}

/** The owner of the archive, where the object is to keep it (AR-31, AR-35). */
export function ownerAsked(owned: Owned): ArchivedPrincipal | undefined {
  return isRelocated(owned) && keepsOwner(owned)
    ? owned.object.owner
    : undefined;
}

/** The importer becomes the owner of what is new (AR-30). */
export function goesToImporter(owned: Owned): boolean {
  return isRelocated(owned) && !keepsOwner(owned);
}

/** The chosen organization, where the object is to get it (AR-33, AR-34). */
export function organizationAssigned(owned: Owned): string | undefined {
  const { object, target, policy } = owned;
  return isRelocated(owned) &&
    target === undefined &&
    organizationFixed(object) === undefined &&
    !isAssetType(object)
    ? policy.organization
    : undefined;
}

/** The organization of the archive, where the object is to keep it (AR-33). */
export function organizationAsked(owned: Owned): ArchivedPrincipal | undefined {
  return isRelocated(owned) && organizationAssigned(owned) === undefined
    ? owned.object.organization
    : undefined;
}

/** A group owns it, no user, and it is to stay so. */
export function staysWithGroup(owned: Owned): boolean {
  return (
    isRelocated(owned) && keepsOwner(owned) && owned.object.owner === undefined
  );
}

/** The users and groups of the archive that the object needs here. */
export function principalsAsked(owned: Owned): readonly ArchivedPrincipal[] {
  return [ownerAsked(owned), organizationAsked(owned)].filter(
    principal => principal !== undefined,
  );
}

/** Whether owner and organization come from the archive or the policy. */
function isRelocated(owned: Owned): boolean {
  const { owner, organization } = owned.object;
  return (
    canBeOwned(owned.object) &&
    (owner !== undefined || organization !== undefined) &&
    !staysWithTarget(owned)
  );
}

// With a target it is the option "take owner and organization" that is on.
function keepsOwner({ target, policy }: Owned): boolean {
  return target !== undefined || policy.keepCurrentOwner;
}
