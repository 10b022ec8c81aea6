import type { Run } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import type { Caller } from '../../../connections/ConnectionAccess';
import type { BeforeImage } from '../../../database/DatabaseBeforeImageStore';
import type { PlannedDecision } from '../../../database/DatabaseDecisionStore';
import type { DbObjectRow } from '../../../database/tables';
import { EntityAccess } from '../../EntityAccess';
import { Target, type KnownTarget } from '../target/Target';
import { UndoPlanner } from './UndoPlanner';

const caller = { ref: 'user:default/ada', kind: 'user' } as Caller;
const run = { id: 'run' } as Run;

/** A row of the ledger whose hash and description are one. */
function row(
  name: string,
  hash: string,
  more: Partial<DbObjectRow> = {},
): DbObjectRow {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, description: hash },
    spec: { type: 'service', owner: 'group:default/team' },
  };
  return {
    uid: `uid of ${name}`,
    entity_ref: `component:default/${name}`,
    source_kind: 'archive',
    source_id: 'archive',
    urn: `urn of ${name}`,
    asset_kind: 'Component',
    title: `${name} ${hash}`,
    entity: JSON.stringify(entity),
    source_hash: hash,
    hash,
    state: 'present',
    run_id: 'run',
    modified_at: `instant of ${hash}`,
    delivered_hash: hash,
    delivered_ref: `component:default/${name}`,
    delivered_at: null,
    visible_hash: hash,
    missed_runs: 0,
    missed_in: null,
    dismissed_in: null,
    ...more,
  };
}

const known = (it: DbObjectRow): KnownTarget => ({
  uid: it.uid,
  ref: it.entity_ref,
  kind: 'Component',
  modifiedAt: it.modified_at,
  hash: `of ${it.hash}`,
  ledgerHash: it.hash,
  manager: { kind: 'archive' },
  owners: [],
});

const created = ({ uid, hash }: DbObjectRow): BeforeImage => ({
  uid,
  afterHash: hash,
});
const replaced = (before: DbObjectRow, after: DbObjectRow): BeforeImage => ({
  uid: before.uid,
  afterHash: after.hash,
  before,
});
const removed = (before: DbObjectRow): BeforeImage => ({
  uid: before.uid,
  before,
});

function planner(options: {
  batches: readonly (readonly BeforeImage[])[];
  /** The ledger; the catalog has the same, and what is foreign. */
  rows?: readonly DbObjectRow[];
  foreign?: readonly KnownTarget[];
  hidden?: readonly string[];
  needs?: Readonly<Record<string, string>>;
  may?: (permission: string) => boolean;
}) {
  const { batches, foreign = [], hidden = [], may = () => true } = options;
  const ledger = new Map((options.rows ?? []).map(it => [it.uid, it]));
  const read: number[] = [];
  const asked: unknown[] = [];
  const decisionOn = (it: { name: string }): DefinitivePolicyDecision => ({
    result: may(it.name) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
  });
  const target = new Target();
  [...[...ledger.values()].map(known), ...foreign].forEach(it => {
    target.add(it);
    target.show(hidden.includes(it.ref) ? [] : [it.ref]);
  });
  const undo = UndoPlanner.create({
    images: {
      async *list() {
        for (const [index, batch] of batches.entries()) {
          read.push(index);
          yield [...batch];
        }
      },
      entities: async (_, uids) =>
        new Map(
          batches
            .flat()
            .flatMap(({ uid, before }) =>
              before && uids.includes(uid)
                ? [[uid, JSON.parse(before.entity)]]
                : [],
            ),
        ),
    },
    objects: {
      byUids: async uids =>
        new Map(
          uids.flatMap(uid => {
            const it = ledger.get(uid);
            return it ? [[uid, it] as const] : [];
          }),
        ),
    },
    targets: { read: async () => target },
    access: EntityAccess.create({
      permissions: {
        authorize: async all => all.map(it => decisionOn(it.permission)),
        authorizeConditional: async all =>
          all.map(it => decisionOn(it.permission)),
      },
      isAllowed: ({ result }) => result === AuthorizeResult.ALLOW,
    }),
    needed: {
      find: async ({ leaving, later }) => {
        const then = await later([...ledger.values()].map(it => it.entity_ref));
        const described = [...then].map(([ref, { metadata }]) => [
          ref,
          metadata.description,
        ]);
        asked.push({ leaving, later: Object.fromEntries(described) });
        return new Map(Object.entries(options.needs ?? {}));
      },
    },
  });
  const decide = async () => {
    const plan = await undo.plan(run, caller);
    const decisions: PlannedDecision[] = [];
    for await (const batch of plan.decisions()) {
      decisions.push(...batch);
    }
    return { applicable: plan.applicable, decisions };
  };
  return { undo, ledger, read, asked, decide };
}

describe('a plan to undo', () => {
  const shop = row('shop', 'new');
  const shopBefore = row('shop', 'old');

  it('removes what was created', async () => {
    const { decide } = planner({ batches: [[created(shop)]], rows: [shop] });
    expect(await decide()).toMatchObject({
      applicable: true,
      decisions: [
        {
          action: 'remove',
          rule: 'AR-63',
          reason: 'undo.created',
          ref: 'component:default/shop',
          title: 'shop new',
          before: { metadata: { description: 'new' } },
          basis: {
            target: { ledgerHash: 'new' },
            holder: shop.uid,
            needs: [],
          },
        },
      ],
    });
  });

  it('gives back what was replaced, with its time', async () => {
    const { decide } = planner({
      batches: [[replaced(shopBefore, shop)]],
      rows: [shop],
    });
    expect((await decide()).decisions).toMatchObject([
      {
        action: 'replace',
        reason: 'undo.replaced',
        title: 'shop old',
        before: { metadata: { description: 'new' } },
        after: { metadata: { description: 'old' } },
        hash: 'old',
        modifiedAt: 'instant of old',
        changes: [
          { path: 'metadata.description', before: 'new', after: 'old' },
        ],
      },
    ]);
  });

  it('brings back what was removed, as who may create it', async () => {
    const { decide } = planner({ batches: [[removed(shopBefore)]] });
    const { decisions } = await decide();
    expect(decisions).toMatchObject([
      { action: 'create', reason: 'undo.removed', hash: 'old' },
    ]);
    expect(decisions[0].basis).toEqual({
      needs: [],
      resource: {
        kind: 'Component',
        namespace: 'default',
        owners: ['group:default/team'],
      },
    });
  });

  it.each([
    ['was changed', created(shop), [row('shop', 'newer')]],
    ['was removed', created(shop), []],
    ['came back', removed(shopBefore), [shopBefore]],
  ])('leaves what %s since', async (_, image, rows) => {
    const { decide } = planner({ batches: [[image]], rows });
    expect(await decide()).toMatchObject({
      applicable: false,
      decisions: [{ action: 'reject', reason: 'undo.changed-since' }],
    });
  });

  it('leaves what somebody else has since', async () => {
    const { decide } = planner({
      batches: [[removed(shopBefore)]],
      foreign: [known(shopBefore)],
    });
    expect((await decide()).decisions).toMatchObject([
      { action: 'reject', reason: 'undo.changed-since' },
    ]);
  });

  it.each([
    [[], 'identity.ref-taken'],
    [['component:default/shop'], 'identity.hidden'],
  ])('leaves what was renamed when its name is taken', async (hidden, code) => {
    const renamed = row('new-shop', 'new', { uid: shop.uid });
    const { decide } = planner({
      batches: [[replaced(shopBefore, renamed)]],
      rows: [renamed],
      foreign: [{ ...known(shop), uid: 'another' }],
      hidden,
    });
    expect((await decide()).decisions).toMatchObject([
      {
        action: 'reject',
        rule: 'AR-20',
        reason: code,
        ref: 'component:default/new-shop',
      },
    ]);
  });

  it.each([
    ['connector.entity.update', replaced(shopBefore, shop), 'update'],
    ['connector.entity.update', created(shop), 'update'],
    ['connector.entity.create', removed(row('gone', 'old')), 'create'],
  ])('needs %s', async (permission, image, reason) => {
    const { decide } = planner({
      batches: [[image]],
      rows: [shop],
      may: name => name !== permission,
    });
    expect(await decide()).toMatchObject({
      applicable: false,
      decisions: [
        {
          action: 'reject',
          rule: 'AR-26',
          reason: `permission.${reason}`,
          facts: { permission },
        },
      ],
    });
  });

  it.each([
    ['Group', 'backstage.io/v1alpha1', 'organization'],
    ['AssetType', 'backstage-connector.io/v1alpha1', 'type'],
    ['Policy', 'backstage-connector.io/v1alpha1', 'policy'],
  ])('needs the right to import a %s', async (kind, apiVersion, right) => {
    const entity = { apiVersion, kind, metadata: { name: 'x' } };
    const it = row('x', 'new', { entity: JSON.stringify(entity) });
    const permission = `connector.${right}.import`;
    for (const image of [created(it), removed({ ...it, uid: 'gone' })]) {
      const { decide } = planner({
        batches: [[image]],
        rows: [it],
        may: name => name !== permission,
      });
      expect((await decide()).decisions).toMatchObject([
        { reason: 'permission.import', facts: { kind, permission } },
      ]);
    }
  });

  it('leaves what is needed, and says by whom', async () => {
    const renamed = row('library', 'new');
    const library = row('old-library', 'old', { uid: renamed.uid });
    const page = row('page', 'new');
    const { decide, asked } = planner({
      batches: [
        [created(shop), replaced(library, renamed)],
        [replaced(row('page', 'old'), page)],
      ],
      rows: [shop, renamed, page],
      needs: { 'component:default/shop': 'component:default/web' },
    });
    const { decisions } = await decide();
    expect(asked).toEqual([
      {
        leaving: ['component:default/shop', 'component:default/library'],
        later: {
          'component:default/library': 'old',
          'component:default/page': 'old',
        },
      },
    ]);
    expect(decisions).toMatchObject([
      {
        action: 'reject',
        rule: 'AR-63',
        reason: 'undo.needed',
        facts: { needs: 'component:default/web' },
      },
      { action: 'replace', ref: 'component:default/old-library' },
      { action: 'replace' },
    ]);
    expect(decisions[0]).not.toHaveProperty('before');
  });

  it('reads the entities as the decisions are taken', async () => {
    const rows = ['a', 'b', 'c'].map(name => row(name, 'new'));
    const { undo, ledger, read } = planner({
      batches: rows.map(it => [created(it)]),
      rows,
    });
    const plan = await undo.plan(run, caller);
    expect(read.splice(0)).toEqual([0, 1, 2]);

    const decisions = plan.decisions();
    expect((await decisions.next()).value).toMatchObject([
      { action: 'remove' },
    ]);
    expect(read).toEqual([0]);
    ledger.set(rows[1].uid, row('b', 'newer'));
    expect((await decisions.next()).value).toMatchObject([
      { action: 'reject', reason: 'undo.changed-since' },
    ]);
    expect(read).toEqual([0, 1]);
  });
});
