import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import { ForeignProvider } from './__testUtils__/ForeignProvider';
import {
  startWatchedPortal,
  type WatchedPortal,
} from './__testUtils__/watchedPortal';

jest.setTimeout(60_000);

describe.each(engines)('who holds a reference, portal on %s', engine => {
  let portal: WatchedPortal;
  const foreign = new ForeignProvider();

  beforeAll(async () => {
    portal = await startWatchedPortal(await portalDatabase(engine), [
      foreign.feature,
    ]);
  });
  beforeEach(() => foreign.provide());
  afterAll(() => portal.stop());

  const descriptionOf = async (ref: string) =>
    (await portal.catalog.getEntityByRef(ref))?.metadata.description;

  async function connectShop() {
    const shop = await portal.connectShop();
    const ref = `resource:default/${shop.source.database}.shop.order`;
    return { ...shop, ref };
  }

  it('is told when somebody else holds it, who keeps it', async () => {
    const { connection, all, ref } = await connectShop();
    await foreign.provide(ref);
    await eventually(async () =>
      expect(await descriptionOf(ref)).toBe(ForeignProvider.description),
    );

    const run = await portal.run(connection.id);

    expect(run).toMatchObject({
      state: 'partial',
      byAction: { create: all.length - 1, reject: 1 },
      delivery: { planned: all.length - 1, visible: all.length - 1 },
    });
    const decisions = await portal.decisions(run.id);
    expect(decisions.filter(it => it.action === 'reject')).toMatchObject([
      {
        ref,
        reason: 'conflict.managed-elsewhere',
        sentence: `The reference ${ref} is managed by ${ForeignProvider.location}.`,
        remedy: expect.stringContaining('name prefix'),
      },
    ]);
    expect(await descriptionOf(ref)).toBe(ForeignProvider.description);

    await foreign.provide();
    const next = await portal.run(connection.id);
    expect(next).toMatchObject({
      state: 'succeeded',
      byAction: { create: 1, ignore: all.length - 1 },
    });
    expect(await descriptionOf(ref)).toBeUndefined();
    expect((await portal.shown(connection)).length).toBe(all.length);
  });

  it('is told when somebody else has taken it since it was planned', async () => {
    const { connection, all, ref } = await connectShop();
    portal.road.beforeDelivery = () => foreign.provide(ref);

    const run = await portal.run(connection.id);
    portal.road.beforeDelivery = async () => {};

    expect(run).toMatchObject({
      state: 'partial',
      report: {
        findings: [
          {
            code: 'delivery.contested',
            sentence: expect.stringContaining(ForeignProvider.location),
          },
        ],
      },
      delivery: { planned: all.length, sent: all.length - 1 },
    });
    await eventually(async () =>
      expect(await descriptionOf(ref)).toBe(ForeignProvider.description),
    );

    await foreign.provide();
    expect(await portal.run(connection.id)).toMatchObject({
      state: 'succeeded',
      delivery: { planned: 1, visible: 1 },
    });
    expect(await descriptionOf(ref)).toBeUndefined();
  });

  it('stays with the first of two connections to one source, until that is deleted', async () => {
    const { connection, all, source } = await connectShop();
    await portal.run(connection.id);
    const before = await portal.shown(connection);
    const second = await portal.connect(
      source.input({ name: `2 ${connection.name}` }),
    );

    const run = await portal.run(second.id);

    // All but the System, which is named after the connection.
    expect(run).toMatchObject({
      state: 'partial',
      byAction: { create: 1, reject: all.length - 1 },
    });
    const [first] = (await portal.decisions(run.id)).filter(
      it => it.action === 'reject',
    );
    expect(first).toMatchObject({
      reason: 'conflict.other-connection',
      sentence: `The connection "${connection.name}" already imports ${first.ref}.`,
    });
    expect(await portal.shown(connection)).toEqual(before);
    expect((await portal.run(connection.id)).byAction).toMatchObject({
      ignore: all.length,
    });

    const params = { id: connection.id };
    await portal.client.deleteConnection({
      params,
      query: { entities: all.length },
    });
    await eventually(async () =>
      expect(await portal.shown(connection)).toEqual([]),
    );
    expect(await portal.run(second.id)).toMatchObject({
      state: 'succeeded',
      byAction: { create: all.length - 1, ignore: 1 },
    });
    expect(await portal.shown(second)).toHaveLength(all.length);
  });

  it('goes to one of two connections that import one source at once', async () => {
    const { connection, all, source } = await connectShop();
    const rival = await portal.connect(
      source.input({ name: `2 ${connection.name}` }),
    );
    const rivals = [connection, rival];

    const runs = await Promise.all(rivals.map(it => portal.run(it.id)));

    const states = runs.map(it => it.state).sort();
    expect(states).toEqual([
      expect.stringMatching(/^(failed|partial)$/),
      'succeeded',
    ]);
    const winner = rivals[runs.findIndex(it => it.state === 'succeeded')];
    const loser = rivals.find(it => it !== winner)!;
    expect(await portal.shown(winner)).toHaveLength(all.length);
    expect((await portal.run(loser.id)).byAction).toMatchObject({
      reject: all.length - 1,
    });
    expect((await portal.run(winner.id)).byAction).toMatchObject({
      ignore: all.length,
    });
    expect(await portal.shown(winner)).toHaveLength(all.length);
  });
});
