import type { Action } from '@backstage-connector/plugin-connector-common';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { DatabaseDecisionStore } from './DatabaseDecisionStore';
import type { PlannedDecision } from './DatabaseDecisionStore';
import { DatabaseObjectStore } from './DatabaseObjectStore';
import { DatabaseRunStore } from './DatabaseRunStore';

const now = () => new Date('2026-01-01T00:00:00Z');

function decision(
  uid: string,
  action: Extract<Action, 'create' | 'replace' | 'flag' | 'remove'>,
  over: { ref?: string; hash?: string; reason?: 'absence.held' } = {},
): PlannedDecision {
  const ref = over.ref ?? `resource:default/${uid}`;
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: ref.split('/')[1] },
    spec: { hash: over.hash },
  };
  const because = {
    uid,
    ref,
    urn: `urn:connector:t:s:${uid}`,
    rule: 'test',
    reason: over.reason ?? 'identity.new',
    title: uid,
    assetKind: 'table',
    sourceHash: over.hash ?? 'h1',
    hash: over.hash ?? 'h1',
  } as const;
  switch (action) {
    case 'create':
      return { ...because, action, after: entity };
    case 'remove':
      return { ...because, action, before: entity };
    default:
      return { ...because, action, before: entity, after: entity, changes: [] };
  }
}

describe.each(engines)('The ledger on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    const objects = DatabaseObjectStore.create({ knex, now });
    const decisions = DatabaseDecisionStore.create({ knex });
    const runs = DatabaseRunStore.create({ knex, now });
    let runCount = 0;
    const apply = async (planned: PlannedDecision[], sourceId = 'c-1') => {
      runCount += 1;
      const runId = `run-${runCount}`;
      await runs.insert({
        id: runId,
        connectionId: `${sourceId}-${runId}`,
        connectionName: 'x',
        technology: 't',
        kind: 'import',
        trigger: 'manual',
        requestedBy: 'x',
        settings: {},
      });
      await decisions.append(runId, 0, planned);
      const pending = await decisions.pending(runId, {
        held: false,
        limit: 1000,
      });
      await objects.apply({ sourceId, runId, decisions: pending });
      return { runId, pending };
    };
    const pendingUids = async () =>
      (await objects.pending('c-1', { afterUid: '', limit: 100 })).map(
        it => it.uid,
      );
    const deliverAll = async (runId?: string) =>
      objects.markDelivered(
        await objects.pending('c-1', { afterUid: '', limit: 100 }),
        runId,
      );
    return { knex, objects, decisions, apply, pendingUids, deliverAll };
  }

  it('holds what differs until it is delivered', async () => {
    const { objects, apply, pendingUids, deliverAll } = await setUp();
    await apply([decision('a', 'create'), decision('b', 'create')]);
    expect(await pendingUids()).toEqual(['a', 'b']);
    await deliverAll();
    expect(await pendingUids()).toEqual([]);
    await apply([decision('b', 'replace', { hash: 'h2' })]);
    expect(await pendingUids()).toEqual(['b']);
    expect(await objects.countPending('c-1')).toBe(1);
  });

  it('delivers again what has changed while it was sent', async () => {
    const { objects, apply } = await setUp();
    const pending = () => objects.pending('c-1', { afterUid: '', limit: 9 });
    await apply([
      decision('a', 'create'),
      decision('b', 'create'),
      decision('c', 'create'),
    ]);
    const sent = await pending();
    await apply([
      decision('a', 'replace', { ref: 'resource:default/z', hash: 'h2' }),
      decision('b', 'remove'),
    ]);
    await objects.markDelivered(sent, undefined);
    const changed = await pending();
    expect(changed).toMatchObject([
      {
        uid: 'a',
        hash: 'h2',
        ref: 'resource:default/z',
        deliveredRef: 'resource:default/a',
        entity: {},
      },
      { uid: 'b' },
    ]);
    expect(changed[1].entity).toBeUndefined();
    await apply([decision('b', 'create')]);
    await objects.markDelivered(changed, undefined);
    expect(await pending()).toMatchObject([{ uid: 'b', entity: {} }]);
  });

  it('keeps a removed object until the catalog knows, then forgets it', async () => {
    const { objects, apply, pendingUids, deliverAll } = await setUp();
    await apply([decision('a', 'create')]);
    await deliverAll();
    await apply([decision('a', 'remove')]);
    expect(await objects.count(['c-1'])).toEqual(new Map());
    expect(await pendingUids()).toEqual(['a']);
    const [removal] = await objects.pending('c-1', { afterUid: '', limit: 1 });
    expect(removal).toEqual({
      uid: 'a',
      hash: 'h1',
      ref: 'resource:default/a',
      deliveredRef: 'resource:default/a',
    });
    await deliverAll();
    expect(await objects.ofSource('c-1')).toEqual([]);
  });

  it.each([
    ['an object', decision('a', 'create', { ref: 'resource:default/z' })],
    ['a reference', decision('z', 'create', { ref: 'resource:default/a' })],
  ])(
    'leaves %s to the connection that took it first, and the batch undone',
    async (_, rival) => {
      const { knex, apply } = await setUp();
      await apply([decision('a', 'create')], 'c-1');
      const before = await knex('objects').select('*');

      await expect(
        apply([decision('b', 'create'), rival], 'c-2'),
      ).rejects.toThrow(/Another connection has imported/);

      expect(await knex('objects').select('*')).toEqual(before);
      expect(await knex('run_decisions').where({ applied: true })).toHaveLength(
        1,
      );
    },
  );

  it('remembers under which reference a renamed object was delivered', async () => {
    const { objects, apply, deliverAll } = await setUp();
    await apply([decision('a', 'create')]);
    await deliverAll();
    await apply([
      decision('a', 'replace', { ref: 'resource:default/z', hash: 'h2' }),
    ]);
    const [renamed] = await objects.pending('c-1', { afterUid: '', limit: 1 });
    expect(renamed).toMatchObject({
      ref: 'resource:default/z',
      deliveredRef: 'resource:default/a',
    });
    await expect(
      objects.unclaimed(['resource:default/a', 'resource:default/z']),
    ).resolves.toEqual(['resource:default/a']);
  });

  it('leaves the reference to a new identity when the old one is replaced', async () => {
    const { objects, apply, deliverAll } = await setUp();
    await apply([decision('old', 'create', { ref: 'resource:default/x' })]);
    await deliverAll();
    await apply([decision('new', 'create', { ref: 'resource:default/x' })]);
    expect((await objects.ofSource('c-1')).map(it => it.uid)).toEqual(['new']);
  });

  it('delivers again what the catalog has lost', async () => {
    const { objects, apply, pendingUids, deliverAll } = await setUp();
    await apply([decision('a', 'create'), decision('b', 'create')]);
    await deliverAll();
    await objects.markVisible(['a', 'b']);
    await objects.markUndelivered(['a']);
    expect(await pendingUids()).toEqual(['a']);
  });

  it('tells what of a run is not visible yet', async () => {
    const { objects, apply, deliverAll } = await setUp();
    const { runId } = await apply([
      decision('a', 'create'),
      decision('b', 'create'),
    ]);
    expect(await objects.invisibleOfRun(runId)).toEqual([]);
    await deliverAll(runId);
    await objects.markVisible(['a']);
    expect(await objects.invisibleOfRun(runId)).toEqual([
      { uid: 'b', ref: 'resource:default/b', deliveredHash: 'h1' },
    ]);
  });

  it('knows which other connection holds an identity or a reference', async () => {
    const { objects, apply } = await setUp();
    await apply([decision('a', 'create')], 'c-2');
    await apply([decision('b', 'create')], 'c-1');
    const held = await objects.heldElsewhere('c-1', {
      uids: ['a', 'b'],
      refs: ['resource:default/a', 'resource:default/b'],
    });
    expect(held).toEqual(
      new Map([
        ['a', 'c-2'],
        ['resource:default/a', 'c-2'],
      ]),
    );
  });

  it('rolls a batch back whole when one of it cannot be written', async () => {
    const { knex, objects, decisions, apply } = await setUp();
    await apply([decision('a', 'create')], 'c-2');
    await expect(
      apply([
        decision('b', 'create'),
        decision('c', 'create', { ref: 'resource:default/a' }),
      ]),
    ).rejects.toThrow();
    expect(await objects.ofSource('c-1')).toEqual([]);
    expect(
      await decisions.pending('run-2', { held: false, limit: 10 }),
    ).toHaveLength(2);
    expect(await knex('objects').select('uid')).toEqual([{ uid: 'a' }]);
  });

  it('applies a batch twice without a change, and forgets its entities', async () => {
    const { knex, objects, apply, deliverAll } = await setUp();
    const { runId, pending } = await apply([decision('a', 'create')]);
    await deliverAll();
    const before = await knex('objects').select();
    await objects.apply({ sourceId: 'c-1', runId, decisions: pending });
    expect(await knex('objects').select()).toEqual(before);
    expect(await knex('run_decisions').select('after')).toEqual([
      { after: null },
    ]);
  });

  it('keeps held removals apart and lists decisions by filter', async () => {
    const { decisions, apply } = await setUp();
    const { runId, pending } = await apply([
      decision('Orders', 'create'),
      decision('50%_off', 'create'),
      decision('gone', 'remove', { reason: 'absence.held' }),
    ]);
    expect(pending.map(it => it.uid)).toEqual(['Orders', '50%_off']);
    const held = await decisions.pending(runId, { held: true, limit: 10 });
    expect(held.map(it => it.uid)).toEqual(['gone']);

    const first = await decisions.list(runId, { limit: 2 });
    expect(first).toMatchObject({ total: 3, items: [{ seq: 1 }, { seq: 2 }] });
    const second = await decisions.list(runId, {
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(second.items.map(it => it.title)).toEqual(['gone']);
    const byText = await decisions.list(runId, { limit: 9, text: '50%_' });
    expect(byText.items.map(it => it.title)).toEqual(['50%_off']);
    const wildcard = await decisions.list(runId, { limit: 9, text: 'o%s' });
    expect(wildcard.items).toEqual([]);
    const removals = await decisions.list(runId, {
      limit: 9,
      action: ['remove'],
    });
    expect(removals.items[0]).toMatchObject({
      reason: 'absence.held',
      sentence: expect.stringContaining('waits for a person'),
    });
  });
});
