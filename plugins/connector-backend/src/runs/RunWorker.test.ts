import { ConflictError } from '@backstage/errors';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { table, unreadableSchema } from '../__testUtils__/TestSource';
import { DatabaseHistoryStore } from '../database/DatabaseHistoryStore';
import {
  nobody,
  nonZero,
  runWorld,
  type RunWorld,
} from './__testUtils__/runWorld';

jest.setTimeout(60_000);

describe.each(engines)('Runs on %s', engine => {
  let world: RunWorld | undefined;

  afterEach(() => world?.stop());

  async function setUp() {
    world = await runWorld(engine);
    return { ...world, worker: world.startWorker() };
  }

  it('imports a source and shows what was sent and what is visible', async () => {
    const { run, names, service } = await setUp();
    const done = await run();
    expect(done).toMatchObject({
      state: 'succeeded',
      attempt: 1,
      report: { byAction: { create: 4 } },
      delivery: { planned: 4, sent: 4, visible: 4, settled: true },
    });
    expect(done.stages.map(it => it.stage)).toEqual(
      expect.arrayContaining(['extract', 'map', 'plan', 'apply']),
    );
    expect(names()).toEqual(['customers', 'db', 'main', 'orders']);
    const { items } = await service.listDecisions(done.id, { limit: 50 });
    expect(items.map(it => it.action)).toEqual(Array(4).fill('create'));
  });

  it('starts a run at once, without waiting for a poll', async () => {
    const { start, ended } = await setUp();
    const run = await ended((await start()).id);
    // The next poll is a minute away.
    expect(Date.parse(run.startedAt!) - Date.parse(run.queuedAt)).toBeLessThan(
      10_000,
    );
  });

  it('changes nothing the second time: no delivery, no row but the run', async () => {
    const { run, catalog, objects, knex } = await setUp();
    await run();
    const before = await objects();
    catalog.deliveries.length = 0;
    const second = await run();
    expect(nonZero(second)).toEqual({ ignore: 4 });
    expect(second.report?.byReason).toEqual({ 'identity.unchanged': 4 });
    expect(catalog.deliveries).toEqual([]);
    expect(await objects()).toEqual(before);
    expect(
      await knex('run_decisions').where({ run_id: second.id }),
    ).toHaveLength(0);
  });

  it('previews without changing anything', async () => {
    const { run, catalog, objects } = await setUp();
    const preview = await run('preview');
    expect(preview).toMatchObject({
      state: 'succeeded',
      report: { byAction: { create: 4 } },
    });
    expect(preview.delivery).toBeUndefined();
    expect(catalog.deliveries).toEqual([]);
    expect(await objects()).toEqual([]);
  });

  it('delivers exactly the differences', async () => {
    const { run, source, catalog, service } = await setUp();
    source.options = { ...source.options, absence: 'remove' };
    await run();
    catalog.deliveries.length = 0;
    source.has(table('orders', 'bigint'), table('items'));
    const preview = await run('preview');
    const second = await run();
    expect(second.report?.byAction).toEqual(preview.report?.byAction);
    expect(nonZero(second)).toEqual({
      create: 1,
      replace: 1,
      remove: 1,
      ignore: 2,
    });
    const { items } = await service.listDecisions(second.id, {
      limit: 9,
      action: ['replace'],
    });
    expect(items[0]).toMatchObject({
      title: 'orders',
      changes: [
        { path: 'columns.id.type', before: 'integer', after: 'bigint' },
      ],
    });
    expect(catalog.deliveries).toHaveLength(1);
    expect(catalog.deliveries[0].added).toHaveLength(2);
    expect(catalog.deliveries[0].removed).toHaveLength(1);
  });

  it('delivers what is missing, and nothing else, after the catalog was emptied', async () => {
    const { run, catalog } = await setUp();
    await run();
    const [lost] = catalog.entities.keys();
    catalog.entities.delete(lost);
    catalog.deliveries.length = 0;
    const second = await run();
    expect(catalog.deliveries).toEqual([{ added: [lost], removed: [] }]);
    expect(second).toMatchObject({
      state: 'succeeded',
      report: {
        byAction: { ignore: 4 },
        findings: [{ code: 'delivery.missing', count: 1 }],
      },
    });

    catalog.entities.clear();
    catalog.deliveries.length = 0;
    await run();
    expect(catalog.entities.size).toBe(4);
  });

  it('fails when the catalog cannot be reached, and the next run delivers', async () => {
    const { run, catalog } = await setUp();
    catalog.onDelivery = async () => {
      catalog.outage = new Error('catalog is away');
    };
    const first = await run();
    expect(first).toMatchObject({ state: 'failed' });
    catalog.onDelivery = async () => {};
    catalog.outage = undefined;
    const second = await run();
    expect(second).toMatchObject({
      state: 'succeeded',
      report: { byAction: { ignore: 4 } },
      delivery: { planned: 4, sent: 4, visible: 4 },
    });
  });

  it('ends partial when the catalog refuses an entity, and tries it again', async () => {
    const { run, catalog } = await setUp();
    catalog.refuses.add('resource:default/db.main.orders');
    const first = await run();
    expect(first).toMatchObject({
      state: 'partial',
      delivery: { planned: 4, sent: 3 },
      report: {
        findings: [
          expect.objectContaining({ code: 'schema.refused-by-catalog' }),
        ],
      },
    });
    catalog.refuses.clear();
    await expect(run()).resolves.toMatchObject({
      state: 'succeeded',
      delivery: { planned: 1, sent: 1, visible: 1 },
    });
  });

  it('never removes or flags anything when the source dies half-way', async () => {
    const { run, source, objects, catalog } = await setUp();
    source.options = { ...source.options, absence: 'remove' };
    await run();
    const before = await objects();
    catalog.deliveries.length = 0;
    source.onAsset = async index => {
      if (index === 2) {
        throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
      }
    };
    const died = await run();
    expect(died).toMatchObject({
      state: 'failed',
      failure: { code: 'network.connection-lost', kind: 'transient' },
    });
    expect(await objects()).toEqual(before);
    expect(catalog.deliveries).toEqual([]);
    expect(source.sessions).toBe(0);
  });

  it('leaves what it could not observe as it is, and says so', async () => {
    const { run, source, names } = await setUp();
    source.options = { ...source.options, absence: 'remove' };
    await run();
    source.assets = [source.assets[0], unreadableSchema];
    const second = await run();
    expect(second.state).toBe('partial');
    expect(second.report?.byReason).toMatchObject({
      'absence.not-observed': 3,
    });
    expect(names()).toEqual(['customers', 'db', 'main', 'orders']);
  });

  it('holds too many removals until a person answers', async () => {
    const { run, source, service, ended, names } = await setUp();
    source.options = {
      ...source.options,
      absence: 'remove',
      removalLimit: { share: 0.2, count: 1 },
    };
    await run();
    source.has(table('items'));
    const held = await run();
    expect(held.state).toBe('needs-review');
    expect(names()).toEqual(['customers', 'db', 'items', 'main', 'orders']);
    await service.review(held.id, 'apply');
    await expect(ended(held.id)).resolves.toMatchObject({
      state: 'succeeded',
    });
    expect(names()).toEqual(['db', 'items', 'main']);
  });

  it('does not hide trouble when a person lets go what was held', async () => {
    const { run, source, service, ended, catalog, names } = await setUp();
    source.options = {
      ...source.options,
      absence: 'remove',
      removalLimit: { share: 0.2, count: 1 },
    };
    await run();
    source.has(table('items'));
    catalog.refuses.add('resource:default/db.main.items');
    const held = await run();
    expect(held.state).toBe('needs-review');

    await service.review(held.id, 'apply');

    const applied = await ended(held.id);
    expect(applied.state).toBe('partial');
    expect(applied.report?.findings.map(it => it.code)).toEqual([
      'schema.refused-by-catalog',
    ]);
    expect(names()).toEqual(['db', 'main']);
  });

  it('says what is left of a run whose removals a person dismisses', async () => {
    const { run, source, service } = await setUp();
    source.options = {
      ...source.options,
      absence: 'remove',
      removalLimit: { share: 0.2, count: 1 },
    };
    await run();
    source.has(table('items'), table('items', 'text'));
    const held = await run();

    const dismissed = await service.review(held.id, 'dismiss');

    expect(held.state).toBe('needs-review');
    expect(dismissed).toMatchObject({
      state: 'partial',
      report: { byAction: { reject: 1 } },
    });
    expect(dismissed.report?.findings).toMatchObject([
      { code: 'absence.dismissed', count: 2 },
    ]);
  });

  it('lets only the newest import wait for a person, so that old ones can be deleted', async () => {
    const { run, source, service, knex } = await setUp();
    source.options = {
      ...source.options,
      absence: 'remove',
      removalLimit: { share: 0.2, count: 1 },
    };
    await run();
    source.has(table('items'));
    const first = await run();

    await run('preview');
    source.onAsset = async () => {
      throw new Error('The source has died');
    };
    await run();
    await expect(service.get(first.id)).resolves.toMatchObject({
      state: 'needs-review',
    });

    source.onAsset = async () => {};
    const second = await run();
    expect(second.state).toBe('needs-review');
    const superseded = await service.get(first.id);
    expect(superseded.state).toBe('succeeded');
    expect(superseded.report?.findings).toMatchObject([
      { code: 'absence.superseded', count: 2 },
    ]);
    await expect(service.review(first.id, 'apply')).rejects.toThrow(
      'A newer run has read the source since',
    );
    const history = DatabaseHistoryStore.create({ knex });
    const later = new Date(Date.parse(second.queuedAt) + 1);
    expect(await history.expired(later)).toContain(first.id);
  });

  it('never overwrites what someone else manages', async () => {
    const { run, catalog, service } = await setUp();
    const ref = 'resource:default/db.main.orders';
    catalog.entities.set(ref, {
      source: 'url:https://example.com/catalog-info.yaml',
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: { name: 'db.main.orders' },
      },
    });
    const first = await run();
    expect(first).toMatchObject({
      state: 'partial',
      report: { byAction: { create: 3, reject: 1 } },
    });
    const { items } = await service.listDecisions(first.id, {
      limit: 5,
      action: ['reject'],
    });
    expect(items[0]).toMatchObject({
      ref,
      reason: 'conflict.managed-elsewhere',
      sentence: expect.stringContaining('https://example.com'),
    });
    const other = await run('import', 'c-2');
    expect(nonZero(other)).toEqual({ reject: 4 });
    expect(other.report?.byReason).toMatchObject({
      'conflict.other-connection': 3,
    });
  });

  it('takes the first of two things that have one name and reports the other', async () => {
    const { run, source, service } = await setUp();
    source.has(table('orders'), table('orders', 'text'));
    const first = await run();
    expect(nonZero(first)).toEqual({ create: 3, reject: 1 });
    const { items } = await service.listDecisions(first.id, {
      limit: 5,
      action: ['reject'],
    });
    expect(items[0].reason).toBe('conflict.duplicate-in-source');
    await expect(run().then(nonZero)).resolves.toEqual({
      ignore: 3,
      reject: 1,
    });
  });

  it('fails with the remedy when the connection may no longer be imported', async () => {
    const { start, source, serviceOf, ended, worker } = await setUp();
    const { id } = await serviceOf(nobody).start({
      connectionId: 'c-1',
      kind: 'import',
      trigger: 'manual',
      requestedBy: 'x',
    });
    source.blocked = new ConflictError('Test the connection first');
    worker.wake();
    await expect(ended(id)).resolves.toMatchObject({
      state: 'failed',
      failure: {
        code: 'run.precondition',
        remedy: 'Test the connection first',
      },
    });
    await expect(start()).rejects.toThrow('Test the connection first');
  });

  it('shows the log of a run that hangs, and a death would not lose it', async () => {
    const { start, service, source } = await setUp();
    source.onAsset = (_, signal) =>
      new Promise((__, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const { id } = await start();
    const log = await eventually(async () => {
      const read = await service.readLog(id, { after: 0, limit: 50 });
      expect(read.items).not.toEqual([]);
      return read;
    });
    expect(log).toMatchObject({
      ended: false,
      items: [{ seq: 1, stage: 'extract', message: 'Reading the source' }],
    });
  });

  it('has written what it did before it saves that it is planned', async () => {
    const { start, service, catalog } = await setUp();
    let planned = () => {};
    const delivering = new Promise<void>(resolve => {
      planned = resolve;
    });
    catalog.onDelivery = signal =>
      new Promise((_, reject) => {
        planned();
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const { id } = await start();
    await delivering;
    const { items } = await service.readLog(id, { after: 0, limit: 50 });
    expect(items.map(it => it.message)).toContain('Planned');
  });

  it('writes a log that can be read after a cursor and holds no secret', async () => {
    const { run, service, source, knex } = await setUp();
    source.onAsset = async index => {
      if (index === 3) {
        throw new Error('password s3cret refused');
      }
    };
    const failed = await run();
    expect(failed.state).toBe('failed');
    const all = await service.readLog(failed.id, { after: 0, limit: 500 });
    expect(all.items.length).toBeGreaterThan(1);
    const rest = await service.readLog(failed.id, {
      after: all.items[0].seq,
      limit: 500,
    });
    expect(rest.items).toEqual(all.items.slice(1));
    const latest = await service.readLog(failed.id, {
      after: 0,
      before: all.items.at(-1)!.seq,
      take: 'latest',
      limit: 1,
    });
    expect(latest.items).toEqual(all.items.slice(-2, -1));
    const written = JSON.stringify([
      await knex('runs').select(),
      await knex('run_log').select(),
    ]);
    expect(written).toContain('refused');
    expect(written).not.toContain('s3cret');
  });
});
