/*
 * One process of a portal that dispatches schedules and executes runs until it is
 * killed. Its catalog is a table, so that it outlives the process. Told to hold a
 * run, it never ends the first that it takes, and says in a table which that is.
 */
import {
  annotations,
  assetUrn,
} from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import knexFactory, { type Knex } from 'knex';
import { setInterval, setTimeout } from 'node:timers/promises';
import { TestSource, table } from '../../__testUtils__/TestSource';
import type { CatalogGateway } from '../../apply/CatalogGateway';
import { DatabaseOccurrenceStore } from '../../database/DatabaseOccurrenceStore';
import { DatabaseScheduleStore } from '../../database/DatabaseScheduleStore';
import { createRuns } from '../../runs/createRuns';
import { ScheduleDispatcher } from '../../schedules/ScheduleDispatcher';

/** How long an asset takes to be read: most kills meet a run. */
const READ_MS = 100;

/** Each connection reads the same from a system of its own. */
function createSource(knex: Knex, hold: boolean): TestSource {
  const source = new TestSource().has(table('orders'), table('customers'));
  const own = (connectionId: string, path: readonly string[]) =>
    assetUrn({ technology: 'test', system: connectionId, path: [...path] });
  source.assetsOf = connectionId =>
    source.assets.map(asset => ({
      ...asset,
      urn: own(connectionId, asset.path),
      ...('parent' in asset && {
        parent: own(connectionId, asset.path.slice(0, -1)),
      }),
    }));
  const runnable = source.runnable.bind(source);
  source.runnable = async id => {
    const connection = await runnable(id);
    return {
      ...connection,
      options: { ...connection.options, namePrefix: id },
    };
  };
  const open = source.open.bind(source);
  let held = false;
  source.open = async id => {
    if (hold && !held) {
      held = true;
      await knex('test_held').insert({ connection_id: id });
      await new Promise(() => {});
    }
    return open(id);
  };
  source.onAsset = async (_, signal) => {
    await setTimeout(READ_MS, undefined, { signal });
  };
  return source;
}

function createCatalog(knex: Knex): CatalogGateway {
  return {
    async deliver({ source, added, removed }) {
      if (added.length > 0) {
        await knex('test_catalog')
          .insert(
            added.map(entity => ({
              ref: stringifyEntityRef(entity),
              source,
              revision: entity.metadata.annotations?.[annotations.revision],
            })),
          )
          .onConflict('ref')
          .merge();
      }
      await knex('test_catalog').whereIn('ref', removed).delete();
      return { rejected: [] };
    },
    async holders() {
      return new Map();
    },
    async visible(source) {
      const rows = await knex('test_catalog').where({ source });
      return new Map(
        rows.map(({ revision }) => revision.split('/') as [string, string]),
      );
    },
  };
}

async function workUntilKilled(connection: object): Promise<void> {
  const knex = knexFactory({ client: 'pg', connection, pool: { max: 8 } });
  const options = {
    knex,
    now: () => new Date(),
    logger: console as never,
    connections: createSource(knex, process.env.TEST_HOLD === 'yes'),
  };
  const { worker } = createRuns({
    ...options,
    gateway: createCatalog(knex),
    concurrency: 5,
    heartbeatMs: 200,
    // Long enough for a process that lives on a machine with much to do.
    leaseMs: 5_000,
    pollMs: 200,
    retry: { attempts: 3, initialDelayMs: 500, maxDelayMs: 1_000 },
    timeoutMs: 60_000,
    limits: { test: 12 },
    random: () => 0.5,
    retention: {
      maxAgeMs: 86_400_000,
      maxRunsPerConnection: 10,
      detailsMaxAgeMs: 86_400_000,
    },
  });
  const dispatcher = ScheduleDispatcher.create({
    ...options,
    worker,
    schedules: DatabaseScheduleStore.create(options),
    occurrences: DatabaseOccurrenceStore.create(options),
  });
  worker.start();
  for await (const _ of setInterval(300)) {
    await dispatcher.dispatch();
  }
}

workUntilKilled(JSON.parse(process.env.TEST_CONNECTION ?? '')).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
