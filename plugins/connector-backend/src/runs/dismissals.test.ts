import type { RunTrigger } from '@backstage-connector/plugin-connector-common';
import { engines } from '../__testUtils__/databases';
import { table } from '../__testUtils__/TestSource';
import { runWorld, type RunWorld } from './__testUtils__/runWorld';

jest.setTimeout(60_000);

describe.each(engines)(
  'removals that a person has dismissed, on %s',
  engine => {
    let world: RunWorld;

    afterEach(() => world.stop());

    const run = async (trigger: RunTrigger) => {
      const { service, ended } = world;
      const { id } = await service.start({
        connectionId: 'c-1',
        kind: 'import',
        trigger,
        requestedBy: 'user:default/ada',
      });
      return ended(id);
    };

    /** Orders and customers are gone from the source, and were to stay. */
    async function setUp() {
      world = await runWorld(engine);
      const { service, source, startWorker } = world;
      startWorker();
      source.options = {
        ...source.options,
        absence: 'remove',
        removalLimit: { share: 0.2, count: 2 },
      };
      source.has(...['orders', 'customers', 'items'].map(it => table(it)));
      await run('schedule');
      source.has(table('items'));
      const held = await run('schedule');
      expect(held.state).toBe('needs-review');
      await service.review(held.id, 'dismiss');
      return world;
    }

    it('are not asked about again by a schedule', async () => {
      const { names } = await setUp();
      for (let times = 0; times < 2; times++) {
        expect(await run('schedule')).toMatchObject({
          state: 'succeeded',
          report: {
            byAction: { remove: 0 },
            byReason: { 'absence.stays': 2 },
            findings: [],
          },
        });
      }
      expect(names()).toEqual(['customers', 'db', 'items', 'main', 'orders']);
    });

    it('are asked about again when a person starts the import', async () => {
      const { names, service, ended } = await setUp();
      await run('schedule');
      const held = await run('manual');
      expect(held).toMatchObject({
        state: 'needs-review',
        report: { byReason: { 'absence.held': 2 } },
      });
      await service.review(held.id, 'apply');
      await ended(held.id);
      expect(names()).toEqual(['db', 'items', 'main']);
    });

    it('are forgotten when the source has the objects again', async () => {
      const { source } = await setUp();
      source.has(...['orders', 'customers', 'items'].map(it => table(it)));
      await run('schedule');
      source.has(table('items'));
      await expect(run('schedule')).resolves.toMatchObject({
        state: 'needs-review',
        report: { byReason: { 'absence.held': 2 } },
      });
    });

    it('do not hide that more is gone now', async () => {
      const { source, names } = await setUp();
      source.has();
      await expect(run('schedule')).resolves.toMatchObject({
        state: 'succeeded',
        report: { byReason: { 'absence.stays': 2, 'absence.removed': 1 } },
      });
      expect(names()).toEqual(['customers', 'db', 'main', 'orders']);
      source.assets = [];
      await expect(run('schedule')).resolves.toMatchObject({
        state: 'needs-review',
        report: { byReason: { 'absence.stays': 2, 'absence.held': 2 } },
      });
    });
  },
);
