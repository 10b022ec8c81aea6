import {
  RUNS_CHANNEL,
  runSignalSchema,
  type Connection,
} from '@backstage-connector/plugin-connector-common';
import {
  coreServices,
  createServiceFactory,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import signalsPlugin from '@backstage/plugin-signals-backend';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import { hearSignals } from './__testUtils__/hearSignals';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';
import { sqliteSource } from './__testUtils__/sources';

jest.setTimeout(60_000);

const ADA = 'user:default/ada';
const GRACE = 'user:default/grace';

const SOURCE = 'CREATE TABLE orders (id INTEGER PRIMARY KEY)';

describe.each(engines)(
  'a portal with notifications and signals, on %s',
  engine => {
    let portal: ImportPortal;
    let scheduler: SchedulerService;

    const start = async (connector = {}) => {
      scheduler = mockServices.scheduler();
      portal = await startImportPortal({
        database: await portalDatabase(engine),
        connector,
        config: {
          // Links of notifications are held to it.
          app: { baseUrl: 'http://localhost' },
          catalog: {
            locations: [
              {
                type: 'file',
                target: resolve(__dirname, '__fixtures__/people.yaml'),
                rules: [{ allow: ['Group', 'User'] }],
              },
            ],
          },
        },
        features: [
          notificationsPlugin,
          signalsPlugin,
          // The one of the test backend does not lead from plugin to plugin.
          eventsServiceFactory,
          createServiceFactory({
            service: coreServices.scheduler,
            deps: {},
            factory: () => scheduler,
          }),
        ],
      });
    };
    afterEach(() => portal.stop());

    /** Looks for news, as every process does every few seconds. */
    const look = () => scheduler.triggerTask('tell-news');

    /** What a person finds in their notifications, latest first. */
    const notificationsOf = async (person: string) => {
      const token = await portal.userToken(person);
      const response = await fetch(`${portal.url}/api/notifications`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      const { notifications } = await response.json();
      return (notifications as { origin: string; payload: object }[]).map(
        ({ origin, payload }) => ({ origin, ...payload }),
      );
    };

    const connect = async () => {
      const source = sqliteSource(SOURCE);
      const connection = await portal.connect(source.input());
      // Who the owner is must be known before anybody can be told.
      await eventually(async () =>
        expect(
          (
            await portal.catalog.getEntityByRef(GRACE)
          )?.relations,
        ).toHaveLength(1),
      );
      return { source, connection };
    };

    const about = ({ id, name }: Connection, news: string, runId: string) => ({
      origin: 'plugin:connector',
      title: `The import of ${name} ${news}`,
      link: `/connector/runs/${runId}`,
      scope: `connection:${id}`,
    });

    it('notifies owner and editor of failure and recovery, in one place each', async () => {
      await start();
      const { source, connection } = await connect();
      await portal.run(connection.id);
      await look();
      await expect(notificationsOf(ADA)).resolves.toEqual([]);

      rmSync(source.file);
      const failed = await portal.run(connection.id);
      expect(failed.state).toBe('failed');
      await look();
      await portal.run(connection.id);
      await look();
      for (const person of [ADA, GRACE]) {
        const news = about(connection, 'fails', failed.id);
        await expect(notificationsOf(person)).resolves.toMatchObject([news]);
      }
      await expect(notificationsOf('user:default/eve')).resolves.toEqual([]);

      source.execute(SOURCE);
      const repaired = await portal.run(connection.id);
      expect(repaired.state).toBe('succeeded');
      await look();
      for (const person of [ADA, GRACE]) {
        const news = about(connection, 'works again', repaired.id);
        await expect(notificationsOf(person)).resolves.toMatchObject([news]);
      }
    });

    it('notifies of a scheduled start that its connection does not allow', async () => {
      await start();
      const { source, connection } = await connect();
      const params = { id: connection.id };
      const other = sqliteSource(SOURCE);
      const { version } = connection;
      const { name } = source.input();
      await portal.client.updateConnection({
        params,
        body: { ...other.input({ name }), version },
      });
      await portal.client.putSchedule({
        params,
        body: { recurrence: { kind: 'daily', time: '02:00' }, zone: 'UTC' },
      });
      const due = new Date(Date.now() - 60_000).toISOString();
      const knex = await portal.knexOf('connector');
      await knex('schedules').update({ next_run_at: due, due_at: due });
      await scheduler.triggerTask('dispatch-schedules');
      await look();
      const { items } = await portal.client.listRuns({
        query: { connection: connection.id },
      });
      expect(items).toMatchObject([{ state: 'failed', trigger: 'schedule' }]);
      await expect(notificationsOf(ADA)).resolves.toMatchObject([
        {
          ...about(connection, 'fails', items[0].id),
          description: expect.stringContaining('test'),
        },
      ]);
    });

    it('sends nothing when app-config says so', async () => {
      await start({ notifications: { enabled: false } });
      const { source, connection } = await connect();
      rmSync(source.file);
      await portal.run(connection.id);
      await look();
      await expect(notificationsOf(ADA)).resolves.toEqual([]);
    });

    it('tells open pages that a run moves, in ids and states only', async () => {
      await start();
      const { connection } = await connect();
      const heard = await hearSignals({
        url: portal.url,
        token: await portal.userToken(GRACE),
        channel: RUNS_CHANNEL,
      });
      const run = await portal.run(connection.id);
      await eventually(() =>
        expect(heard.messages.at(-1)).toMatchObject({
          runId: run.id,
          state: 'succeeded',
        }),
      );
      heard.close();
      expect(heard.messages[0]).toMatchObject({ state: 'queued' });
      for (const message of heard.messages) {
        expect(runSignalSchema.strict().parse(message)).toEqual(message);
      }
    });
  },
);
