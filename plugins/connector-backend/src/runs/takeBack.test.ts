import { ARCHIVE_SOURCE_ID } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { MemoryCatalog } from '../__testUtils__/MemoryCatalog';
import { deliver as deliverPending } from '../apply/deliver';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import {
  DatabaseDecisionStore,
  type PlannedDecision,
} from '../database/DatabaseDecisionStore';
import { DatabaseObjectStore } from '../database/DatabaseObjectStore';
import { DatabasePlanStore } from '../database/DatabasePlanStore';
import type { DbObjectRow } from '../database/tables';

/** More than two batches. */
const MANY = 1_100;

const now = () => new Date('2026-01-01T00:00:00Z');

type Made = { action: 'create' | 'replace' | 'remove'; hash?: string };

function decision(n: number, { action, hash = 'h1' }: Made): PlannedDecision {
  // What is replaced is renamed, too.
  const name = `c${n}${action === 'replace' ? '-renamed' : ''}`;
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, description: hash },
  };
  const about = {
    uid: `u-${n}`,
    ref: `component:default/${name}`,
    urn: `urn:connector:archive:i:c${n}`,
    rule: 'AR-20',
    reason: 'identity.new',
    title: `c${n}`,
    assetKind: 'Component',
    hash,
    basis: action === 'create' ? {} : { target: { ledgerHash: 'h1' } },
  } as const;
  switch (action) {
    case 'create':
      return { ...about, action, after: entity };
    case 'remove':
      return { ...about, action, before: entity };
    default:
      return { ...about, action, before: entity, after: entity, changes: [] };
  }
}

const many = (from: number, to: number, made: Made) =>
  Array.from({ length: to - from }, (_, n) => decision(from + n, made));

describe.each(engines)('What a stopped run takes back, on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    const objects = DatabaseObjectStore.create({ knex, now });
    const decisions = DatabaseDecisionStore.create({ knex });
    const plans = DatabasePlanStore.create({ knex, now });
    const apply = async (runId: string, planned: PlannedDecision[]) => {
      await plans.insert({
        id: runId,
        name: 'a.zip',
        requestedBy: 'user:default/ada',
        settings: {},
      });
      await decisions.append(runId, 0, planned);
      for (;;) {
        const batch = await decisions.pending(runId, {
          held: false,
          limit: 500,
        });
        if (batch.length === 0) {
          return;
        }
        const sourceId = ARCHIVE_SOURCE_ID;
        await objects.apply({ sourceId, runId, decisions: batch });
      }
    };
    const deliver = async (limit: number, runId: string) =>
      objects.markDelivered(
        await objects.pending(ARCHIVE_SOURCE_ID, { afterUid: '', limit }),
        runId,
      );
    const rows = () => knex<DbObjectRow>('objects').orderBy('uid');
    const applied = async (run_id: string) =>
      (await knex('run_decisions').where({ run_id, applied: true })).length;
    const images = async (run_id: string) =>
      (await knex('run_before_images').where({ run_id })).length;
    return { knex, objects, apply, deliver, rows, applied, images };
  }

  it('is all it has not delivered, in batches', async () => {
    const { knex, objects, apply, deliver, rows, applied, images } =
      await setUp();
    await apply('first', many(0, MANY, { action: 'create' }));
    await deliver(MANY, 'first');
    const before = await rows();
    await apply('second', [
      ...many(0, MANY - 50, { action: 'replace', hash: 'h2' }),
      ...many(MANY - 50, MANY, { action: 'remove' }),
      ...many(MANY, MANY + 50, { action: 'create' }),
    ]);
    const read: number[] = [];
    let statements = 0;
    const count = (answer: unknown) => {
      statements += 1;
      read.push(Array.isArray(answer) ? answer.length : 0);
    };
    knex.on('query-response', count);

    const taken = await objects.takeBack({
      runId: 'second',
      inDoubt: false,
    });

    knex.removeListener('query-response', count);
    expect(taken).toBe(MANY + 50);
    expect(await rows()).toEqual(before);
    expect(await images('second')).toBe(0);
    expect(await applied('second')).toBe(0);
    // Never all of them in memory, nor a statement for each.
    expect(Math.max(...read)).toBe(500);
    expect(statements).toBeLessThan(40);
  });

  it.each(['taken', 'not taken'])(
    'is made good when the catalog has %s what was on its way',
    async fate => {
      const { objects, apply, deliver, rows } = await setUp();
      const catalog = new MemoryCatalog();
      const signal = new AbortController().signal;
      const send = () =>
        deliverPending({
          connectionId: ARCHIVE_SOURCE_ID,
          runId: undefined,
          objects,
          gateway: catalog,
          signal,
          onProgress: () => {},
        });
      await apply('first', many(0, 3, { action: 'create' }));
      await send();
      const shown = () =>
        Object.fromEntries(
          [...catalog.entities].map(([ref, { entity }]) => [
            ref,
            entity.metadata.description,
          ]),
        );
      const before = [shown(), (await rows()).map(it => it.entity)];
      await apply('second', [
        decision(0, { action: 'replace', hash: 'h2' }),
        decision(1, { action: 'remove' }),
        decision(3, { action: 'create' }),
      ]);
      // The answer of the catalog is lost, or it was not asked.
      const taken = objects.markDelivered.bind(objects);
      objects.markDelivered = async () => {};
      if (fate === 'taken') {
        await send();
      }
      const isAsBefore = JSON.stringify(shown()) === JSON.stringify(before[0]);
      expect(isAsBefore).toBe(fate !== 'taken');
      objects.markDelivered = taken;

      expect(await objects.takeBack({ runId: 'second', inDoubt: true })).toBe(
        3,
      );
      await send();

      expect([shown(), (await rows()).map(it => it.entity)]).toEqual(before);
      await deliver(MANY, 'none');
      expect(await objects.countPending(ARCHIVE_SOURCE_ID)).toBe(0);
    },
  );

  it('is not what it has delivered, nor what another run has changed', async () => {
    const { knex, objects, apply, deliver, rows, applied, images } =
      await setUp();
    await apply('first', many(0, 4, { action: 'create' }));
    await deliver(1, 'first');
    await knex('objects').where({ uid: 'u-1' }).update({ run_id: 'other' });
    // Delivered, and then changed by this very run.
    await knex('objects').where({ uid: 'u-2' }).update({ delivered_hash: 'x' });

    const first = { runId: 'first', inDoubt: false };
    expect(await objects.takeBack(first)).toBe(2);

    expect((await rows()).map(({ uid, state }) => [uid, state])).toEqual([
      ['u-0', 'present'],
      ['u-1', 'present'],
      ['u-2', 'removed'],
    ]);
    expect(await images('first')).toBe(2);
    expect(await applied('first')).toBe(2);
    expect(await objects.takeBack(first)).toBe(0);
  });
});
