import {
  annotations,
  type Delivery,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { engines } from '../__testUtils__/databases';
import { HttpCatalogGateway } from '../apply/CatalogGateway';
import { runWorld, type RunWorld } from './__testUtils__/runWorld';

jest.setTimeout(60_000);

type Read = 'getEntitiesByRefs' | 'getEntityFacets';

const REVISION = annotations.revision;

/** A catalog that shows what it is sent, and answers until a read is to hang. */
function createCatalog() {
  const catalog = catalogServiceMock.mock();
  const shown: string[] = [];
  const on = { delivery: () => {} };
  catalog.getEntitiesByRefs.mockImplementation(async ({ entityRefs }) => ({
    items: entityRefs.map(() => undefined),
  }));
  catalog.getEntityFacets.mockImplementation(async ({ facets: [facet] }) => ({
    facets: { [facet]: shown.map(value => ({ value, count: 1 })) },
  }));
  const gateway = HttpCatalogGateway.create({
    discovery: mockServices.discovery(),
    auth: mockServices.auth({ pluginId: 'connector' }),
    catalog,
    fetch: async (_, init) => {
      on.delivery();
      const { added }: Delivery = JSON.parse(String(init?.body));
      shown.push(
        ...added.map(it => String(it.metadata.annotations?.[REVISION])),
      );
      return Response.json({ accepted: added.length, rejected: [] });
    },
  });
  /** Tells when it is asked from now on what it will never answer. */
  const hang = (read: Read) =>
    new Promise<void>(asked => {
      catalog[read].mockImplementation(() => {
        asked();
        return new Promise<never>(() => {});
      });
    });
  return { gateway, hang, on };
}

describe.each(engines)('A catalog that never answers, on %s', engine => {
  let world: RunWorld | undefined;

  afterEach(() => world?.stop());

  /** All objects but one are delivered, so that a run asks both. */
  async function setUp() {
    world = await runWorld(engine);
    const { source, run, startWorker } = world;
    const { gateway, hang, on } = createCatalog();
    const all = source.assets;
    source.assets = all.slice(0, -1);
    const worker = startWorker({ gateway });
    await run();
    source.assets = all;
    return { ...world, gateway, hang, on, worker };
  }

  type SetUp = Awaited<ReturnType<typeof setUp>>;

  describe.each<[string, Read]>([
    ['who holds a reference', 'getEntitiesByRefs'],
    ['what it shows', 'getEntityFacets'],
  ])('when it is asked %s', (_, read) => {
    it.each<
      [string, (it: SetUp, id: string) => Promise<unknown>, Partial<Run>]
    >([
      [
        'is cancelled',
        ({ service }, id) => service.cancel(id),
        { state: 'cancelled' },
      ],
      [
        'is handed back by a process that ends',
        async ({ worker, startWorker }) => {
          await worker.stop();
          startWorker();
        },
        { state: 'succeeded', attempt: 2 },
      ],
    ])('a run %s', async (__, end, expected) => {
      const it = await setUp();
      const asked = it.hang(read);
      const { id } = await it.start();
      await asked;
      await end(it, id);
      expect(await it.ended(id)).toMatchObject(expected);
    });

    it('a run is stopped when it takes too long', async () => {
      const it = await setUp();
      await it.worker.stop();
      it.hang(read);
      it.startWorker({ gateway: it.gateway, timeoutMs: 300 });
      const { id } = await it.start();
      expect(await it.ended(id)).toMatchObject({
        state: 'failed',
        failure: { code: 'run.timed-out' },
      });
    });
  });

  it('does not keep a process from its end that watches deliveries', async () => {
    const { hang, on, start, worker } = await setUp();
    const asked = new Promise<void>(resolve => {
      on.delivery = () => resolve(hang('getEntityFacets'));
    });
    await start();
    await asked;
    await expect(worker.stop()).resolves.toBeUndefined();
  });
});
