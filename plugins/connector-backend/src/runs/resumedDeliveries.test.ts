import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { table } from '../__testUtils__/TestSource';
import { nonZero, runWorld, type RunWorld } from './__testUtils__/runWorld';

jest.setTimeout(60_000);

/** More than one delivery; with the database and its schema. */
const TABLES = 1_298;
const ALL = TABLES + 2;
const FIRST = 1_000;

describe.each(engines)('Deliveries of several attempts, on %s', engine => {
  let world: RunWorld | undefined;

  afterEach(() => world?.stop());

  async function setUp() {
    world = await runWorld(engine);
    const { source, catalog } = world;
    source.has(...Array.from({ length: TABLES }, (_, n) => table(`t${n}`)));
    const sizes = () => catalog.deliveries.map(it => it.added.length);
    return { ...world, sizes };
  }

  it('are told together when the process died after the first', async () => {
    const { catalog, ended, forget, knex, sizes, start, startWorker } =
      await setUp();
    const dying = startWorker();
    let arrived = 0;
    catalog.onDelivery = async () => {
      arrived += 1;
      if (arrived === 2) {
        await new Promise(() => {});
      }
    };
    const { id } = await start();
    await eventually(() => expect(arrived).toBe(2));
    await knex('runs')
      .where({ id })
      .update({ ticket: 'dead', heartbeat_at: '2020-01-01T00:00:00.000Z' });
    forget(dying);
    startWorker();
    const run = await ended(id);
    expect(run).toMatchObject({
      state: 'succeeded',
      delivery: { planned: ALL, sent: ALL, visible: ALL },
      attempts: [{ outcome: 'died' }, { outcome: 'ended' }],
    });
    expect(nonZero(run)).toEqual({ create: ALL });
    expect(sizes()).toEqual([FIRST, ALL - FIRST]);
  });

  it('are told together when the catalog was away in between', async () => {
    const { catalog, run, sizes, startWorker } = await setUp();
    startWorker({
      retry: { attempts: 2, initialDelayMs: 100, maxDelayMs: 100 },
    });
    let arrived = 0;
    catalog.onDelivery = async () => {
      arrived += 1;
      catalog.outage =
        arrived === 2
          ? Object.assign(new Error('away'), { code: 'ECONNRESET' })
          : undefined;
    };
    await expect(run()).resolves.toMatchObject({
      state: 'succeeded',
      attempt: 2,
      delivery: { planned: ALL, sent: ALL, visible: ALL },
    });
    expect(sizes()).toEqual([FIRST, ALL - FIRST]);
  });

  it('are told together when a person let go what the run held', async () => {
    const { source, catalog, run, service, ended, startWorker } = await setUp();
    startWorker();
    source.has(table('orders'), table('customers'), table('items'));
    source.options = {
      ...source.options,
      absence: 'remove',
      absenceGraceRuns: 1,
      removalLimit: { share: 0.2, count: 1 },
    };
    await run();
    source.has(table('orders', 'bigint'));
    const held = await run();
    expect(held).toMatchObject({
      state: 'needs-review',
      delivery: { planned: 1, sent: 1, visible: 1 },
    });
    await service.review(held.id, 'apply');
    await expect(ended(held.id)).resolves.toMatchObject({
      state: 'succeeded',
      delivery: { planned: 3, sent: 3, visible: 3 },
    });
    expect(catalog.entities.size).toBe(3);
  });

  it('that were cancelled half-way tell what was sent and becomes visible', async () => {
    const { catalog, start, ended, service, startWorker } = await setUp();
    startWorker();
    let arrived = 0;
    catalog.onDelivery = signal =>
      new Promise((resolve, reject) => {
        arrived += 1;
        if (arrived === 1) {
          resolve();
        } else {
          signal.addEventListener('abort', () => reject(signal.reason));
        }
      });
    const { id } = await start();
    await eventually(() => expect(arrived).toBe(2));
    await service.cancel(id);
    await expect(ended(id)).resolves.toMatchObject({
      state: 'cancelled',
      delivery: { planned: ALL, sent: FIRST, visible: FIRST },
    });
  });
});
