import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { CatalogGateway } from '../apply/CatalogGateway';
import { DatabaseDecisionStore } from '../database/DatabaseDecisionStore';
import { DatabaseObjectStore } from '../database/DatabaseObjectStore';
import { DatabaseOccurrenceStore } from '../database/DatabaseOccurrenceStore';
import { DatabaseRunLogStore } from '../database/DatabaseRunLogStore';
import { DatabaseHistoryStore } from '../database/DatabaseHistoryStore';
import { watchDatabase } from '../database/databaseOutage';
import { DatabaseRunStore } from '../database/DatabaseRunStore';
import type { RunListener } from '../database/runRows';
import { DefaultObjectService } from './DefaultObjectService';
import { DefaultRunService } from './DefaultRunService';
import { RunRetention, type RetentionPolicy } from './RunRetention';
import { RunWorker, type RunWorkerOptions } from './RunWorker';
import type { ConnectionSource } from './types';

/** The run queue with its worker, and the services that look into it. */
export function createRuns(
  options: {
    knex: Knex;
    gateway: CatalogGateway;
    connections: ConnectionSource;
    logger: LoggerService;
    now: () => Date;
    onRunEvent?: RunListener;
    retention: RetentionPolicy;
  } & Pick<
    RunWorkerOptions,
    | 'concurrency'
    | 'heartbeatMs'
    | 'leaseMs'
    | 'limits'
    | 'pollMs'
    | 'random'
    | 'retry'
    | 'timeoutMs'
  >,
) {
  const { knex, now, connections } = options;
  watchDatabase(knex);
  const stores = {
    runs: DatabaseRunStore.create(options),
    logs: DatabaseRunLogStore.create({ knex }),
    decisions: DatabaseDecisionStore.create({ knex }),
    objects: DatabaseObjectStore.create({ knex, now }),
  };
  const worker = RunWorker.create({ ...options, ...stores });
  return {
    worker,
    runs: DefaultRunService.create({ ...stores, connections, worker }),
    retention: RunRetention.create({
      history: DatabaseHistoryStore.create({ knex }),
      occurrences: DatabaseOccurrenceStore.create({ knex, now }),
      policy: options.retention,
      now,
    }),
    objects: DefaultObjectService.create({ ...stores, ...options }),
  };
}
