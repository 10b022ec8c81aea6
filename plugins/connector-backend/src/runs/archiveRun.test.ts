import {
  ARCHIVE_SOURCE_ID,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { ConnectorError } from '@backstage-connector/plugin-connector-node';
import type { Entity } from '@backstage/catalog-model';
import { createUpkeep } from '../archives/import/ArchiveUpkeep';
import { desiredEntity } from '../archives/import/plan/desiredEntity';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { DatabaseArchiveStore } from '../database/DatabaseArchiveStore';
import type { PlannedDecision } from '../database/DatabaseDecisionStore';
import { DatabasePlanStore } from '../database/DatabasePlanStore';
import { revisionHash } from '../plan';
import { createRunSummary } from '../report';
import type { RunWorker } from './RunWorker';
import { runWorld, type RunWorld } from './__testUtils__/runWorld';

jest.setTimeout(60_000);

/** What one request to the catalog takes, and more. */
const SENT = 1_000;
const MANY = 1_020;

const unavailable = new ConnectorError({
  code: 'catalog.unavailable',
  kind: 'transient',
  title: 'Away',
  remedy: 'Wait',
});

describe.each(engines)('runs of archives on %s', engine => {
  let world: RunWorld;
  let worker: RunWorker;
  let plans: DatabasePlanStore;
  let planned = 0;

  beforeEach(async () => {
    world = await runWorld(engine);
    plans = DatabasePlanStore.create({
      knex: world.knex,
      now: () => new Date(),
    });
    worker = world.startWorker();
  });
  afterEach(() => world.stop());

  const uid = (n: number) => `u-${String(n).padStart(5, '0')}`;

  async function decisionsOf(
    count: number,
    description: string,
  ): Promise<PlannedDecision[]> {
    const rows = await world.objects();
    const present = new Map(rows.map(row => [row.uid, row]));
    return Array.from({ length: count }, (_, n) => {
      const entity: Entity = {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: `c${n}`, description },
        spec: { type: 'service', lifecycle: 'x', owner: 'user:default/ada' },
      };
      const after = desiredEntity(entity, uid(n));
      const row = present.get(uid(n));
      return {
        uid: uid(n),
        ref: `component:default/c${n}`,
        urn: `urn:connector:archive:i:c${n}`,
        rule: 'AR-20',
        reason: 'identity.new',
        title: `c${n}`,
        assetKind: 'Component',
        after,
        hash: revisionHash(after),
        modifiedAt: '2026-01-01T00:00:00.000Z',
        basis: row ? { target: { ledgerHash: row.hash } } : {},
        ...(row
          ? { action: 'replace', before: JSON.parse(row.entity), changes: [] }
          : { action: 'create' }),
      };
    });
  }

  async function plan(decisions: readonly PlannedDecision[]): Promise<string> {
    const id = `plan-${(planned += 1)}`;
    const requestedBy = 'user:default/ada';
    await plans.insert({ id, name: 'a.zip', requestedBy, settings: {} });
    await world.stores.decisions.append(id, 0, decisions);
    const summary = createRunSummary();
    decisions.forEach(it => summary.addDecision(it.action, it.reason));
    await plans.complete(id, {}, summary.build({}));
    return id;
  }

  async function apply(id: string): Promise<Run> {
    await plans.queue(id, {});
    worker.wake();
    return world.ended(id);
  }

  const importOf = async (count: number, description: string) =>
    apply(await plan(await decisionsOf(count, description)));

  /** The descriptions in the ledger, with how many have each. */
  async function ledger() {
    const counts: Record<string, number> = {};
    for (const row of await world.objects()) {
      const { description } = JSON.parse(row.entity).metadata;
      counts[description] = (counts[description] ?? 0) + 1;
    }
    return counts;
  }

  it('AR-61: says what was done when it is cancelled, and takes back the rest', async () => {
    const first = await plan(await decisionsOf(MANY, 'First'));
    world.catalog.onDelivery = async () => {
      await world.service.cancel(first);
    };

    const cancelled = await apply(first);

    world.catalog.onDelivery = async () => {};
    expect(cancelled).toMatchObject({
      state: 'cancelled',
      delivery: { planned: MANY, sent: SENT, visible: SENT },
    });
    expect(await ledger()).toEqual({ First: SENT });
    const applied = await world
      .knex('run_decisions')
      .where({ run_id: first, applied: true });
    expect(applied).toHaveLength(SENT);

    expect(await importOf(MANY, 'First')).toMatchObject({ state: 'succeeded' });
    const second = await plan(await decisionsOf(MANY, 'Second'));
    world.catalog.onDelivery = async () => {
      await world.service.cancel(second);
    };
    await apply(second);

    expect(await ledger()).toEqual({ First: MANY - SENT, Second: SENT });
    const shown = [...world.catalog.entities.values()].map(
      ({ entity }) => entity.metadata.description,
    );
    expect(shown.filter(it => it === 'Second')).toHaveLength(SENT);
    const images = await world
      .knex('run_before_images')
      .where({ run_id: second });
    expect(images).toHaveLength(SENT);
  });

  it('AR-60: writes nothing when an object has changed since it was decided', async () => {
    await importOf(3, 'First');
    const stale = await plan(await decisionsOf(3, 'Second'));
    await world
      .knex('objects')
      .where({ uid: uid(2) })
      .update({ hash: 'other' });

    const run = await apply(stale);

    expect(run).toMatchObject({
      state: 'failed',
      failure: {
        code: 'run.precondition',
        kind: 'config',
        title: 'The plan cannot be applied any more',
        remedy: expect.stringContaining('component:default/c2'),
      },
    });
    expect(await ledger()).toEqual({ First: 3 });
  });

  it('AR-60: writes nothing when a connection has taken a reference since', async () => {
    await importOf(1, 'First');
    const stale = await plan(await decisionsOf(2, 'Second'));
    const [row] = await world.objects();
    await world.knex('objects').insert({
      ...row,
      uid: 'u-of-a-connection',
      entity_ref: 'component:default/c1',
      urn: 'urn:connector:test:c1',
      source_kind: 'connection',
      source_id: 'warehouse',
    });

    const run = await apply(stale);

    expect(run).toMatchObject({
      state: 'failed',
      failure: {
        title: 'The plan cannot be applied any more',
        remedy: expect.stringMatching(/^A connection has.*make the plan again/),
      },
    });
    expect(await ledger()).toEqual({ First: 2 });
  });

  describe('AR-61: leaves nothing to be done behind its report', () => {
    /** After the next look of the upkeep, which delivers what is left. */
    async function expectAsBefore() {
      const upkeep = createUpkeep({
        knex: world.knex,
        gateway: world.catalog,
        now: () => new Date(),
      });
      world.catalog.outage = undefined;
      world.catalog.onDelivery = async () => {};
      await upkeep.look(new AbortController().signal);
      expect(await ledger()).toEqual({ First: 2 });
      const shown = [...world.catalog.entities.values()].map(
        ({ entity }) => entity.metadata.description,
      );
      expect(shown).toEqual(['First', 'First']);
      const left = await world.knex('run_decisions').where({
        run_id: `plan-${planned}`,
        applied: true,
      });
      expect(left).toEqual([]);
    }

    it('when it takes too long', async () => {
      await importOf(2, 'First');
      await world.stop();
      worker = world.startWorker({ timeoutMs: 300 });
      world.catalog.onDelivery = signal =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });

      expect(await importOf(3, 'Second')).toMatchObject({
        state: 'failed',
        failure: { code: 'run.timed-out' },
      });

      await expectAsBefore();
    });

    it('when it meets an error that will not pass', async () => {
      await importOf(2, 'First');
      world.catalog.outage = new TypeError('Unexpected');

      expect(await importOf(3, 'Second')).toMatchObject({
        state: 'failed',
        failure: { code: 'unexpected' },
      });

      await expectAsBefore();
    });

    it('when it is cancelled between two attempts', async () => {
      await importOf(2, 'First');
      await world.stop();
      const hour = 3_600_000;
      worker = world.startWorker({
        retry: { attempts: 3, initialDelayMs: hour, maxDelayMs: hour },
      });
      world.catalog.outage = unavailable;
      const id = await plan(await decisionsOf(3, 'Second'));
      await plans.queue(id, {});
      worker.wake();
      await eventually(async () => {
        const { nextAttemptAt } = await world.service.get(id);
        expect(nextAttemptAt).toBeDefined();
      });

      await world.service.cancel(id);

      expect(await world.ended(id)).toMatchObject({ state: 'cancelled' });
      await expectAsBefore();
    });

    it.each(['before it sent', 'while it sent'])(
      'when it kills its process each time, %s',
      async when => {
        await importOf(2, 'First');
        await world.stop();
        const id = await plan(await decisionsOf(3, 'Second'));
        await plans.queue(id, {});
        const { decisions, objects } = world.stores;
        await objects.apply({
          sourceId: ARCHIVE_SOURCE_ID,
          runId: id,
          decisions: await decisions.pending(id, { held: false, limit: 3 }),
        });
        if (when === 'while it sent') {
          const sent = await objects.pending(ARCHIVE_SOURCE_ID, {
            afterUid: '',
            limit: 3,
          });
          await world.catalog.deliver(
            {
              source: ARCHIVE_SOURCE_ID,
              added: sent.flatMap(({ entity }) => entity ?? []),
              removed: [],
            },
            new AbortController(),
          );
        }
        const died = [1, 2, 3, 4].map(number => ({
          number,
          startedAt: '2020-01-01T00:00:00.000Z',
          ...(number < 4 && {
            endedAt: '2020-01-01T00:00:00.000Z',
            outcome: 'died',
          }),
        }));
        const delivery = { planned: 3, sent: 0, visible: 0, contested: 0 };
        await world
          .knex('runs')
          .where({ id })
          .update({
            state: 'running',
            attempt: died.length,
            attempts: JSON.stringify(died),
            ticket: 'dead',
            heartbeat_at: '2020-01-01T00:00:00.000Z',
            ...(when === 'while it sent' && {
              delivery: JSON.stringify({ ...delivery, settled: false }),
            }),
          });
        worker = world.startWorker();

        expect(await world.ended(id)).toMatchObject({
          state: 'failed',
          failure: { code: 'run.worker-died' },
        });

        await expectAsBefore();
      },
    );
  });

  it('keeps for later what a catalog that is away could not take', async () => {
    const upkeep = createUpkeep({
      knex: world.knex,
      gateway: world.catalog,
      now: () => new Date(),
    });
    const look = () => upkeep.look(new AbortController().signal);
    world.catalog.outage = unavailable;
    expect(await importOf(2, 'First')).toMatchObject({ state: 'failed' });
    await expect(look()).rejects.toBe(unavailable);

    world.catalog.outage = undefined;
    expect(await look()).toEqual({ expired: 0, delivered: 2 });
    expect(world.names()).toEqual(['c0', 'c1']);
    expect(await look()).toEqual({ expired: 0, delivered: 0 });

    // Seen, and lost.
    await world.stores.objects.markVisible([uid(0), uid(1)]);
    world.catalog.entities.delete('component:default/c1');
    expect(await look()).toEqual({ expired: 0, delivered: 1 });
    expect(world.names()).toEqual(['c0', 'c1']);
  });

  it('leaves the delivery to an import that is active', async () => {
    const upkeep = createUpkeep({
      knex: world.knex,
      gateway: world.catalog,
      now: () => new Date(),
    });
    let looked: unknown;
    world.catalog.onDelivery = async signal => {
      world.catalog.onDelivery = async () => {};
      looked = await upkeep.look(signal);
    };

    await importOf(2, 'First');

    expect(looked).toEqual({ expired: 0, delivered: 0 });
    expect(world.catalog.deliveries).toHaveLength(1);
    const [{ source_kind }] = await world.objects();
    expect(source_kind).toBe(ARCHIVE_SOURCE_ID);
  });

  it('AR-10: forgets uploads that have expired', async () => {
    const { knex } = world;
    const archives = DatabaseArchiveStore.create({ knex });
    const now = new Date('2026-02-01T00:00:00Z');
    const gateway = world.catalog;
    await archives.insert({
      id: 'a',
      fileName: 'a.zip',
      uploadedBy: 'user:default/ada',
      uploadedAt: '2026-01-01T00:00:00.000Z',
      expiresAt: now.toISOString(),
      header: { omitted: [] } as never,
    });

    const looked = await createUpkeep({ knex, gateway, now: () => now }).look(
      new AbortController().signal,
    );

    expect(looked).toEqual({ expired: 1, delivered: 0 });
    expect(await knex('archives')).toEqual([]);
  });
});
