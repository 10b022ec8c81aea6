import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import {
  startWatchedPortal,
  type WatchedPortal,
} from './__testUtils__/watchedPortal';

jest.setTimeout(90_000);

interface Lasting {
  readonly portal: WatchedPortal;
  readonly shop: Awaited<ReturnType<WatchedPortal['connectShop']>>;
  readonly runId: string;
}

// An outage is given up after half a minute: those of both portals last while the
// other tests go on beside them.
const lasting = new Map<string, Lasting>();

beforeAll(async () => {
  for (const engine of engines) {
    const portal = await startWatchedPortal(await portalDatabase(engine));
    const shop = await portal.connectShop();
    portal.road.closed.set(shop.connection.id, 'unreachable');
    const runId = await portal.startImport(shop.connection);
    lasting.set(engine, { portal, shop, runId });
  }
});
afterAll(async () => {
  await Promise.all([...lasting.values()].map(it => it.portal.stop()));
});

describe.each(engines)('a catalog that takes nothing, portal on %s', engine => {
  it.each([
    [403, 'catalog.not-allowed', /backend\.auth/],
    [404, 'catalog.module-missing', /catalog-backend-module-connector/],
  ])(
    'fails a run with a diagnosis when it answers %s; the next run delivers',
    async (status, code, remedy) => {
      const { portal } = lasting.get(engine)!;
      const { connection, all } = await portal.connectShop();
      portal.road.closed.set(connection.id, status);

      expect(await portal.run(connection.id)).toMatchObject({
        state: 'failed',
        failure: {
          code,
          kind: 'config',
          remedy: expect.stringMatching(remedy),
        },
      });

      expect(await portal.shown(connection)).toEqual([]);
      portal.road.closed.delete(connection.id);
      portal.road.takeDelivered(connection);
      expect(await portal.run(connection.id)).toMatchObject({
        state: 'succeeded',
        byAction: { ignore: all.length, create: 0 },
        delivery: { planned: all.length, visible: all.length },
      });
      expect(portal.road.takeDelivered(connection)).toEqual({
        added: all,
        removed: [],
      });
    },
  );

  async function refusedImport() {
    const { portal } = lasting.get(engine)!;
    const { road } = portal;
    const { connection, all } = await portal.connectShop();
    road.closed.set(connection.id, 'unreachable');
    const runId = await portal.startImport(connection);
    await eventually(() =>
      expect(road.takeDelivered(connection).added).toEqual(all),
    );
    return { portal, road, connection, all, runId };
  }

  it('is waited for when it comes back soon', async () => {
    const { portal, road, connection, all, runId } = await refusedImport();

    road.closed.delete(connection.id);

    expect(await portal.ended(runId)).toMatchObject({
      state: 'succeeded',
      attempt: 1,
      delivery: { sent: all.length, visible: all.length },
    });
  });

  it('does not keep a run from being cancelled; the next run delivers', async () => {
    const { portal, road, connection, all, runId } = await refusedImport();

    const cancelledAt = Date.now();
    await portal.client.cancelRun({ params: { id: runId } });
    const { state, endedAt = '' } = await portal.ended(runId);

    expect(state).toBe('cancelled');
    // To try again until it is given up takes half a minute.
    expect(Date.parse(endedAt) - cancelledAt).toBeLessThan(10_000);
    road.closed.delete(connection.id);
    road.takeDelivered(connection);
    await portal.run(connection.id);
    expect(road.takeDelivered(connection).added).toEqual(all);
  });
});

it.each(engines)(
  'an outage that lasts fails the run; the next run delivers, portal on %s',
  async engine => {
    const { portal, shop, runId } = lasting.get(engine)!;
    const { connection, all } = shop;

    expect(await portal.ended(runId)).toMatchObject({
      state: 'failed',
      failure: { code: 'catalog.unavailable', kind: 'transient' },
    });

    expect(await portal.shown(connection)).toEqual([]);
    portal.road.closed.delete(connection.id);
    expect(await portal.run(connection.id)).toMatchObject({
      state: 'succeeded',
      delivery: { planned: all.length, visible: all.length },
    });
  },
);
