import { engines, migratedDatabase } from '../__testUtils__/databases';
import { ADA, daily, scheduleWorld } from './__testUtils__/scheduleWorld';
import { declareSchedules } from './declareSchedules';

const all = () => true;

describe.each(engines)('ScheduleService on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    const world = scheduleWorld(knex);
    await world.connect();
    await world.connect({ id: 'c-2', name: 'Archive' });
    await world.connect({
      id: 'declared',
      name: 'Declared',
      origin: 'configuration',
    });
    return { ...world, knex };
  }

  it('says when the connection runs next as soon as it is saved', async () => {
    const { service } = await setUp();
    const definition = daily({
      recurrence: { kind: 'monthly', day: 31, time: '02:30' },
      zone: 'Europe/Paris',
    });
    const saved = await service.save('c-1', definition, ADA);
    expect(saved).toEqual({
      ...definition,
      connectionId: 'c-1',
      origin: 'portal',
      version: 1,
      nextRun: '2026-03-31T00:30:00.000Z',
      updatedBy: ADA,
      updatedAt: '2026-03-10T00:00:00.000Z',
    });
    await expect(service.get('c-1')).resolves.toEqual(saved);
    await expect(service.list(all)).resolves.toEqual([saved]);
    await expect(service.list(() => false)).resolves.toEqual([]);
  });

  it('saves nothing that never comes due, and names the field', async () => {
    const { service } = await setUp();
    const never = daily({
      recurrence: { kind: 'cron', expression: '0 0 31 2 *' },
    });
    await expect(service.save('c-1', never, ADA)).rejects.toThrow(
      /^"recurrence.expression" /,
    );
    expect(() => service.preview(never)).toThrow(/^"recurrence.expression" /);
    await expect(service.get('c-1')).rejects.toThrow(
      'The connection "c-1" has no schedule',
    );
  });

  it('refuses a schedule for a connection that does not exist', async () => {
    const { service } = await setUp();
    await expect(service.save('c-9', daily(), ADA)).rejects.toThrow(
      'There is no connection "c-9"',
    );
    await expect(service.delete('c-9', 1)).rejects.toThrow('c-9');
  });

  it('deletes a schedule', async () => {
    const { service, scheduled, lookAt } = await setUp();
    await service.save('c-1', daily(), ADA);
    await expect(service.delete('c-1', 2)).rejects.toThrow('"version"');
    await service.delete('c-1', 1);
    await lookAt('03-10T02:00');
    expect(await scheduled()).toEqual([]);
    await expect(service.delete('c-1', 1)).rejects.toThrow('has no schedule');
  });

  it('previews the next five runs and marks those that are moved', async () => {
    const { service, clock } = await setUp();
    clock.now = new Date('2026-03-27T12:00:00Z');
    const preview = service.preview(
      daily({
        zone: 'Europe/Paris',
        recurrence: { kind: 'daily', time: '02:30' },
      }),
    );
    expect(preview).toHaveLength(5);
    expect(preview[1]).toEqual({
      at: '2026-03-29T01:00:00.000Z',
      local: '2026-03-29T03:00:00+02:00',
      wallTime: '2026-03-29T02:30',
      dst: 'moved',
    });
    expect(preview.filter(it => it.dst)).toHaveLength(1);
  });

  it('merges the next runs of all that are switched on, soonest first', async () => {
    const { service } = await setUp();
    await service.save('c-1', daily(), ADA);
    const often = daily({
      recurrence: { kind: 'cron', expression: '0 */12 * * *' },
      zone: 'Asia/Kathmandu',
    });
    await service.save('c-2', often, ADA);
    const runs = await service.upcoming(all, 4);
    expect(
      runs.map(it => `${it.connectionName} ${it.at.slice(5, 16)}`),
    ).toEqual([
      'Warehouse 03-10T02:00',
      'Archive 03-10T06:15',
      'Archive 03-10T18:15',
      'Warehouse 03-11T02:00',
    ]);
    expect(runs[1]).toMatchObject({
      connectionId: 'c-2',
      technology: 'sample',
      zone: 'Asia/Kathmandu',
      local: '2026-03-10T12:00:00+05:45',
    });
    await expect(
      service.upcoming(id => id === 'c-1', 1),
    ).resolves.toMatchObject([{ connectionId: 'c-1' }]);
    await service.save(
      'c-1',
      { ...daily({ enabled: false }), version: 1 },
      ADA,
    );
    await expect(service.upcoming(id => id === 'c-1', 5)).resolves.toEqual([]);
  });

  describe('declareSchedules', () => {
    const declared = { connectionId: 'declared', definition: daily() };

    it('makes the schedules of app-config, which nobody changes here', async () => {
      const { service, schedules, clock } = await setUp();
      const now = () => clock.now;
      await declareSchedules({ declared: [declared], schedules, now });
      await expect(service.get('declared')).resolves.toMatchObject({
        origin: 'configuration',
        version: 1,
        nextRun: '2026-03-10T02:00:00.000Z',
        updatedBy: 'app-config',
      });
      const message =
        '"Declared" comes from app-config, and so does its schedule; change it under connector.connections';
      await expect(
        service.save('declared', { ...daily(), version: 1 }, ADA),
      ).rejects.toThrow(message);
      await expect(service.delete('declared', 1)).rejects.toThrow(message);
    });

    it('lets an unchanged one catch up what it missed, and starts a changed one anew', async () => {
      const { service, schedules, clock } = await setUp();
      const now = () => clock.now;
      await declareSchedules({ declared: [declared], schedules, now });
      clock.now = new Date('2026-03-12T03:00:00Z');
      await declareSchedules({ declared: [declared], schedules, now });
      await expect(service.get('declared')).resolves.toMatchObject({
        version: 1,
        nextRun: '2026-03-10T02:00:00.000Z',
      });
      const definition = daily({ zone: 'Europe/Paris' });
      await declareSchedules({
        declared: [{ ...declared, definition }],
        schedules,
        now,
      });
      await expect(service.get('declared')).resolves.toMatchObject({
        version: 2,
        zone: 'Europe/Paris',
        nextRun: '2026-03-13T01:00:00.000Z',
      });
    });

    it('deletes what is no longer declared, and nothing of the portal', async () => {
      const { service, schedules, clock } = await setUp();
      const now = () => clock.now;
      await service.save('c-1', daily(), ADA);
      await declareSchedules({ declared: [declared], schedules, now });
      await declareSchedules({ declared: [], schedules, now });
      const left = await service.list(all);
      expect(left.map(it => it.connectionId)).toEqual(['c-1']);
    });

    it('is done once by processes that start together', async () => {
      const { service, schedules, clock } = await setUp();
      const declare = () =>
        declareSchedules({
          declared: [declared],
          schedules,
          now: () => clock.now,
        });
      await Promise.all([declare(), declare(), declare()]);
      await expect(service.list(all)).resolves.toMatchObject([{ version: 1 }]);
      const retire = () =>
        declareSchedules({ declared: [], schedules, now: () => clock.now });
      await Promise.all([retire(), retire(), retire()]);
      await expect(service.list(all)).resolves.toEqual([]);
    });
  });
});
