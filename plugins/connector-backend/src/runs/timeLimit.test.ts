import { eventually } from '../__testUtils__/eventually';
import { engines } from '../__testUtils__/databases';
import { runWorld, type RunWorld } from './__testUtils__/runWorld';
import { timedOut, timeLimitMs } from './timeLimit';

jest.setTimeout(60_000);

describe('timeLimitMs', () => {
  it.each<[unknown, number]>([
    [{ options: { timeoutMinutes: 2 } }, 120_000],
    [{ options: {} }, 5],
    [{}, 5],
    [{ options: { timeoutMinutes: 0 } }, 5],
    [{ options: { timeoutMinutes: '2' } }, 5],
  ])('of %j is %d ms', (settings, expected) => {
    expect(timeLimitMs(settings as Record<string, unknown>, 5)).toBe(expected);
  });
});

describe('timedOut', () => {
  it('does not send the importer of an archive to a connection', () => {
    const ofArchive = timedOut(60_000, true);
    expect(ofArchive.field).toBe(undefined);
    expect(ofArchive.remedy).toMatch(/connector\.runs\.timeout/);
    expect(ofArchive.remedy).not.toMatch(/connection|pattern/);
  });
});

describe.each(engines)('A run that takes too long, on %s', engine => {
  let world: RunWorld | undefined;

  afterEach(() => world?.stop());

  async function setUp(timeoutMs: number) {
    world = await runWorld(engine);
    world.startWorker({
      timeoutMs,
      retry: { attempts: 3, initialDelayMs: 100, maxDelayMs: 100 },
    });
    return world;
  }

  it('is stopped, closed, and fails with the way out; it is not tried again', async () => {
    const { source, run, catalog } = await setUp(300);
    source.onAsset = (_, signal) =>
      new Promise((__, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const stopped = await run();
    expect(stopped).toMatchObject({
      state: 'failed',
      attempt: 1,
      failure: {
        code: 'run.timed-out',
        kind: 'config',
        field: 'timeoutMinutes',
        remedy: expect.stringMatching(
          /timeoutMinutes.*connector\.runs\.timeout/,
        ),
      },
      attempts: [{ outcome: 'ended', failure: { code: 'run.timed-out' } }],
    });
    expect(source.sessions).toBe(0);
    expect(catalog.deliveries).toEqual([]);
  });

  it('is stopped while it delivers, and the next run delivers the rest', async () => {
    const { catalog, run } = await setUp(400);
    let arrived = 0;
    catalog.onDelivery = signal =>
      new Promise((_, reject) => {
        arrived += 1;
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    await expect(run()).resolves.toMatchObject({
      state: 'failed',
      failure: { code: 'run.timed-out' },
      delivery: { planned: 4, sent: 0, settled: true },
    });
    expect(arrived).toBe(1);
    catalog.onDelivery = async () => {};
    await expect(run()).resolves.toMatchObject({
      state: 'succeeded',
      delivery: { planned: 4, sent: 4 },
    });
  });

  it('has the time that its connection says, as it is when the run begins', async () => {
    const { source, start, ended, service } = await setUp(300);
    source.settings = { options: { timeoutMinutes: 1 } };
    let go = () => {};
    const open = new Promise<void>(resolve => {
      go = resolve;
    });
    source.onAsset = () => open;
    const { id } = await start();
    await eventually(async () => {
      const { attempts } = await service.get(id);
      // Longer than the usual limit.
      expect(Date.now() - Date.parse(attempts[0]?.startedAt)).toBeGreaterThan(
        600,
      );
    });
    go();
    await expect(ended(id)).resolves.toMatchObject({ state: 'succeeded' });
  });
});
