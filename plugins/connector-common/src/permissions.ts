import { createPermission } from '@backstage/plugin-permission-common';

/** The resource that rules of connector permissions are about. @public */
export const RESOURCE_TYPE_CONNECTION = 'connector-connection';

/** @public */
export const connectionReadPermission = createPermission({
  name: 'connector.connection.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CONNECTION,
});

/** @public */
export const connectionCreatePermission = createPermission({
  name: 'connector.connection.create',
  attributes: { action: 'create' },
});

/** Change, test, enable and disable. @public */
export const connectionUpdatePermission = createPermission({
  name: 'connector.connection.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CONNECTION,
});

/** @public */
export const connectionDeletePermission = createPermission({
  name: 'connector.connection.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_CONNECTION,
});

/** Start an import or a preview. @public */
export const connectionRunPermission = createPermission({
  name: 'connector.connection.run',
  attributes: {},
  resourceType: RESOURCE_TYPE_CONNECTION,
});

/** @public */
export const runReadPermission = createPermission({
  name: 'connector.run.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CONNECTION,
});

/** Cancel a run, or answer one that needs review. @public */
export const runCancelPermission = createPermission({
  name: 'connector.run.cancel',
  attributes: {},
  resourceType: RESOURCE_TYPE_CONNECTION,
});

/** Export what one may read as an archive. @public */
export const archiveExportPermission = createPermission({
  name: 'connector.archive.export',
  attributes: { action: 'read' },
});

/** Upload archives, and import from them what the other permissions allow. @public */
export const archiveImportPermission = createPermission({
  name: 'connector.archive.import',
  attributes: {},
});

/** Import users and groups (AR-26). @public */
export const organizationImportPermission = createPermission({
  name: 'connector.organization.import',
  attributes: {},
});

/** Import asset types (AR-26). @public */
export const typeImportPermission = createPermission({
  name: 'connector.type.import',
  attributes: {},
});

/** Import system-wide policies and lifecycle models (AR-26). @public */
export const policyImportPermission = createPermission({
  name: 'connector.policy.import',
  attributes: {},
});

/** The resource that rules on imported entities are about. @public */
export const RESOURCE_TYPE_ENTITY = 'connector-entity';

/** Create an entity from an archive; rules look at the archived one. @public */
export const entityCreatePermission = createPermission({
  name: 'connector.entity.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_ENTITY,
});

/** Replace an entity from an archive; rules look at the existing one. @public */
export const entityUpdatePermission = createPermission({
  name: 'connector.entity.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENTITY,
});

/** About archives. @public */
export const archivePermissions = [
  archiveExportPermission,
  archiveImportPermission,
  organizationImportPermission,
  typeImportPermission,
  policyImportPermission,
  entityCreatePermission,
  entityUpdatePermission,
];

/** About connections and their runs. @public */
export const connectorPermissions = [
  connectionReadPermission,
  connectionCreatePermission,
  connectionUpdatePermission,
  connectionDeletePermission,
  connectionRunPermission,
  runReadPermission,
  runCancelPermission,
];
