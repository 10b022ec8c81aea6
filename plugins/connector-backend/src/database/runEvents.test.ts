import { engines, migratedDatabase } from '../__testUtils__/databases';
import { DatabaseRunStore } from './DatabaseRunStore';
import type { RunEvent } from './runRows';

const claiming = {
  ticket: 't-1',
  leaseMs: 30_000,
  maxDelayMs: 60_000,
  limits: {},
};
const held = { id: 'r-1', ticket: 't-1' };
const sent = { planned: 1, sent: 1, visible: 0, contested: 0, settled: false };
const report = {
  assets: {},
  byAction: {
    create: 1,
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

describe.each(engines)('the events of runs on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    const events: RunEvent[] = [];
    const store = DatabaseRunStore.create({
      knex,
      now: () => new Date('2026-03-10T00:00:00Z'),
      onRunEvent: event => events.push(event),
    });
    const insert = (id = 'r-1', connectionId = 'c-1') =>
      store.insert({
        id,
        connectionId,
        connectionName: 'Warehouse',
        technology: 'sample',
        kind: 'import',
        trigger: 'manual',
        requestedBy: 'user:default/ada',
        settings: {},
      });
    await insert();
    const told = () => events.map(it => `${it.type} ${it.run.state}`);
    return { events, insert, knex, store, told };
  }

  it('follow a run from the queue until it is visible', async () => {
    const { events, store, told } = await setUp();
    await store.claim(claiming);
    await store.update(held, { stages: [] });
    await store.update(held, { phase: 'apply', report });
    await store.update(held, { state: 'succeeded', report, delivery: sent });
    await store.update(held, { delivery: { ...sent, visible: 1 } });
    await store.update(held, { delivery: { ...sent, settled: true } });
    expect(told()).toEqual([
      'queued queued',
      'started running',
      'moved running',
      'moved running',
      'ended succeeded',
      'moved succeeded',
      'visible succeeded',
    ]);
    expect(events[4]).toMatchObject({
      run: {
        id: 'r-1',
        connectionId: 'c-1',
        technology: 'sample',
        kind: 'import',
        trigger: 'manual',
        endedAt: '2026-03-10T00:00:00.000Z',
      },
      report,
    });
  });

  it('begin and end a run once, whatever a review or another attempt adds', async () => {
    const { store, told } = await setUp();
    await store.claim(claiming);
    await store.update(held, { state: 'queued' });
    await store.claim(claiming);
    const settled = { ...sent, settled: true };
    await store.update(held, { state: 'needs-review', delivery: settled });
    await store.answerReview('r-1', 'apply', it => ({
      report: it,
      state: 'succeeded',
    }));
    await store.claim(claiming);
    await store.update(held, { delivery: settled });
    await store.update(held, { state: 'succeeded' });
    expect(told()).toEqual([
      'queued queued',
      'started running',
      'moved queued',
      'moved running',
      'ended needs-review',
      'moved queued',
      'moved running',
      'moved running',
      'moved succeeded',
    ]);
  });

  it('end a run that is cancelled in the queue', async () => {
    const { store, told } = await setUp();
    await store.requestCancel('r-1');
    await store.requestCancel('r-1');
    expect(told()).toEqual(['queued queued', 'ended cancelled']);
  });

  it('say nothing when nothing was changed', async () => {
    const { insert, store, told } = await setUp();
    await expect(insert('r-2')).rejects.toThrow('is active');
    await store.claim(claiming);
    await expect(
      store.update({ ...held, ticket: 'another' }, { state: 'failed' }),
    ).resolves.toBe('lost');
    await expect(store.claim(claiming)).resolves.toBeUndefined();
    expect(told()).toEqual(['queued queued', 'started running']);
  });

  it('leave to the queue to count what waits and runs', async () => {
    const { insert, knex, store } = await setUp();
    await insert('r-2', 'c-2');
    await insert('r-3', 'c-3');
    await store.claim(claiming);
    await expect(store.countActive()).resolves.toEqual({
      queued: 2,
      running: 1,
    });
    await knex('runs').update({ state: 'failed' });
    await expect(store.countActive()).resolves.toEqual({
      queued: 0,
      running: 0,
    });
  });
});
