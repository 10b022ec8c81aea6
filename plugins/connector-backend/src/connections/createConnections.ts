import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { ConnectorPluginConfig } from '../config/readConnectorConfig';
import { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import { DatabaseHealthStore } from '../database/DatabaseHealthStore';
import { DatabaseScheduleStore } from '../database/DatabaseScheduleStore';
import type {
  ConnectionSource,
  ObjectService,
  RunService,
} from '../runs/types';
import { CheckService } from './CheckService';
import { ConnectionService } from './ConnectionService';
import { ConnectionStructures } from './ConnectionStructures';
import { createConnectionView } from './createConnectionView';
import { declareConnections } from './declareConnections';
import { createImportBlock } from './importBlock';
import { rotateSecrets } from './rotateSecrets';
import { SecretBox } from './SecretBox';
import { SecretVault } from './SecretVault';
import { StoredConnectionSource } from './StoredConnectionSource';
import type { Technologies } from './Technologies';

export interface ConnectionsOptions<R extends Runs> {
  readonly config: ConnectorPluginConfig;
  readonly knex: Knex;
  readonly technologies: Technologies;
  readonly logger: LoggerService;
  readonly now: () => Date;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly createDeadline: (ms: number) => AbortSignal;
  /** Runs need connections, and connections show their runs. */
  createRuns(source: ConnectionSource): R;
}

interface Runs {
  readonly runs: RunService;
  readonly objects: ObjectService;
}

/**
 * Puts the services of connections together, with those of app-config declared
 * and old keys replaced.
 *
 * @throws InputError that lists what is wrong in app-config.
 */
export async function createConnections<R extends Runs>(
  options: ConnectionsOptions<R>,
) {
  const { config, knex, technologies, logger, now } = options;
  const checkTimeoutMs = config.checks.timeoutMs;
  const store = DatabaseConnectionStore.create({ knex });
  const box = SecretBox.create(config.encryption);
  const declared = new Map(
    config.connections.map(({ id, secrets }) => [id, secrets]),
  );
  const vault = SecretVault.create({
    ...config.encryption,
    box,
    declared,
    environment: options.environment,
  });
  await declareConnections({ ...config, store, technologies, box, now });
  const rotated = await rotateSecrets({ vault, store });
  if (rotated > 0) {
    logger.info(`Encrypted ${rotated} secrets again with the first key`);
  }

  const importBlock = createImportBlock({
    technologies,
    vault,
    declared,
    checkTimeoutMs,
    now,
  });
  const source = StoredConnectionSource.create({
    store,
    technologies,
    vault,
    importBlock,
  });
  const created = options.createRuns(source);
  const checks = CheckService.create({
    ...options,
    store,
    source,
    timeoutMs: checkTimeoutMs,
  });
  const schedules = DatabaseScheduleStore.create({ knex, now });
  const view = createConnectionView({
    ...created,
    technologies,
    vault,
    declared,
    importBlock,
    health: DatabaseHealthStore.create({ knex }),
    schedules,
    checkTimeoutMs,
    now,
  });
  const connections = ConnectionService.create({
    ...created,
    store,
    technologies,
    vault,
    declared,
    view,
    checks,
    now,
  });
  const structures = ConnectionStructures.create({
    store,
    technologies,
    vault,
    schedules,
  });
  return { ...created, connections, checks, source, store, structures };
}
