import {
  ABSENT_TAG,
  explain,
  type ImportOptions,
} from '@backstage-connector/plugin-connector-common';
import { engines } from '../__testUtils__/databases';
import { table, unreadableSchema } from '../__testUtils__/TestSource';
import { nonZero, runWorld } from './__testUtils__/runWorld';

describe.each(engines)('absence with a grace of runs, on %s', engine => {
  let world: Awaited<ReturnType<typeof runWorld>>;
  afterEach(() => world.stop());

  /** Orders and customers are imported; then the source loses customers. */
  async function setUp(
    absence: ImportOptions['absence'],
    absenceGraceRuns: number,
  ) {
    world = await runWorld(engine);
    const { run, source } = world;
    world.startWorker();
    source.options = { ...source.options, absence, absenceGraceRuns };
    await run();
    source.has(table('orders'));
    return world;
  }

  const both = () => world.source.has(table('orders'), table('customers'));
  const customers = async () =>
    (await world.objects()).find(it => it.title === 'customers');
  const entity = () =>
    [...world.catalog.entities.values()]
      .map(it => it.entity)
      .find(({ metadata }) => metadata.title === 'customers');

  it('flags an object that was missing in three runs in a row, and restores it', async () => {
    const { run, service, catalog } = await setUp('flag', 3);
    for (const missed of ['1', '2']) {
      catalog.deliveries.length = 0;
      const waiting = await run();
      expect(waiting.state).toBe('succeeded');
      expect(waiting.report?.byReason).toMatchObject({ 'absence.awaited': 1 });
      expect(catalog.deliveries).toEqual([]);
      const { items } = await service.listDecisions(waiting.id, { limit: 5 });
      expect(items).toMatchObject([
        {
          title: 'customers',
          action: 'ignore',
          ...explain('absence.awaited', { missed, grace: '3' }),
        },
      ]);
    }
    expect(nonZero(await run())).toMatchObject({ flag: 1 });
    expect(entity()?.metadata.tags).toEqual([ABSENT_TAG]);
    expect(nonZero(await run()).flag).toBeUndefined();

    both();
    const back = await run();
    expect(back.report?.byReason).toMatchObject({ 'identity.restored': 1 });
    expect(entity()?.metadata.tags ?? []).toEqual([]);
    await expect(customers()).resolves.toMatchObject({
      state: 'present',
      missed_runs: 0,
      missed_in: null,
    });

    world.source.has(table('orders'));
    expect((await run()).report?.byReason).toMatchObject({
      'absence.awaited': 1,
    });
  });

  it('removes an object that was missing in two runs in a row, and creates it again', async () => {
    const { run, names } = await setUp('remove', 2);
    await run();
    expect(names()).toContain('customers');
    expect(nonZero(await run())).toMatchObject({ remove: 1 });
    expect(names()).not.toContain('customers');
    both();
    expect(nonZero(await run())).toMatchObject({ create: 1 });
    expect(names()).toContain('customers');
    world.source.has(table('orders'));
    await run();
    expect(names()).toContain('customers');
  });

  it('begins to count anew with an object that came back in between', async () => {
    const { run, names } = await setUp('remove', 2);
    for (let times = 0; times < 3; times++) {
      await run();
      both();
      await run();
      await expect(customers()).resolves.toMatchObject({ missed_runs: 0 });
      world.source.has(table('orders'));
    }
    expect(names()).toContain('customers');
  });

  it('counts no previews, no failed reads, and nothing it could not observe', async () => {
    const { run, source } = await setUp('remove', 2);
    await run('preview');
    source.onAsset = async index => {
      if (index > 0) {
        throw new Error('The source has died');
      }
    };
    expect((await run()).state).toBe('failed');
    source.onAsset = async () => {};
    const [database] = source.assets;
    source.assets = [database, unreadableSchema];
    await run();
    await expect(customers()).resolves.toMatchObject({ missed_runs: 0 });
    source.has(table('orders'));
    await run();
    await expect(customers()).resolves.toMatchObject({ missed_runs: 1 });
  });

  it('counts a run once, however often it is planned', async () => {
    const { run, knex } = await setUp('remove', 3);
    const first = await run();
    await expect(customers()).resolves.toMatchObject({
      missed_runs: 1,
      missed_in: first.id,
    });
    // As a worker leaves it that dies before the plan is saved.
    await knex('runs').where({ id: first.id }).update({
      state: 'queued',
      phase: 'plan',
      report: null,
      ended_at: null,
      ticket: null,
    });
    await world.stop();
    world.startWorker();
    await world.ended(first.id);
    await expect(customers()).resolves.toMatchObject({ missed_runs: 1 });
    await run();
    await expect(customers()).resolves.toMatchObject({ missed_runs: 2 });
  });

  it('writes nothing for objects that are there', async () => {
    const { run, knex } = await setUp('flag', 3);
    both();
    await run();
    const updates: string[] = [];
    knex.on('query', ({ sql }) => {
      if (/^update ["`]objects/.test(sql)) {
        updates.push(sql);
      }
    });
    await run();
    expect(updates).toEqual([]);
  });
});
