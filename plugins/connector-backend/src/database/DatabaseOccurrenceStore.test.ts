import { engines } from '../__testUtils__/databases';
import {
  aSchedule,
  aScheduledRun,
  later,
  next,
  scheduleStores,
} from '../__testUtils__/schedules';

describe.each(engines)('DatabaseOccurrenceStore on %s', engine => {
  const setUp = () => scheduleStores(engine);

  async function withWaiting() {
    const world = await setUp();
    const { definition } = aSchedule();
    const queueing = aSchedule({
      definition: { ...definition, overlap: 'queue' },
    });
    await world.store.save(queueing, undefined);
    await world.knex('runs').insert({
      id: 'active',
      connection_id: 'c-1',
      connection_name: 'Warehouse',
      technology: 'sample',
      kind: 'import',
      state: 'running',
      trigger: 'manual',
      requested_by: 'user:default/ada',
      settings: '{}',
      stages: '[]',
      queued_at: next.nextRunAt,
    });
    await world.store.dispatch({
      schedule: queueing,
      start: { at: next.nextRunAt, run: aScheduledRun('a') },
      next: later,
    });
    const endActive = () =>
      world.knex('runs').where({ id: 'active' }).update('state', 'failed');
    const waiting = { connectionId: 'c-1', at: next.nextRunAt };
    return { ...world, endActive, waiting };
  }

  it('lets one of many start what waits, when the other run has ended', async () => {
    const { occurrences, outcomes, endActive, waiting, knex } =
      await withWaiting();
    expect(await outcomes()).toEqual(['waiting']);
    await expect(occurrences.released()).resolves.toEqual([]);
    await expect(
      occurrences.start(waiting, aScheduledRun('b')),
    ).resolves.toBeUndefined();
    await endActive();
    await expect(occurrences.released()).resolves.toMatchObject([waiting]);
    const answers = await Promise.all(
      ['b', 'c', 'd'].map(id => occurrences.start(waiting, aScheduledRun(id))),
    );
    expect(answers.filter(Boolean)).toEqual(['started']);
    const [{ id }] = await knex('runs').where({ state: 'queued' });
    await expect(occurrences.list({ limit: 5 })).resolves.toMatchObject({
      items: [{ ...waiting, outcome: 'started', runId: id }],
    });
  });

  it('lists latest first, by page, with filters', async () => {
    const { knex, occurrences } = await setUp();
    await knex('schedule_occurrences').insert(
      [1, 2, 3, 4, 5].map(day => ({
        connection_id: day % 2 ? 'c-1' : 'c-2',
        at: `2026-03-0${day}T02:00:00.000Z`,
        outcome: day === 3 ? 'missed' : 'started',
        decided_at: `2026-03-0${day}T02:00:00.000Z`,
      })),
    );
    const days = (page: { items: { at: string }[] }) =>
      page.items.map(it => Number(it.at.slice(8, 10)));
    const first = await occurrences.list({ limit: 2 });
    expect(days(first)).toEqual([5, 4]);
    const rest = await occurrences.list({
      limit: 5,
      cursor: first.nextCursor,
    });
    expect(days(rest)).toEqual([3, 2, 1]);
    expect(rest.nextCursor).toBeUndefined();
    const list = (query: object) => occurrences.list({ limit: 5, ...query });
    expect(days(await list({ connection: 'c-2' }))).toEqual([4, 2]);
    expect(days(await list({ outcome: ['missed'] }))).toEqual([3]);
    expect(days(await list({ connections: [] }))).toEqual([]);
    await expect(list({ cursor: 'x' })).rejects.toThrow(
      '"cursor" is not valid',
    );
  });

  it('deletes what is old, but nothing that waits', async () => {
    const { knex, occurrences, outcomes } = await withWaiting();
    await knex('schedule_occurrences').insert({
      connection_id: 'c-1',
      at: '2026-03-01T02:00:00.000Z',
      outcome: 'missed',
      decided_at: '2026-03-01T02:00:00.000Z',
    });
    await occurrences.deleteBefore(new Date('2027-01-01'), 10);
    expect(await outcomes()).toEqual(['waiting']);
  });
});
