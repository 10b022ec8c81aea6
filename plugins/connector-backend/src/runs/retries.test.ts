import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { nonZero, runWorld, type RunWorld } from './__testUtils__/runWorld';

jest.setTimeout(60_000);

const lost = () => Object.assign(new Error('gone'), { code: 'ECONNRESET' });
const HOUR = 3_600_000;

describe.each(engines)('A run that may be tried again, on %s', engine => {
  let world: RunWorld | undefined;

  afterEach(() => world?.stop());

  /** With a clock that a test sets; a look at the queue does not wait for it. */
  async function setUp(retry: { attempts?: number; delayMs?: number } = {}) {
    const clock = { now: new Date('2026-03-10T00:00:00.000Z') };
    world = await runWorld(engine, { now: () => clock.now });
    const { attempts = 3, delayMs = 30_000 } = retry;
    const policy = { attempts, initialDelayMs: delayMs, maxDelayMs: HOUR };
    const worker = world.startWorker({ retry: policy });
    const startWorker = () => world!.startWorker({ retry: policy });
    const { service, start } = world;
    const pass = (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms);
      worker.wake();
    };
    const waits = (id: string) =>
      eventually(async () => {
        const run = await service.get(id);
        expect(run.nextAttemptAt).toBeDefined();
        return run;
      });
    const failingFirst = async (times: number) => {
      let reads = 0;
      world!.source.onAsset = async index => {
        reads += index === 2 ? 1 : 0;
        if (index === 2 && reads <= times) {
          throw lost();
        }
      };
      return waits((await start()).id);
    };
    return { ...world, clock, failingFirst, pass, startWorker, waits, worker };
  }

  it('waits for its next attempt, and says when that is and what failed', async () => {
    const { failingFirst, pass, ended, service, source } = await setUp();
    const first = await failingFirst(1);
    expect(first).toMatchObject({
      state: 'queued',
      attempt: 1,
      nextAttemptAt: '2026-03-10T00:00:30.000Z',
      failure: undefined,
      endedAt: undefined,
      attempts: [
        {
          number: 1,
          startedAt: '2026-03-10T00:00:00.000Z',
          endedAt: '2026-03-10T00:00:00.000Z',
          outcome: 'retry',
          failure: { code: 'network.connection-lost', kind: 'transient' },
        },
      ],
    });
    expect(source.sessions).toBe(0);
    const { items } = await service.readLog(first.id, { after: 0, limit: 50 });
    expect(items.at(-1)).toMatchObject({
      level: 'warn',
      context: { nextAttemptAt: first.nextAttemptAt, attempt: 1 },
    });

    pass(30_000);
    const last = await ended(first.id);
    expect(last).toMatchObject({ state: 'succeeded', attempt: 2 });
    expect(last.nextAttemptAt).toBeUndefined();
    expect(last.attempts.map(it => it.outcome)).toEqual(['retry', 'ended']);
    expect(nonZero(last)).toEqual({ create: 4 });
  });

  it('is not taken before its time, by anybody', async () => {
    const { failingFirst, pass, service, startWorker } = await setUp();
    const { id } = await failingFirst(1);
    pass(29_999);
    await startWorker().stop();
    await expect(service.get(id)).resolves.toMatchObject({
      state: 'queued',
      attempt: 1,
    });
  });

  it('fails with the last failure when it has had all its attempts', async () => {
    const { failingFirst, waits, pass, ended, clock } = await setUp();
    const { id } = await failingFirst(9);
    pass(30_000);
    const second = await eventually(async () => {
      const run = await waits(id);
      expect(run.attempt).toBe(2);
      return run;
    });
    // Twice as long.
    expect(Date.parse(second.nextAttemptAt!) - clock.now.getTime()).toBe(
      60_000,
    );
    pass(60_000);
    const failed = await ended(id);
    expect(failed).toMatchObject({
      state: 'failed',
      failure: { code: 'network.connection-lost' },
    });
    expect(failed.attempts.map(it => it.outcome)).toEqual([
      'retry',
      'retry',
      'ended',
    ]);
  });

  it('wakes its worker by itself', async () => {
    world = await runWorld(engine);
    const { source, startWorker, start, ended } = world;
    // Polls are far away.
    startWorker({
      pollMs: HOUR,
      retry: { attempts: 2, initialDelayMs: 300, maxDelayMs: 300 },
    });
    let fail = true;
    source.onAsset = async () => {
      if (fail) {
        fail = false;
        throw lost();
      }
    };
    const run = await ended((await start()).id);
    expect(run).toMatchObject({ state: 'succeeded', attempt: 2 });
    const [first, second] = run.attempts;
    const waited = Date.parse(second.startedAt) - Date.parse(first.startedAt);
    expect(waited).toBeGreaterThanOrEqual(300);
    expect(waited).toBeLessThan(3_000);
  });

  it('does not wait for a poll when it falls due while the queue is looked at', async () => {
    const clock = { now: new Date('2026-03-10T00:00:00.000Z') };
    world = await runWorld(engine, { now: () => clock.now });
    const { source, startWorker, start, ended } = world;
    const { runs } = world.stores;
    const { nextAttempt } = runs;
    runs.nextAttempt = async after => {
      clock.now = new Date(clock.now.getTime() + 1_000);
      return nextAttempt.call(runs, after);
    };
    startWorker({
      runs,
      pollMs: HOUR,
      retry: { attempts: 2, initialDelayMs: 1_000, maxDelayMs: HOUR },
    });
    let reads = 0;
    source.onAsset = async () => {
      reads += 1;
      if (reads === 1) {
        throw lost();
      }
    };
    await expect(ended((await start()).id)).resolves.toMatchObject({
      state: 'succeeded',
      attempt: 2,
    });
  });

  it.each([
    ['the settings', new Error('password refused'), 'config'],
    ['a defect', new TypeError('x is not a function'), 'system'],
  ])('is not tried again because of %s', async (_, error, kind) => {
    const { source, run } = await setUp();
    source.diagnoses = [
      {
        code: 'test.password',
        title: 'Wrong password',
        remedy: 'Correct it.',
        kind: 'config',
        matches: it => it === error && kind === 'config',
      },
    ];
    source.onAsset = async () => {
      throw error;
    };
    await expect(run()).resolves.toMatchObject({
      state: 'failed',
      attempt: 1,
      failure: { kind },
    });
  });

  it('does not try a preview again: somebody waits for its answer', async () => {
    const { source, run } = await setUp();
    source.onAsset = async () => {
      throw lost();
    };
    await expect(run('preview')).resolves.toMatchObject({
      state: 'failed',
      attempt: 1,
    });
  });

  it('is cancelled at once while it waits, and never begins again', async () => {
    const { failingFirst, pass, service, startWorker, knex } = await setUp();
    const { id } = await failingFirst(1);
    await expect(service.cancel(id)).resolves.toMatchObject({
      state: 'cancelled',
      nextAttemptAt: undefined,
    });
    pass(HOUR);
    await startWorker().stop();
    expect(await knex('runs').where({ id }).select('state', 'attempt')).toEqual(
      [{ state: 'cancelled', attempt: 1 }],
    );
  });

  it('sends nothing twice when the catalog was away in between', async () => {
    const { catalog, start, waits, pass, ended } = await setUp();
    const { id } = await start().then(async run => {
      catalog.onDelivery = async () => {
        catalog.outage = lost();
      };
      return run;
    });
    await waits(id);
    catalog.outage = undefined;
    catalog.onDelivery = async () => {};
    catalog.deliveries.length = 0;
    pass(30_000);
    await expect(ended(id)).resolves.toMatchObject({
      state: 'succeeded',
      report: { byAction: { create: 4 } },
      delivery: { planned: 4, sent: 4, visible: 4 },
    });
    expect(catalog.deliveries).toHaveLength(1);
    expect(catalog.deliveries[0].added).toHaveLength(4);
  });

  it('heals what an outage of the catalog of an hour has left undelivered', async () => {
    const { catalog, start, service, pass, run, names } = await setUp();
    catalog.outage = lost();
    /** What has become of a run when nothing more happens by itself. */
    const resting = (id: string) =>
      eventually(async () => {
        const it = await service.get(id);
        expect(it.nextAttemptAt ?? it.endedAt).toBeDefined();
        return it;
      });
    let failures = 0;
    let { id } = await start();
    for (let minute = 0; minute < 60; minute++) {
      const { state } = await resting(id);
      if (state === 'failed') {
        failures += 1;
        id = (await start()).id;
        await resting(id);
      }
      pass(60_000);
    }
    expect(failures).toBeGreaterThan(5);
    expect(names()).toEqual([]);
    catalog.outage = undefined;
    // The one that waits is tried again, if it has not had its attempts.
    await resting(id);
    pass(HOUR);
    const healed = await eventually(async () => {
      const it = await service.get(id);
      expect(it.endedAt).toBeDefined();
      return it.state === 'failed' ? run() : it;
    });
    expect(healed).toMatchObject({
      state: 'succeeded',
      delivery: { planned: 4, sent: 4 },
    });
    await eventually(() =>
      expect(names()).toEqual(['customers', 'db', 'main', 'orders']),
    );
    expect(nonZero(await run())).toEqual({ ignore: 4 });
  });

  it('is tried at once when the clock has gone back before its time', async () => {
    const { failingFirst, pass, ended } = await setUp();
    const { id } = await failingFirst(1);
    pass(-48 * HOUR);
    await expect(ended(id)).resolves.toMatchObject({
      state: 'succeeded',
      attempt: 2,
    });
  });

  it('counts a process that died in between as an attempt, but not as a retry', async () => {
    const { failingFirst, pass, ended, knex } = await setUp({ attempts: 2 });
    const { id } = await failingFirst(1);
    const [{ attempts }] = await knex('runs').where({ id }).select('attempts');
    await knex('runs')
      .where({ id })
      .update({
        state: 'running',
        ticket: 'dead',
        attempt: 2,
        heartbeat_at: '2026-03-10T00:00:10.000Z',
        attempts: JSON.stringify([
          ...JSON.parse(attempts),
          { number: 2, startedAt: '2026-03-10T00:00:05.000Z' },
        ]),
      });
    pass(HOUR);
    const run = await ended(id);
    expect(run.state).toBe('succeeded');
    expect(run.attempts).toMatchObject([
      { number: 1, outcome: 'retry' },
      { number: 2, outcome: 'died', endedAt: '2026-03-10T00:00:10.000Z' },
      { number: 3, outcome: 'ended' },
    ]);
  });
});
