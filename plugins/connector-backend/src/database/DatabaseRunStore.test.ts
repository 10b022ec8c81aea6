import type { RunReport } from '@backstage-connector/plugin-connector-common';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { DatabaseRunStore, type NewRun } from './DatabaseRunStore';

const LEASE_MS = 30_000;
const MAX_DELAY_MS = 900_000;

const newRun = (over: Partial<NewRun> = {}): NewRun => ({
  id: 'run-1',
  connectionId: 'c-1',
  connectionName: 'Warehouse',
  technology: 'sqlite',
  kind: 'import',
  trigger: 'manual',
  requestedBy: 'user:default/ada',
  settings: { parameters: { file: 'a.db' } },
  ...over,
});

const aReport: RunReport = {
  assets: {},
  byAction: {
    create: 0,
    replace: 0,
    ignore: 0,
    reject: 0,
    skip: 0,
    remove: 0,
    flag: 0,
  },
  byReason: {},
  findings: [],
  durationsMs: {},
};

const endReview = (report: RunReport) => ({
  report,
  state: 'partial' as const,
});

describe.each(engines)('DatabaseRunStore on %s', engine => {
  async function setUp() {
    const clock = { now: new Date('2026-01-01T00:00:00Z') };
    const knex = await migratedDatabase(engine);
    const store = DatabaseRunStore.create({ knex, now: () => clock.now });
    const pass = (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms);
    };
    const claim = (ticket: string, limits: Record<string, number> = {}) =>
      store.claim({
        ticket,
        leaseMs: LEASE_MS,
        maxDelayMs: MAX_DELAY_MS,
        limits,
      });
    return { store, pass, claim };
  }

  it('refuses a second active run of a connection and takes one when it has ended', async () => {
    const { store, claim } = await setUp();
    await store.insert(newRun());
    await expect(store.insert(newRun({ id: 'run-2' }))).rejects.toThrow(
      'A run of "Warehouse" is active; wait for its end or cancel it',
    );
    await claim('t');
    await store.insert(newRun({ id: 'other', connectionId: 'c-2' }));
    await store.update({ id: 'run-1', ticket: 't' }, { state: 'succeeded' });
    await store.insert(newRun({ id: 'run-2' }));
    await expect(store.get('run-2')).resolves.toMatchObject({
      state: 'queued',
      settings: { parameters: { file: 'a.db' } },
    });
  });

  it('gives the oldest run to one worker only', async () => {
    const { store, pass, claim } = await setUp();
    await store.insert(newRun({ id: 'second', connectionId: 'c-2' }));
    pass(-1000);
    await store.insert(newRun({ id: 'first' }));

    const claims = await Promise.all([claim('a'), claim('b'), claim('c')]);
    expect(claims.flatMap(it => (it ? [it.run.id] : [])).sort()).toEqual([
      'first',
      'second',
    ]);
    await expect(claim('d')).resolves.toBeUndefined();
    await expect(store.get('first')).resolves.toMatchObject({
      state: 'running',
      attempt: 1,
    });
  });

  it('gives a run away only when its holder has been silent for the lease', async () => {
    const { store, pass, claim } = await setUp();
    await store.insert(newRun());
    await claim('first');
    pass(LEASE_MS - 1);
    await expect(claim('second')).resolves.toBeUndefined();
    await expect(store.update({ id: 'run-1', ticket: 'first' })).resolves.toBe(
      'held',
    );
    pass(LEASE_MS);
    await expect(claim('second')).resolves.toBeUndefined();
    pass(1);
    await expect(claim('second')).resolves.toMatchObject({
      takenOver: true,
      run: { attempt: 2 },
    });
    await expect(
      store.update({ id: 'run-1', ticket: 'first' }, { state: 'succeeded' }),
    ).resolves.toBe('lost');
    await expect(store.get('run-1')).resolves.toMatchObject({
      state: 'running',
    });
  });

  it('cancels a queued run at once and asks the holder of a running one', async () => {
    const { store, claim } = await setUp();
    await store.insert(newRun());
    await store.requestCancel('run-1');
    await expect(store.get('run-1')).resolves.toMatchObject({
      state: 'cancelled',
    });
    await expect(claim('t')).resolves.toBeUndefined();

    await store.insert(newRun({ id: 'run-2' }));
    await claim('t');
    await store.requestCancel('run-2');
    await expect(store.update({ id: 'run-2', ticket: 't' })).resolves.toBe(
      'cancel',
    );
  });

  it('hands a run back to the queue with the phase it had reached', async () => {
    const { store, claim } = await setUp();
    await store.insert(newRun());
    await claim('t');
    await store.update({ id: 'run-1', ticket: 't' }, { phase: 'apply' });
    await store.update({ id: 'run-1', ticket: 't' }, { state: 'queued' });
    await expect(claim('u')).resolves.toMatchObject({
      phase: 'apply',
      takenOver: false,
    });
  });

  it('lists newest first, by page, with filters', async () => {
    const { store, pass, claim } = await setUp();
    for (let i = 1; i <= 5; i++) {
      pass(1000);
      await store.insert(newRun({ id: `run-${i}`, connectionId: `c-${i}` }));
    }
    await claim('t');
    const first = await store.list({ limit: 2 });
    expect(first.items.map(it => it.id)).toEqual(['run-5', 'run-4']);
    const rest = await store.list({ limit: 5, cursor: first.nextCursor });
    expect(rest.items.map(it => it.id)).toEqual(['run-3', 'run-2', 'run-1']);
    expect(rest.nextCursor).toBeUndefined();
    const running = await store.list({ limit: 5, state: ['running'] });
    expect(running.items.map(it => it.id)).toEqual(['run-1']);
    const none = await store.list({ limit: 5, connections: [] });
    expect(none.items).toEqual([]);
    await expect(store.list({ limit: 5, cursor: 'x' })).rejects.toThrow(
      '"cursor" is not valid',
    );
  });

  it('lists what was queued from one instant until before another', async () => {
    const { store, pass } = await setUp();
    for (const id of ['a', 'b', 'c']) {
      await store.insert(newRun({ id, connectionId: id }));
      pass(60_000);
    }
    const from = '2026-01-01T00:01:00.000Z';
    const ids = async (time: { from?: string; to?: string }) =>
      (await store.list({ limit: 5, ...time })).items.map(({ id }) => id);
    await expect(ids({ from })).resolves.toEqual(['c', 'b']);
    await expect(ids({ to: from })).resolves.toEqual(['a']);
  });

  it('marks the latest runs of each connection that is asked for', async () => {
    const { store, pass } = await setUp();
    for (const id of ['old', 'middle', 'new']) {
      for (const connectionId of ['c-1', 'c-2', 'c-3']) {
        const run = { id: `${id} ${connectionId}`, connectionId };
        await store.insert(newRun(run));
        await store.requestCancel(run.id);
      }
      pass(60_000);
    }
    const marks = await store.marks({
      connections: ['c-1', 'c-3', 'unknown'],
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-01-01T00:02:00.000Z',
      limit: 1,
    });
    expect(marks).toEqual(
      ['c-1', 'c-3'].map(connectionId => ({
        id: `middle ${connectionId}`,
        connectionId,
        kind: 'import',
        state: 'cancelled',
        queuedAt: '2026-01-01T00:01:00.000Z',
      })),
    );
    const time = { from: '2026', to: '2027', limit: 9 };
    await expect(store.marks({ ...time, connections: [] })).resolves.toEqual(
      [],
    );
  });

  it('takes one answer to a review, and none when a newer run has looked', async () => {
    const { store, pass, claim } = await setUp();
    await store.insert(newRun());
    await claim('t');
    await store.update({ id: 'run-1', ticket: 't' }, { state: 'needs-review' });
    pass(1000);
    await store.answerReview('run-1', 'apply', endReview);
    await expect(
      store.answerReview('run-1', 'dismiss', endReview),
    ).rejects.toThrow('it is queued');
    await expect(claim('u')).resolves.toMatchObject({ phase: 'review' });
    await store.update({ id: 'run-1', ticket: 'u' }, { state: 'needs-review' });
    await store.insert(newRun({ id: 'run-2' }));
    await claim('v');
    await store.update({ id: 'run-2', ticket: 'v' }, { report: aReport });
    await expect(
      store.answerReview('run-1', 'apply', endReview),
    ).rejects.toThrow('A newer run has read the source since');
    await store.answerReview('run-1', 'dismiss', endReview);
    await expect(store.get('run-1')).resolves.toMatchObject({
      state: 'succeeded',
    });
  });

  it('lets a review be applied although a newer run has failed to read', async () => {
    const { store, pass, claim } = await setUp();
    await store.insert(newRun());
    await claim('t');
    await store.update({ id: 'run-1', ticket: 't' }, { state: 'needs-review' });
    pass(1000);
    await store.insert(newRun({ id: 'run-2' }));
    await claim('u');
    await expect(
      store.answerReview('run-1', 'apply', endReview),
    ).rejects.toThrow('Another run of this connection is active');
    await store.update({ id: 'run-2', ticket: 'u' }, { state: 'failed' });
    await store.answerReview('run-1', 'apply', endReview);
    await expect(store.get('run-1')).resolves.toMatchObject({
      state: 'queued',
    });
  });

  it('lets another process watch deliveries that a dead one left', async () => {
    const { store, pass, claim } = await setUp();
    await store.insert(newRun());
    await claim('t');
    const delivery = {
      planned: 3,
      sent: 3,
      visible: 1,
      contested: 0,
      settled: false,
    };
    await store.update(
      { id: 'run-1', ticket: 't' },
      { state: 'succeeded', delivery },
    );
    const take = () => store.claimUnsettled({ ticket: 'u', leaseMs: LEASE_MS });
    await expect(take()).resolves.toBeUndefined();
    pass(LEASE_MS + 1);
    await expect(take()).resolves.toMatchObject({ id: 'run-1', delivery });
    await expect(take()).resolves.toBeUndefined();
    await store.update(
      { id: 'run-1', ticket: 'u' },
      { delivery: { ...delivery, visible: 3, settled: true } },
    );
    pass(LEASE_MS + 1);
    await expect(take()).resolves.toBeUndefined();
  });

  it('knows the last and the active run of each connection', async () => {
    const { store, pass, claim } = await setUp();
    await store.insert(newRun({ id: 'old' }));
    await claim('t');
    await store.update({ id: 'old', ticket: 't' }, { state: 'failed' });
    pass(1000);
    await store.insert(newRun({ id: 'new' }));
    await store.insert(newRun({ id: 'only', connectionId: 'c-2' }));
    await store.requestCancel('only');
    const latest = await store.latest(['c-1', 'c-2', 'c-3']);
    expect(latest.get('c-1')).toMatchObject({
      last: { id: 'new' },
      active: { id: 'new' },
    });
    expect(latest.get('c-2')?.active).toBeUndefined();
    expect(latest.has('c-3')).toBe(false);
  });
});
