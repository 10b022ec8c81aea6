import {
  entityCreatePermission,
  entityUpdatePermission,
  organizationImportPermission,
  policyImportPermission,
  typeImportPermission,
} from '@backstage-connector/plugin-connector-common';
import type { ArchiveRule } from '../rule';
import {
  isAssetType,
  isConnectorKind,
  isGroup,
  isLocation,
  isUser,
} from '../sorts';
import type { ArchivedObject } from '../types';

/** Of the catalog: what registering a location needs. */
const CREATE_LOCATION = 'catalog.location.create';

/** AR-26: users, groups, locations, asset types and what is system-wide need more. */
export const mayNotImport: ArchiveRule = {
  id: 'AR-26',
  action: 'reject',
  reason: 'permission.import',
  when: 'is of a kind that needs a permission of its own, which you lack',
  applies: ({ object, basis }) => {
    const permission = importPermission(object);
    return permission === undefined || basis.hasPermission(permission)
      ? undefined
      : { kind: object.kind, permission };
  },
};

/** AR-26: the permission may depend on the archived entity. */
export const mayNotCreate: ArchiveRule = {
  id: 'AR-26',
  action: 'reject',
  reason: 'permission.create',
  when: 'is new, and you may not create it',
  applies: ({ object, target, basis }) =>
    target === undefined && !basis.mayCreate(object)
      ? { kind: object.kind, permission: entityCreatePermission.name }
      : undefined,
};

/** AR-26: the permission may depend on the entity here. */
export const mayNotUpdate: ArchiveRule = {
  id: 'AR-26',
  action: 'reject',
  reason: 'permission.update',
  when: 'is here, and you may not replace it',
  applies: ({ target, basis }) =>
    target !== undefined && !basis.mayUpdate(target)
      ? { ref: target.ref, permission: entityUpdatePermission.name }
      : undefined,
};

/** AR-26: what an object of some kinds needs besides create or update. */
export function importPermission(
  object: Pick<ArchivedObject, 'apiVersion' | 'kind' | 'systemWide'>,
): string | undefined {
  if (isUser(object) || isGroup(object)) {
    return organizationImportPermission.name;
  }
  // The catalog reads what it names, as if it had been registered.
  if (isLocation(object)) {
    return CREATE_LOCATION;
  }
  if (isAssetType(object)) {
    return typeImportPermission.name;
  }
  return object.systemWide &&
    isConnectorKind(object, 'Policy', 'LifecycleModel')
    ? policyImportPermission.name
    : undefined;
}
