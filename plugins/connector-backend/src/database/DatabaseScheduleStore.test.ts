import { engines } from '../__testUtils__/databases';
import {
  aSchedule,
  aScheduledRun,
  later,
  next,
  scheduleStores,
} from '../__testUtils__/schedules';
import type { DatabaseScheduleStore } from './DatabaseScheduleStore';

const switchedOff = (version: number) =>
  aSchedule({
    definition: { ...aSchedule().definition, enabled: false },
    version,
    next: undefined,
  });

describe.each(engines)('DatabaseScheduleStore on %s', engine => {
  const setUp = () => scheduleStores(engine);

  it('gives back what was saved', async () => {
    const { store } = await setUp();
    await expect(store.find('c-1')).resolves.toBeUndefined();
    await store.save(aSchedule(), undefined);
    await expect(store.find('c-1')).resolves.toEqual(aSchedule());
    await store.save(switchedOff(2), 1);
    await expect(store.find('c-1')).resolves.toEqual(switchedOff(2));
  });

  it('lists schedules by the names of their connections', async () => {
    const { store } = await setUp();
    await store.save(aSchedule(), undefined);
    await store.save(aSchedule({ connectionId: 'c-2' }), undefined);
    await expect(store.list()).resolves.toEqual([
      {
        ...aSchedule({ connectionId: 'c-2' }),
        connectionName: 'Archive',
        connectionEnabled: true,
        technology: 'sample',
      },
      {
        ...aSchedule(),
        connectionName: 'Warehouse',
        connectionEnabled: true,
        technology: 'sample',
      },
    ]);
  });

  it('refuses the second of two who saw the same version', async () => {
    const { store } = await setUp();
    await store.save(aSchedule(), undefined);
    const grace = aSchedule({ version: 2, updatedBy: 'user:default/grace' });
    const results = await Promise.allSettled([
      store.save(grace, 1),
      store.save(aSchedule({ version: 2 }), 1),
    ]);
    expect(results.map(it => it.status)).toEqual(['fulfilled', 'rejected']);
    expect(results[1]).toMatchObject({
      reason: {
        name: 'ConflictError',
        message: expect.stringContaining(
          '"version": user:default/grace has changed the schedule since',
        ),
      },
    });
    await expect(store.find('c-1')).resolves.toEqual(grace);
    await expect(store.save(aSchedule(), undefined)).rejects.toThrow(
      'has changed the schedule since',
    );
  });

  it('deletes the version that was seen, and no other', async () => {
    const { store } = await setUp();
    await store.save(aSchedule(), undefined);
    await store.save(aSchedule({ version: 2 }), 1);
    await expect(store.delete('c-1', 1)).rejects.toThrow('"version"');
    await store.delete('c-1', 2);
    await expect(store.find('c-1')).resolves.toBeUndefined();
    await expect(store.save(aSchedule({ version: 3 }), 2)).rejects.toThrow(
      'the schedule has been deleted since',
    );
  });

  it('finds what is due by its jittered time, earliest first', async () => {
    const { clock, store } = await setUp();
    await store.save(aSchedule(), undefined);
    const earlier = { ...next, dueAt: next.nextRunAt };
    await store.save(
      aSchedule({ connectionId: 'c-2', next: earlier }),
      undefined,
    );
    const due = async () => (await store.due()).map(it => it.connectionId);
    expect(await due()).toEqual(['c-2', 'c-1']);
    clock.now = new Date(Date.parse(next.dueAt) - 1);
    expect(await due()).toEqual(['c-2']);
    await store.save(switchedOff(2), 1);
    clock.now = new Date('2030-01-01');
    expect(await due()).toEqual(['c-2']);
  });

  it('lets one of many dispatch a start', async () => {
    const { knex, store, outcomes } = await setUp();
    await store.save(aSchedule(), undefined);
    const dispatch = (id: string) =>
      store.dispatch({
        schedule: aSchedule(),
        start: { at: next.nextRunAt, run: aScheduledRun(id) },
        next: later,
      });
    const answers = await Promise.all(['a', 'b', 'c'].map(dispatch));
    expect(answers.filter(Boolean)).toEqual(['started']);
    await expect(knex('runs')).resolves.toHaveLength(1);
    expect(await outcomes()).toEqual(['started']);
    await expect(store.find('c-1')).resolves.toEqual(
      aSchedule({ next: later }),
    );
  });

  it.each<[string, (store: DatabaseScheduleStore) => Promise<void>]>([
    ['saved', store => store.save(aSchedule({ version: 2 }), 1)],
    ['switched off', store => store.save(switchedOff(2), 1)],
    ['deleted', store => store.delete('c-1', 1)],
  ])('dispatches nothing that was %s meanwhile', async (_, change) => {
    const { knex, store } = await setUp();
    await store.save(aSchedule(), undefined);
    await change(store);
    await expect(
      store.dispatch({
        schedule: aSchedule(),
        start: { at: next.nextRunAt, run: aScheduledRun('a') },
        next: later,
      }),
    ).resolves.toBeUndefined();
    await expect(knex('runs')).resolves.toEqual([]);
  });

  it('writes nothing at all when a part of a dispatch fails', async () => {
    const { knex, store, outcomes } = await setUp();
    await store.save(aSchedule(), undefined);
    await expect(
      store.dispatch({
        schedule: aSchedule(),
        start: {
          at: next.nextRunAt,
          run: { ...aScheduledRun('a'), technology: null as never },
        },
        missed: '2026-03-01T02:00:00.000Z',
        next: later,
      }),
    ).rejects.toThrow(/null/i);
    await expect(knex('runs')).resolves.toEqual([]);
    expect(await outcomes()).toEqual([]);
    await expect(store.find('c-1')).resolves.toEqual(aSchedule());
  });

  it('corrects the next start unless it has moved on', async () => {
    const { store } = await setUp();
    await store.save(aSchedule(), undefined);
    await store.correctNext(aSchedule(), later);
    await expect(store.find('c-1')).resolves.toMatchObject({ next: later });
    await store.correctNext(aSchedule(), next);
    await expect(store.find('c-1')).resolves.toMatchObject({ next: later });
  });
});
