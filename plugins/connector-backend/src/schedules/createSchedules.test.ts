import { mockServices } from '@backstage/backend-test-utils';
import { aConnection } from '../__testUtils__/connections';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { TestSource } from '../__testUtils__/TestSource';
import { ConnectionAccess } from '../connections/ConnectionAccess';
import { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import { daily } from './__testUtils__/scheduleWorld';
import { createSchedules, startDispatching } from './createSchedules';

const TASK = 'dispatch-schedules';

describe.each(engines)('schedules put together, on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    const clock = { now: new Date('2026-03-10T00:00:00Z') };
    const connections = DatabaseConnectionStore.create({ knex });
    await connections.insert(aConnection({ origin: 'configuration' }));
    const logger = mockServices.logger.mock();
    const { dispatcher } = await createSchedules({
      knex,
      declared: [{ connectionId: 'c-1', definition: daily() }],
      access: ConnectionAccess.create({
        permissions: mockServices.permissions(),
        isAllowed: () => true,
        find: ids => connections.find(ids),
      }),
      connections,
      source: new TestSource(),
      worker: { wake() {} },
      logger,
      now: () => clock.now,
    });
    const scheduler = mockServices.scheduler();
    await startDispatching({ scheduler, dispatcher, logger });
    return { clock, knex, logger, scheduler };
  }

  it('starts what app-config declares, however often the task is triggered', async () => {
    const { clock, knex, scheduler } = await setUp();
    await scheduler.triggerTask(TASK);
    await expect(knex('runs')).resolves.toEqual([]);
    clock.now = new Date('2026-03-10T02:00:00Z');
    await Promise.all([
      scheduler.triggerTask(TASK),
      scheduler.triggerTask(TASK),
    ]);
    await scheduler.triggerTask(TASK);
    await expect(knex('runs')).resolves.toMatchObject([
      { connection_id: 'c-1', trigger: 'schedule', requested_by: 'app-config' },
    ]);
  });

  it('looks in every process', async () => {
    const { scheduler } = await setUp();
    await expect(scheduler.getScheduledTasks()).resolves.toMatchObject([
      { id: TASK, scope: 'local' },
    ]);
  });

  it('goes on after the database was away', async () => {
    const { clock, knex, logger, scheduler } = await setUp();
    clock.now = new Date('2026-03-10T02:00:00Z');
    await knex.schema.renameTable('schedules', 'away');
    await scheduler.triggerTask(TASK);
    expect(logger.error).toHaveBeenCalledTimes(1);
    await knex.schema.renameTable('away', 'schedules');
    await scheduler.triggerTask(TASK);
    await expect(knex('runs')).resolves.toHaveLength(1);
  });
});
