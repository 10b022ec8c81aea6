import { ConflictError, NotFoundError } from '@backstage/errors';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { ADA, daily, scheduleWorld } from './__testUtils__/scheduleWorld';
import type { ScheduleDispatcher } from './ScheduleDispatcher';

describe.each(engines)('ScheduleDispatcher on %s', engine => {
  async function setUp(over: Parameters<typeof daily>[0] = {}) {
    const knex = await migratedDatabase(engine);
    const world = scheduleWorld(knex);
    await world.connect();
    await world.service.save('c-1', daily(over), ADA);
    return { ...world, knex };
  }

  const runManually = (world: Awaited<ReturnType<typeof setUp>>) =>
    world.runs.insert({
      id: 'manual',
      connectionId: 'c-1',
      connectionName: 'Warehouse',
      technology: 'test',
      kind: 'import',
      trigger: 'manual',
      requestedBy: ADA,
      settings: {},
    });

  it('queues a run when its time has come, once a start', async () => {
    const world = await setUp();
    await world.lookAt('03-10T01:59');
    expect(await world.scheduled()).toEqual([]);
    await world.lookAt('03-10T02:00');
    expect(await world.scheduled()).toMatchObject([
      {
        connection_id: 'c-1',
        connection_name: 'Connection c-1',
        kind: 'import',
        state: 'queued',
        requested_by: ADA,
        settings: '{"parameters":{"file":"x"}}',
      },
    ]);
    expect(world.worker.wake).toHaveBeenCalledTimes(1);
    await world.endRuns();
    await world.lookAt('03-10T02:00');
    await world.lookAt('03-10T23:59');
    expect(await world.scheduled()).toHaveLength(1);
    await world.lookAt('03-11T02:00');
    expect(await world.scheduled()).toHaveLength(2);
    await expect(world.service.get('c-1')).resolves.toMatchObject({
      nextRun: '2026-03-12T02:00:00.000Z',
    });
  });

  it('tells of what it has started, how late, and of what could not start', async () => {
    const world = await setUp();
    await world.lookAt('03-10T02:03');
    const queued = { type: 'queued', run: { state: 'queued' } };
    const { onRunEvent, onScheduled } = world.telling;
    expect(onRunEvent.mock.calls).toMatchObject([[queued]]);
    expect(onScheduled).toHaveBeenCalledWith(
      'test',
      '2026-03-10T02:00:00.000Z',
    );
    await world.lookAt('03-11T02:00');
    expect(await world.outcomes()).toContain('03-11T02:00 overlap');
    expect(onRunEvent).toHaveBeenCalledTimes(1);
    await world.endRuns();
    world.source.blocked = new ConflictError('The last test failed');
    await world.lookAt('03-12T02:00');
    expect(onRunEvent).toHaveBeenLastCalledWith({
      type: 'ended',
      run: expect.objectContaining({ state: 'failed', trigger: 'schedule' }),
    });
    expect(onScheduled).toHaveBeenCalledTimes(2);
  });

  it('runs in the zone of the schedule, through daylight saving', async () => {
    const world = await setUp({ zone: 'Europe/Paris' });
    for (const day of ['03-28', '03-29', '03-30']) {
      for (let hour = 0; hour < 24; hour++) {
        await world.lookAt(`${day}T${String(hour).padStart(2, '0')}:00`);
        await world.endRuns();
      }
    }
    expect((await world.outcomes()).slice(-3)).toEqual([
      '03-28T01:00 started',
      '03-29T01:00 started',
      '03-30T00:00 started',
    ]);
  });

  it('does nothing while the schedule is switched off, and keeps it', async () => {
    const world = await setUp();
    await world.service.save(
      'c-1',
      { ...daily({ enabled: false }), version: 1 },
      ADA,
    );
    await world.lookAt('03-12T02:00');
    expect(await world.scheduled()).toEqual([]);
    await expect(world.service.get('c-1')).resolves.toMatchObject({
      recurrence: { kind: 'daily', time: '02:00' },
      enabled: false,
    });
    await world.service.save('c-1', { ...daily(), version: 2 }, ADA);
    await world.lookAt('03-12T02:00');
    expect(await world.scheduled()).toEqual([]);
    await world.lookAt('03-13T02:00');
    expect(await world.scheduled()).toHaveLength(1);
  });

  it('starts later by the jitter, and is due at the time of the schedule', async () => {
    const world = await setUp({ jitterSeconds: 3600 });
    await world.lookAt('03-10T02:00');
    expect(await world.scheduled()).toEqual([]);
    await world.lookAt('03-10T03:00');
    expect(await world.outcomes()).toEqual(['03-10T02:00 started']);
  });

  describe('while another run of the connection is active', () => {
    it('skips, and says why', async () => {
      const world = await setUp();
      await runManually(world);
      await world.lookAt('03-10T02:00');
      await world.endRuns();
      await world.lookAt('03-10T02:01');
      expect(await world.scheduled()).toEqual([]);
      expect(await world.outcomes()).toEqual(['03-10T02:00 overlap']);
    });

    it('lets one wait if the schedule says so, and no second', async () => {
      const world = await setUp({
        overlap: 'queue',
        recurrence: { kind: 'cron', expression: '0 2-4 * * *' },
      });
      await runManually(world);
      await world.lookAt('03-10T02:00');
      await world.lookAt('03-10T03:00');
      expect(await world.outcomes()).toEqual([
        '03-10T02:00 waiting',
        '03-10T03:00 queued',
      ]);
      expect(await world.scheduled()).toEqual([]);
      await world.endRuns();
      await world.lookAt('03-10T03:30');
      expect(await world.outcomes()).toEqual([
        '03-10T02:00 started',
        '03-10T03:00 queued',
      ]);
      expect(await world.scheduled()).toMatchObject([{ state: 'queued' }]);
      expect(world.worker.wake).toHaveBeenCalledTimes(1);
      await world.endRuns();
      await world.lookAt('03-10T03:31');
      expect(await world.scheduled()).toHaveLength(1);
    });

    it('lets a start that waits go when the schedule is switched off', async () => {
      const world = await setUp({ overlap: 'queue' });
      await runManually(world);
      await world.lookAt('03-10T02:00');
      await world.service.save(
        'c-1',
        { ...daily({ enabled: false }), version: 1 },
        ADA,
      );
      await world.endRuns();
      await world.lookAt('03-10T02:01');
      expect(await world.scheduled()).toEqual([]);
      expect(await world.outcomes()).toEqual(['03-10T02:00 withdrawn']);
    });
  });

  describe('after the portal was down', () => {
    it('runs once for several starts if the latest is young enough', async () => {
      const world = await setUp();
      await world.lookAt('03-14T05:00', world.createDispatcher());
      await world.endRuns();
      await world.lookAt('03-14T05:01');
      expect(await world.scheduled()).toHaveLength(1);
      expect(await world.outcomes()).toEqual([
        '03-10T02:00 missed',
        '03-14T02:00 started',
      ]);
    });

    it('does not run when the latest is older than the grace period', async () => {
      const world = await setUp();
      await world.lookAt('03-14T08:02', world.createDispatcher());
      expect(await world.scheduled()).toEqual([]);
      expect(await world.outcomes()).toEqual(['03-10T02:00 missed']);
      await world.lookAt('03-15T02:00');
      expect(await world.scheduled()).toHaveLength(1);
    });
  });

  describe('when the clock jumps', () => {
    it('does not start again what it started before the clock went back', async () => {
      const world = await setUp();
      await world.lookAt('03-10T02:00');
      await world.endRuns();
      await world.lookAt('03-10T01:00');
      await world.lookAt('03-10T02:00');
      await world.lookAt('03-10T02:00', world.createDispatcher());
      // Saving works out the next start again: it is the same one.
      await world.lookAt('03-10T01:00');
      await world.service.save('c-1', { ...daily(), version: 1 }, ADA);
      await world.lookAt('03-10T02:00');
      expect(await world.scheduled()).toHaveLength(1);
      await world.lookAt('03-11T02:00');
      expect(await world.scheduled()).toHaveLength(2);
    });

    it.each<
      [
        string,
        (world: {
          createDispatcher(): ScheduleDispatcher;
        }) => ScheduleDispatcher | undefined,
      ]
    >([
      ['the same process', () => undefined],
      ['another process', world => world.createDispatcher()],
    ])(
      'goes on from today when it had been years ahead, in %s',
      async (_, dispatcher) => {
        const world = await setUp();
        world.clock.now = new Date('2036-07-01T00:00:00Z');
        await world.dispatcher.dispatch();
        await expect(world.service.get('c-1')).resolves.toMatchObject({
          nextRun: '2036-07-01T02:00:00.000Z',
        });
        await world.endRuns();
        await world.lookAt('03-10T01:00', dispatcher(world));
        await expect(world.service.get('c-1')).resolves.toMatchObject({
          nextRun: '2026-03-10T02:00:00.000Z',
        });
        await world.lookAt('03-10T02:00', dispatcher(world));
        // The clock has said that this one was missed; the others go on.
        await world.lookAt('03-11T02:00', dispatcher(world));
        expect((await world.outcomes()).slice(0, 2)).toEqual([
          '03-10T02:00 missed',
          '03-11T02:00 started',
        ]);
      },
    );
  });

  describe('while the connection is disabled', () => {
    const enable = async (
      { connections }: Awaited<ReturnType<typeof setUp>>,
      enabled: boolean,
    ) => {
      const stored = await connections.get('c-1');
      await connections.update({ ...stored, enabled });
    };

    it('passes over each start, writes that down, and goes on when it is enabled', async () => {
      const world = await setUp();
      await enable(world, false);
      await world.lookAt('03-10T02:00');
      await world.lookAt('03-11T02:00');
      expect(await world.scheduled()).toEqual([]);
      expect(world.worker.wake).not.toHaveBeenCalled();
      await expect(world.service.upcoming(() => true, 5)).resolves.toEqual([]);
      await enable(world, true);
      await world.lookAt('03-12T02:00');
      expect(await world.outcomes()).toEqual([
        '03-10T02:00 disabled',
        '03-11T02:00 disabled',
        '03-12T02:00 started',
      ]);
    });

    it('does not start what waited', async () => {
      const world = await setUp({ overlap: 'queue' });
      await runManually(world);
      await world.lookAt('03-10T02:00');
      await enable(world, false);
      await world.endRuns();
      await world.lookAt('03-10T02:01');
      expect(await world.scheduled()).toEqual([]);
      expect(await world.outcomes()).toEqual(['03-10T02:00 disabled']);
    });
  });

  describe('when the connection cannot be imported', () => {
    it.each([
      [
        'its test failed',
        new ConflictError('The last test failed; test again'),
      ],
      ['it is gone', new NotFoundError('There is no connection "c-1"')],
    ])('keeps a failed run that says so: %s', async (_, error) => {
      const world = await setUp();
      world.source.blocked = error;
      await world.lookAt('03-10T02:00');
      const [run] = await world.scheduled();
      await expect(world.runs.get(run.id)).resolves.toMatchObject({
        connectionName: 'Warehouse',
        technology: 'sample',
        state: 'failed',
        trigger: 'schedule',
        endedAt: '2026-03-10T02:00:00.000Z',
        failure: { code: 'run.precondition', remedy: error.message },
      });
      expect(await world.outcomes()).toEqual(['03-10T02:00 failed']);
      world.source.blocked = undefined;
      await world.lookAt('03-11T02:00');
      expect((await world.outcomes()).at(-1)).toBe('03-11T02:00 started');
    });

    it('tries again what may pass, and gives up on a failed run', async () => {
      const world = await setUp();
      world.source.blocked = new Error('connect ECONNREFUSED');
      await world.lookAt('03-10T02:00');
      await world.lookAt('03-10T02:04');
      expect(await world.scheduled()).toEqual([]);
      world.source.blocked = undefined;
      await world.lookAt('03-10T02:04');
      expect(await world.outcomes()).toEqual(['03-10T02:00 started']);

      await world.endRuns();
      world.source.blocked = new Error('connect ECONNREFUSED');
      await world.lookAt('03-11T02:00');
      await world.lookAt('03-11T02:05');
      expect((await world.scheduled()).at(-1)).toMatchObject({
        state: 'failed',
        failure: expect.stringContaining('ECONNREFUSED'),
      });
    });

    it('looks after the others', async () => {
      const world = await setUp();
      await world.connect({ id: 'c-2', name: 'Other' });
      await world.service.save('c-2', daily(), ADA);
      const runnable = world.source.runnable.bind(world.source);
      world.source.runnable = async id => {
        if (id === 'c-1') {
          throw new Error('out of order');
        }
        return runnable(id);
      };
      await world.lookAt('03-10T02:00');
      expect(await world.outcomes('c-1')).toEqual([]);
      expect(await world.outcomes('c-2')).toEqual(['03-10T02:00 started']);
    });
  });

  it('says so in a failed run when a stored schedule makes no sense any more', async () => {
    const world = await setUp();
    const definition = JSON.stringify({ ...daily(), zone: 'Europe/Atlantis' });
    await world.knex('schedules').update({ definition });
    await world.lookAt('03-10T02:00');
    expect(await world.scheduled()).toMatchObject([
      { state: 'failed', failure: expect.stringContaining('schedule.invalid') },
    ]);
    await world.lookAt('03-11T02:00');
    expect(await world.scheduled()).toHaveLength(1);
  });

  it('forgets the schedule of a deleted connection', async () => {
    const world = await setUp();
    await world.knex('connections').where({ id: 'c-1' }).delete();
    await world.lookAt('03-10T02:00');
    expect(await world.scheduled()).toEqual([]);
  });

  it('stops between two schedules when it is told to', async () => {
    const world = await setUp();
    world.clock.now = new Date('2026-03-10T02:00:00Z');
    await world.dispatcher.dispatch(AbortSignal.abort());
    expect(await world.scheduled()).toEqual([]);
  });
});
