import { engines } from '../__testUtils__/databases';
import { table } from '../__testUtils__/TestSource';
import { runWorld, type RunWorld } from './__testUtils__/runWorld';

jest.setTimeout(60_000);

describe.each(engines)('owners that a source names, on %s', engine => {
  let world: RunWorld;

  afterEach(() => world.stop());

  async function setUp() {
    world = await runWorld(engine);
    world.startWorker();
    return world;
  }

  const has = (...names: string[]) =>
    names.forEach(name =>
      world.catalog.entities.set(`group:default/${name}`, {
        source: 'url:https://example.com/org.yaml',
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Group',
          metadata: { name },
        },
      }),
    );
  const ownerOf = (name: string) =>
    world.catalog.entities.get(`resource:default/db.main.${name}`)?.entity.spec
      ?.owner;

  it('own what they are named for if the catalog has them', async () => {
    const { source, run } = await setUp();
    has('sales');
    source.has(
      table('orders', 'integer', 'group:default/sales'),
      table('customers', 'integer', 'sales'),
      table('items', 'integer', 'group:default/typo'),
    );
    const done = await run();
    expect(ownerOf('orders')).toBe('group:default/sales');
    expect(ownerOf('customers')).toBe('group:default/sales');
    expect(ownerOf('items')).toBe('group:default/platform');
    expect(done).toMatchObject({
      state: 'succeeded',
      report: {
        findings: [
          {
            code: 'owner.unknown',
            severity: 'warning',
            sentence: expect.stringContaining('"group:default/typo"'),
            samples: ['group:default/typo'],
          },
        ],
      },
    });
  });

  it('own it from the first import on after the catalog has them', async () => {
    const { source, run } = await setUp();
    source.has(table('orders', 'integer', 'sales'));
    await run();
    expect(ownerOf('orders')).toBe('group:default/platform');
    has('sales');
    const second = await run();
    expect(second.report?.byAction).toMatchObject({ replace: 1, ignore: 2 });
    expect(second.report?.findings).toEqual([]);
    expect(ownerOf('orders')).toBe('group:default/sales');
  });

  it('are asked for once a run each, by the batch', async () => {
    const { source, catalog, run } = await setUp();
    const asked: string[][] = [];
    const holders = catalog.holders.bind(catalog);
    catalog.holders = async refs => {
      asked.push(refs.filter(ref => ref.startsWith('group:')));
      return holders(refs);
    };
    const tables = Array.from({ length: 1_200 }, (_, n) =>
      table(`t${n}`, 'integer', n < 1_100 ? `team-${n % 20}` : 'late'),
    );
    source.has(...tables);
    const done = await run();
    const groups = asked.filter(refs => refs.length > 0);
    expect(groups.map(refs => refs.length)).toEqual([20, 1]);
    expect(done.report?.findings).toMatchObject([
      { code: 'owner.unknown', count: 21, samples: { length: 10 } },
    ]);
  });
});
