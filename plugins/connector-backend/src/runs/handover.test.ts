import { engines } from '../__testUtils__/databases';
import { nobody, runWorld, type RunWorld } from './__testUtils__/runWorld';

jest.setTimeout(60_000);

describe.each(engines)(
  'A run that is stopped or handed over, on %s',
  engine => {
    let world: RunWorld | undefined;

    afterEach(() => world?.stop());

    async function setUp() {
      world = await runWorld(engine);
      return { ...world, worker: world.startWorker() };
    }

    it('cancels at once and leaves nothing open', async () => {
      const { start, ended, source, service, catalog } = await setUp();
      let reached = () => {};
      const reading = new Promise<void>(resolve => {
        reached = resolve;
      });
      source.onAsset = (index, signal) =>
        index < 2
          ? Promise.resolve()
          : new Promise((_, reject) => {
              reached();
              signal.addEventListener('abort', () => reject(signal.reason));
            });
      const { id } = await start();
      await reading;
      const asked = Date.now();
      await service.cancel(id);
      const run = await ended(id);
      expect(run.state).toBe('cancelled');
      expect(Date.parse(run.endedAt!) - asked).toBeLessThan(10_000);
      expect(source.sessions).toBe(0);
      expect(catalog.deliveries).toEqual([]);
    });

    it('cancels a run that another process works on', async () => {
      const { start, ended, source, serviceOf } = await setUp();
      source.onAsset = (_, signal) =>
        new Promise((__, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      const { id } = await start();
      const elsewhere = serviceOf(nobody);
      await elsewhere.cancel(id);
      await expect(ended(id)).resolves.toMatchObject({ state: 'cancelled' });
    });

    it('hands a run back when the process ends, and another finishes it', async () => {
      const { start, ended, source, worker, startWorker } = await setUp();
      let reached = () => {};
      const reading = new Promise<void>(resolve => {
        reached = resolve;
      });
      source.onAsset = (_, signal) =>
        new Promise((__, reject) => {
          reached();
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      const { id } = await start();
      await reading;
      await worker.stop();
      source.onAsset = async () => {};
      startWorker();
      await expect(ended(id)).resolves.toMatchObject({
        state: 'succeeded',
        attempt: 2,
        report: { byAction: { create: 4 } },
      });
    });

    it('takes up a run whose worker died between two batches of apply', async () => {
      const { knex, start, ended, catalog, worker, startWorker, forget } =
        await setUp();
      // The process dies while it delivers: nothing is written down any more.
      let died = () => {};
      const dying = new Promise<void>(resolve => {
        died = resolve;
      });
      let alive = false;
      catalog.onDelivery = () =>
        alive
          ? Promise.resolve()
          : new Promise<void>(() => {
              died();
            });
      const { id } = await start();
      await dying;
      await knex('runs')
        .where({ id })
        .update({ ticket: 'dead', heartbeat_at: '2020-01-01T00:00:00.000Z' });
      alive = true;
      startWorker();
      await expect(ended(id)).resolves.toMatchObject({
        state: 'succeeded',
        attempt: 2,
        report: { byAction: { create: 4 } },
        delivery: { sent: 4, visible: 4 },
      });
      expect(catalog.entities.size).toBe(4);
      forget(worker);
    });

    it('fails a run that kills its process each time', async () => {
      const { knex, ended, startWorker, service, source, serviceOf } =
        await setUp();
      const queued = await serviceOf(nobody).start({
        connectionId: 'c-1',
        kind: 'import',
        trigger: 'manual',
        requestedBy: 'x',
      });
      await knex('runs')
        .where({ id: queued.id })
        .update({
          state: 'running',
          attempt: 4,
          attempts: JSON.stringify(
            [1, 2, 3, 4].map(number => ({
              number,
              startedAt: '2020-01-01T00:00:00.000Z',
              ...(number < 4 && {
                endedAt: '2020-01-01T00:00:00.000Z',
                outcome: 'died',
              }),
            })),
          ),
          ticket: 'dead',
          heartbeat_at: '2020-01-01T00:00:00.000Z',
        });
      startWorker();
      await expect(ended(queued.id)).resolves.toMatchObject({
        state: 'failed',
        failure: { code: 'run.worker-died' },
      });
      expect(source.sessions).toBe(0);
      const { items, ended: complete } = await service.readLog(queued.id, {
        after: 0,
        limit: 10,
      });
      expect(items.map(it => it.seq)).toEqual([1, 2]);
      expect(complete).toBe(true);
    });
  },
);
