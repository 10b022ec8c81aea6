import type { Run } from '@backstage-connector/plugin-connector-common';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migratedDatabase, type engines } from '../../__testUtils__/databases';
import { eventually } from '../../__testUtils__/eventually';
import { MemoryCatalog } from '../../__testUtils__/MemoryCatalog';
import { TestSource, table } from '../../__testUtils__/TestSource';
import { DatabaseDecisionStore } from '../../database/DatabaseDecisionStore';
import { watchDatabase } from '../../database/databaseOutage';
import { DatabaseObjectStore } from '../../database/DatabaseObjectStore';
import { DatabaseRunLogStore } from '../../database/DatabaseRunLogStore';
import { DatabaseRunStore } from '../../database/DatabaseRunStore';
import { DefaultRunService } from '../DefaultRunService';
import { RunWorker, type RunWorkerOptions } from '../RunWorker';

/** The counts of a run's decisions, without those that are zero. */
export const nonZero = (run: Run) =>
  Object.fromEntries(
    Object.entries(run.report?.byAction ?? {}).filter(([, count]) => count > 0),
  );

/** What queues runs for workers of which it knows nothing. */
export const nobody = { wake: () => {}, cancel: () => {} };

/** Runs on a database, with a source and a catalog in memory. */
export async function runWorld(
  database: (typeof engines)[number] | Knex,
  options: {
    /** Of the workers; other than the database's own, e.g. one that is cut. */
    connect?: (knex: Knex) => Knex;
    now?: () => Date;
  } = {},
) {
  const { connect = knex => knex, now = () => new Date() } = options;
  const workers: RunWorker[] = [];
  const knex =
    typeof database === 'string' ? await migratedDatabase(database) : database;
  const catalog = new MemoryCatalog();
  const source = new TestSource().has(table('orders'), table('customers'));
  const createStores = (on: Knex) => ({
    runs: DatabaseRunStore.create({ knex: on, now }),
    logs: DatabaseRunLogStore.create({ knex: on }),
    decisions: DatabaseDecisionStore.create({ knex: on }),
    objects: DatabaseObjectStore.create({ knex: on, now }),
  });
  const stores = createStores(knex);
  const startWorker = (over: Partial<RunWorkerOptions> = {}) => {
    const own = connect(knex);
    watchDatabase(own);
    const worker = RunWorker.create({
      ...createStores(own),
      connections: source,
      gateway: catalog,
      logger: mockServices.logger.mock(),
      now,
      concurrency: 2,
      heartbeatMs: 50,
      leaseMs: 30_000,
      pollMs: 60_000,
      retry: { attempts: 1, initialDelayMs: 1_000, maxDelayMs: 1_000 },
      timeoutMs: 60_000,
      limits: {},
      random: () => 0,
      ...over,
    });
    worker.start();
    workers.push(worker);
    return worker;
  };
  const serviceOf = (worker: Pick<RunWorker, 'wake' | 'cancel'>) =>
    DefaultRunService.create({ ...stores, connections: source, worker });
  const service = serviceOf({
    wake: () => workers.forEach(worker => worker.wake()),
    cancel: id => workers.forEach(worker => worker.cancel(id)),
  });
  const ended = (id: string): Promise<Run> =>
    eventually(
      async () => {
        const run = await service.get(id);
        expect(run.endedAt && (run.delivery?.settled ?? true)).toBeTruthy();
        return run;
      },
      { timeout: 50_000 },
    );
  const start = (
    kind: 'import' | 'preview' = 'import',
    id = 'c-1',
    by = 'user:default/ada',
  ) =>
    service.start({
      connectionId: id,
      kind,
      trigger: 'manual',
      requestedBy: by,
    });
  const run = async (kind?: 'import' | 'preview', id?: string) =>
    ended((await start(kind, id)).id);
  const objects = () => knex('objects').select().orderBy('uid');
  const names = () =>
    [...catalog.entities.values()]
      .map(({ entity }) => entity.metadata.title ?? entity.metadata.name)
      .sort();
  return {
    knex,
    stores,
    catalog,
    source,
    service,
    serviceOf,
    startWorker,
    start,
    ended,
    run,
    objects,
    names,
    /** A worker whose process has died has nothing to stop. */
    forget: (worker: RunWorker) => workers.splice(workers.indexOf(worker), 1),
    stop: () => Promise.all(workers.splice(0).map(worker => worker.stop())),
  };
}

export type RunWorld = Awaited<ReturnType<typeof runWorld>>;
