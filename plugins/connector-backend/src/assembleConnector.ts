import {
  connectionCreatePermission,
  connectorPermissions,
} from '@backstage-connector/plugin-connector-common';
import {
  coreServices,
  resolvePackagePath,
  type AuditorService,
  type AuthService,
  type DatabaseService,
  type DiscoveryService,
  type HttpAuthService,
  type LoggerService,
  type PermissionsRegistryService,
  type PermissionsService,
  type RootConfigService,
  type RootInstanceMetadataService,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { createArchives } from './archives/createArchives';
import {
  readConnectorConfig,
  type ConnectorPluginConfig,
} from './config/readConnectorConfig';
import { AuthorizedConnectionService } from './connections/AuthorizedConnectionService';
import { AuthorizedRunService } from './connections/AuthorizedRunService';
import { ConnectionAccess } from './connections/ConnectionAccess';
import { createConnections } from './connections/createConnections';
import { matchScope } from './connections/matchScope';
import {
  connectionRules,
  connectorConnectionResourceRef,
} from './connections/permissionRules';
import type { Technologies } from './connections/Technologies';
import { createRouter } from './router/createRouter';
import type { RunWorker } from './runs/RunWorker';
import type { ConnectionSource, ObjectService, RunService } from './runs/types';
import { createSchedules } from './schedules/createSchedules';
import type { Telling } from './telling/createTelling';

/** The services that {@link assembleConnector} needs. */
export const connectorDeps = {
  auditor: coreServices.auditor,
  auth: coreServices.auth,
  catalog: catalogServiceRef,
  config: coreServices.rootConfig,
  database: coreServices.database,
  discovery: coreServices.discovery,
  httpAuth: coreServices.httpAuth,
  instance: coreServices.rootInstanceMetadata,
  logger: coreServices.logger,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
  urlReader: coreServices.urlReader,
};

export interface ConnectorParts {
  readonly config: RootConfigService;
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly database: DatabaseService;
  readonly logger: LoggerService;
  readonly auditor: AuditorService;
  readonly discovery: DiscoveryService;
  readonly httpAuth: HttpAuthService;
  readonly permissions: PermissionsService;
  readonly permissionsRegistry: PermissionsRegistryService;
  readonly instance: RootInstanceMetadataService;
  readonly technologies: Technologies;
  readonly urlReader: UrlReaderService;
}

/** What runs are made of. */
export interface RunParts {
  readonly knex: Knex;
  readonly connections: ConnectionSource;
  readonly worker: ConnectorPluginConfig['worker'];
  readonly runs: ConnectorPluginConfig['runs'];
  /** Whether people are to be notified. */
  readonly notify: boolean;
}

/** Puts the plugin together around a way to run imports. */
export async function assembleConnector<
  R extends {
    runs: RunService;
    objects: ObjectService;
    worker: Pick<RunWorker, 'wake'>;
    telling?: Pick<Telling, 'onRunEvent' | 'onScheduled'>;
  },
>(parts: ConnectorParts, createRuns: (options: RunParts) => R) {
  const { database, permissions, permissionsRegistry, technologies } = parts;
  const plugins = await parts.instance.getInstalledPlugins();
  const installed = (id: string) => plugins.some(it => it.pluginId === id);
  // Also those that failed.
  const modules = plugins
    .filter(({ pluginId }) => pluginId === 'connector')
    .flatMap(own => own.modules.map(({ moduleId }) => moduleId));
  const config = readConnectorConfig(parts.config, modules);
  for (const id of Object.keys(config.runs.limits)) {
    if (!technologies.find(id)) {
      parts.logger.warn(
        `connector.runs.concurrencyPerTechnology limits "${id}", which is not installed; correct its name, or remove it`,
      );
    }
  }
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@backstage-connector/plugin-connector-backend',
        'migrations',
      ),
    });
  }
  const created = await createConnections({
    ...parts,
    config,
    knex,
    now: () => new Date(),
    environment: process.env,
    createDeadline: ms => AbortSignal.timeout(ms),
    createRuns: connections =>
      createRuns({
        knex,
        connections,
        worker: config.worker,
        runs: config.runs,
        notify: config.notifications.enabled ?? installed('notifications'),
      }),
  });
  const { store, source } = created;

  permissionsRegistry.addPermissions([connectionCreatePermission]);
  permissionsRegistry.addResourceType({
    resourceRef: connectorConnectionResourceRef,
    permissions: connectorPermissions.filter(it => isResourcePermission(it)),
    rules: Object.values(connectionRules),
    getResources: async ids => {
      const found = await store.find(ids);
      return ids.map(id => found.find(it => it.id === id));
    },
  });
  const access = ConnectionAccess.create({
    permissions,
    isAllowed: createConditionAuthorizer(
      permissionsRegistry.getPermissionRuleset(connectorConnectionResourceRef),
    ),
    find: ids => store.find(ids),
  });
  const { schedules, dispatcher, occurrences } = await createSchedules({
    knex,
    declared: config.connections.flatMap(({ id, schedule }) =>
      schedule ? [{ connectionId: id, definition: schedule }] : [],
    ),
    access,
    connections: store,
    source,
    worker: created.worker,
    telling: created.telling,
    logger: parts.logger,
    now: () => new Date(),
  });

  const { exports, imports } = createArchives({
    ...parts,
    knex,
    access,
    structures: created.structures,
    connectionName: id => source.nameOf(id),
    worker: created.worker,
    onRunEvent: created.telling?.onRunEvent,
    rootConfig: parts.config,
    config: config.archives,
    now: () => new Date(),
  });

  const { timeoutMs } = config.checks;
  const router = createRouter({
    ...parts,
    technologies: {
      list: () => technologies.list(),
      unavailable: () => technologies.unavailable(modules),
    },
    connections: AuthorizedConnectionService.create({
      ...created,
      access,
      matchScope: (connectionId, scope) =>
        matchScope({
          source,
          connectionId,
          scope,
          timeoutMs,
          deadline: AbortSignal.timeout(timeoutMs),
        }),
    }),
    runs: AuthorizedRunService.create({ ...created, access }),
    schedules,
    exports,
    imports,
  });
  return { ...created, router, dispatcher, occurrences };
}
