import { engines, migratedDatabase } from '../../__testUtils__/databases';
import { DatabaseRunStore, type NewRun } from '../DatabaseRunStore';

const LEASE_MS = 30_000;
const MAX_DELAY_MS = 900_000;
const MINUTE = 60_000;

describe.each(engines)('claimRun on %s', engine => {
  async function setUp() {
    const clock = { now: new Date('2026-01-01T00:00:00Z') };
    const knex = await migratedDatabase(engine);
    const store = DatabaseRunStore.create({ knex, now: () => clock.now });
    const pass = (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms);
    };
    const queue = async (id: string, over: Partial<NewRun> = {}) => {
      pass(1);
      await store.insert({
        id,
        connectionId: id,
        connectionName: id,
        technology: 'sqlite',
        kind: 'import',
        trigger: 'manual',
        requestedBy: 'user:default/ada',
        settings: {},
        ...over,
      });
    };
    let tickets = 0;
    const claim = async (limits: Record<string, number> = {}) => {
      pass(1);
      tickets += 1;
      const claimed = await store.claim({
        ticket: `t-${tickets}`,
        leaseMs: LEASE_MS,
        maxDelayMs: MAX_DELAY_MS,
        limits,
      });
      return claimed && { id: claimed.run.id, ticket: claimed.ticket };
    };
    const claimAll = async (limits?: Record<string, number>) => {
      const ids: string[] = [];
      for (let run = await claim(limits); run; run = await claim(limits)) {
        ids.push(run.id);
      }
      return ids;
    };
    const names = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
    const now = () => clock.now;
    return { store, knex, now, pass, queue, claim, claimAll, names };
  }

  it('never lets more runs of a technology run than its limit, with many workers', async () => {
    const { knex, queue, claim, names } = await setUp();
    for (const id of names('a', 8)) {
      await queue(id, { technology: 'postgresql' });
    }
    for (const id of names('b', 4)) {
      await queue(id);
    }
    const limits = { postgresql: 2 };
    const claims = await Promise.all(
      Array.from({ length: 12 }, () => claim(limits)),
    );
    const ids = claims.flatMap(it => (it ? [it.id] : []));
    expect(ids.filter(id => id.startsWith('a'))).toHaveLength(2);
    // Those behind are passed over, not waited for.
    expect(ids.filter(id => id.startsWith('b'))).toHaveLength(4);
    await expect(
      knex('runs').where({ state: 'running', technology: 'postgresql' }),
    ).resolves.toHaveLength(2);
  });

  it('gives a place to the next when a run has ended, waits again or was handed back', async () => {
    const { store, queue, claim, names, pass } = await setUp();
    for (const id of names('a', 4)) {
      await queue(id);
    }
    const limits = { sqlite: 1 };
    const first = await claim(limits);
    await expect(claim(limits)).resolves.toBeUndefined();
    await store.update(first!, { state: 'succeeded' });
    const second = await claim(limits);
    await store.update(second!, {
      state: 'queued',
      notBefore: '2026-01-01T00:10:00.000Z',
    });
    const third = await claim(limits);
    expect(third?.id).toBe('a-2');
    await store.update(third!, { state: 'queued' });
    await expect(claim(limits)).resolves.toMatchObject({ id: 'a-2' });
    pass(LEASE_MS + 1);
    // Its process has died: it goes on in the place that it has.
    await expect(claim(limits)).resolves.toMatchObject({ id: 'a-2' });
    await expect(claim(limits)).resolves.toBeUndefined();
  });

  it('lets what runs go on when a limit is set or lowered', async () => {
    const { store, queue, claim, names } = await setUp();
    for (const id of names('a', 5)) {
      await queue(id);
    }
    const running = [await claim(), await claim(), await claim({ sqlite: 9 })];
    await expect(claim({ sqlite: 2 })).resolves.toBeUndefined();
    await store.update(running[0]!, { state: 'succeeded' });
    await expect(claim({ sqlite: 2 })).resolves.toBeUndefined();
    await store.update(running[1]!, { state: 'succeeded' });
    await expect(claim({ sqlite: 2 })).resolves.toMatchObject({ id: 'a-3' });
    await expect(claim({ sqlite: 2 })).resolves.toBeUndefined();
  });

  it('serves people in turn, however much one of them has asked for', async () => {
    const { queue, claimAll, names } = await setUp();
    for (const id of names('ada', 6)) {
      await queue(id);
    }
    for (const id of names('bob', 2)) {
      await queue(id, { requestedBy: 'user:default/bob' });
    }
    await queue('eve-0', { requestedBy: 'user:default/eve' });
    expect((await claimAll()).slice(0, 5)).toEqual([
      'ada-0',
      'bob-0',
      'eve-0',
      'ada-1',
      'bob-1',
    ]);
  });

  it('serves the technologies of one person in turn', async () => {
    const { queue, claimAll, names } = await setUp();
    for (const id of names('a', 6)) {
      await queue(id, { technology: 'postgresql' });
    }
    for (const id of names('b', 2)) {
      await queue(id);
    }
    expect((await claimAll()).slice(0, 4)).toEqual([
      'a-0',
      'b-0',
      'a-1',
      'b-1',
    ]);
  });

  it('lets runs that people wait for go before scheduled ones, for ten minutes', async () => {
    const { store, queue, claim, claimAll, names, pass } = await setUp();
    const scheduled = {
      trigger: 'schedule',
      requestedBy: 'user:default/cron',
    } as const;
    for (const id of names('s', 3)) {
      await queue(id, scheduled);
    }
    await queue('m-0');
    await queue('m-1');
    const first = await claim();
    expect(first?.id).toBe('m-0');
    await store.update(first!, { state: 'succeeded' });
    pass(10 * MINUTE);
    await queue('m-2');
    // Now in turn with those of people.
    expect(await claimAll()).toEqual(['s-0', 'm-1', 's-1', 'm-2', 's-2']);
  });

  it('takes runs of dead workers first', async () => {
    const { queue, claim, pass } = await setUp();
    await queue('dead');
    await claim();
    await queue('other', { requestedBy: 'user:default/bob' });
    pass(LEASE_MS + 1);
    await expect(claim()).resolves.toMatchObject({ id: 'dead' });
  });

  it('takes over a run whose holder has died before the clock went back', async () => {
    const { queue, claim, pass } = await setUp();
    await queue('a');
    await claim();
    pass(-60 * MINUTE);
    await expect(claim()).resolves.toMatchObject({ id: 'a' });
    await expect(claim()).resolves.toBeUndefined();
  });

  it('does not take a run early whose worker has a clock that is ahead', async () => {
    const { store, queue, claim, pass } = await setUp();
    await queue('a');
    const claimed = await claim();
    const notBefore = new Date(
      Date.parse('2026-01-01T00:00:00Z') + MAX_DELAY_MS + 1_000,
    ).toISOString();
    await store.update(claimed!, { state: 'queued', notBefore });
    await expect(claim()).resolves.toBeUndefined();
    pass(-60 * MINUTE);
    await expect(claim()).resolves.toMatchObject({ id: 'a' });
  });

  it('passes over what waits for its next attempt, and says when that is', async () => {
    const { store, now, queue, claim, pass } = await setUp();
    await expect(store.nextAttempt(now())).resolves.toBeUndefined();
    await queue('a');
    await queue('b');
    await queue('c');
    const notBefore = '2026-01-01T00:05:00.000Z';
    await store.update((await claim())!, { state: 'queued', notBefore });
    for (const id of ['b', 'c']) {
      const other = await claim();
      expect(other?.id).toBe(id);
      await store.update(other!, { state: 'succeeded' });
    }
    await expect(claim()).resolves.toBeUndefined();
    await expect(store.nextAttempt(now())).resolves.toEqual(
      new Date(notBefore),
    );
    pass(5 * MINUTE);
    await expect(claim()).resolves.toMatchObject({ id: 'a' });
    await expect(store.get('a')).resolves.toMatchObject({
      nextAttemptAt: undefined,
    });
  });
});
