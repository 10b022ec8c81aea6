import moduleSqlite from '@backstage-connector/plugin-connector-backend-module-sqlite';
import { connectorExtensionPoint } from '@backstage-connector/plugin-connector-node';
import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import { testKey } from './__testUtils__/connectionServices';
import { migratedDatabase } from './__testUtils__/databases';
import { insertHistory } from './__testUtils__/runHistory';
import { createSampleConnector } from './__testUtils__/sampleConnector';
import connectorPlugin from './index';

const { connector } = createSampleConnector();

/** A module whose technology is declared wrongly. */
const brokenModule = createBackendModule({
  pluginId: 'connector',
  moduleId: 'broken',
  register(reg) {
    reg.registerInit({
      deps: { technologies: connectorExtensionPoint },
      async init({ technologies }) {
        technologies.addConnector({
          ...connector,
          technology: { ...connector.technology, id: 'broken', title: '' },
        });
      },
    });
  },
});

const encryption = { keys: [testKey('k1')] };

const start = (data: JsonObject, ...features: BackendFeature[]) =>
  startTestBackend({
    features: [
      connectorPlugin,
      moduleSqlite,
      mockServices.rootConfig.factory({ data }),
      catalogServiceMock.factory(),
      ...features,
    ],
  });

const failed = (run: { queued_at: string }) => ({
  ...run,
  state: 'failed' as const,
});

describe('the connector plugin', () => {
  it('offers the technologies of the installed modules', async () => {
    const { server } = await start({
      connector: { encryption, sqlite: { directories: ['/srv'] } },
    });
    const { body } = await request(server).get(
      '/api/connector/v1/technologies',
    );
    expect(body).toMatchObject({ items: [{ id: 'sqlite' }], unavailable: [] });
  });

  it.each([
    ['without configuration', {}, 'connector.encryption.keys needs at least'],
    [
      'with a connection to an unknown technology',
      {
        connector: {
          encryption,
          connections: [
            {
              id: 'warehouse',
              name: 'Warehouse',
              technology: 'oracle',
              owner: 'group:default/data',
            },
          ],
        },
      },
      'connector.connections[0] (warehouse): "technology": there is no technology "oracle"; installed are: sqlite',
    ],
  ])('does not start %s, and says why', async (_, data, message) => {
    await expect(start(data as JsonObject)).rejects.toThrow(message);
  });

  it('goes on without a broken module, if the portal allows that', async () => {
    const { server } = await start(
      {
        connector: { encryption },
        backend: {
          startup: { default: { onPluginModuleBootFailure: 'continue' } },
        },
      },
      brokenModule,
    );
    const { body } = await request(server).get(
      '/api/connector/v1/technologies',
    );
    expect(body).toMatchObject({
      items: [{ id: 'sqlite' }],
      unavailable: [
        {
          module: 'broken',
          reason: expect.stringContaining('"broken" is declared wrongly'),
        },
      ],
    });
  });

  it('deletes old runs by a task that anybody may trigger at any time', async () => {
    const scheduler = mockServices.scheduler.mock();
    const knex = await migratedDatabase('SQLITE_3');
    await start(
      { connector: { encryption, runs: { retention: { maxAge: '30d' } } } },
      scheduler.factory,
      mockServices.database.factory({ knex }),
    );
    const dayAgo = (days: number) =>
      new Date(Date.now() - days * 86_400_000).toISOString();
    const history = [31, 29].map(days => ({ queued_at: dayAgo(days) }));
    await insertHistory(knex, 'c-1', ...history.map(failed));
    const [{ fn }] = scheduler.scheduleTask.mock.calls
      .map(([task]) => task)
      .filter(({ id }) => id === 'delete-old-runs');
    const { signal } = new AbortController();
    await Promise.all([fn(signal), fn(signal)]);
    await expect(knex('runs').pluck('queued_at')).resolves.toEqual([
      history[1].queued_at,
    ]);
  });

  it('warns of a limit for a technology that is not installed', async () => {
    const logger = mockServices.rootLogger.mock();
    const child = mockServices.logger.mock();
    logger.child.mockReturnValue(child);
    child.child.mockReturnValue(child);
    await start(
      {
        connector: {
          encryption,
          runs: { concurrencyPerTechnology: { sqlite: 1, postgres: 2 } },
        },
      },
      logger.factory,
    );
    const warnings = child.warn.mock.calls.map(([message]) => message);
    expect(warnings.filter(it => it.includes('concurrencyPer'))).toEqual([
      expect.stringContaining('"postgres", which is not installed'),
    ]);
  });

  it('names a broken module when the portal does not start', async () => {
    await expect(
      start({ connector: { encryption } }, brokenModule),
    ).rejects.toThrow(/Module 'broken' for plugin 'connector' startup failed/);
  });
});
