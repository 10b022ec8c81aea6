import { archivePermissions } from '@backstage-connector/plugin-connector-common';
import type {
  AuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import type { ArchivesConfig } from '../config/archivesSchema';
import { readPortal } from '../config/readPortal';
import type { ConnectionAccess } from '../connections/ConnectionAccess';
import type { ConnectionStructures } from '../connections/ConnectionStructures';
import { DatabaseExportStore } from '../database/DatabaseExportStore';
import type { RunListener } from '../database/runRows';
import { DatabaseSeenContentStore } from '../database/DatabaseSeenContentStore';
import { EntityAccess } from './EntityAccess';
import {
  connectorEntityResourceRef,
  entityRules,
} from './entityPermissionRules';
import { AuthorizedExportService } from './export/AuthorizedExportService';
import { ExportService } from './export/ExportService';
import { createImports } from './import/createImports';

/** Puts together what exports and imports archives. */
export function createArchives(options: {
  knex: Knex;
  catalog: CatalogService;
  auth: AuthService;
  urlReader: UrlReaderService;
  logger: LoggerService;
  rootConfig: RootConfigService;
  config: ArchivesConfig;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  access: ConnectionAccess;
  structures: ConnectionStructures;
  connectionName(id: string): Promise<string>;
  worker: { wake(): void };
  onRunEvent?: RunListener;
  now: () => Date;
}) {
  const { knex, catalog, permissions, permissionsRegistry, access, now } =
    options;
  permissionsRegistry.addPermissions(
    archivePermissions.filter(it => !isResourcePermission(it)),
  );
  // Without getResources: what is to be created is in archives only.
  permissionsRegistry.addResourceType({
    resourceRef: connectorEntityResourceRef,
    permissions: archivePermissions.filter(it => isResourcePermission(it)),
    rules: Object.values(entityRules),
  });
  const entityAccess = EntityAccess.create({
    permissions,
    isAllowed: createConditionAuthorizer(
      permissionsRegistry.getPermissionRuleset(connectorEntityResourceRef),
    ),
  });
  const portal = readPortal(options.rootConfig, options.config);
  const seenContent = DatabaseSeenContentStore.create({ knex });
  const exports = AuthorizedExportService.create({
    access,
    structures: options.structures,
    exports: ExportService.create({
      catalog,
      exports: DatabaseExportStore.create({ knex }),
      seenContent,
      portal,
      now,
    }),
  });
  const imports = createImports({
    ...options,
    portal,
    entityAccess,
    seenContent,
  });
  return { exports, imports };
}
