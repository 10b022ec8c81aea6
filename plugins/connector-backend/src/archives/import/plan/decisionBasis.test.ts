import { annotations } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import type { ArchivedObject, Relocation } from '../../../plan/archive';
import { archived, named } from '../../../plan/archive/__fixtures__/archives';
import { Target, type KnownTarget } from '../target/Target';
import type { ImportRights } from './createBasis';
import { basisOf, changeOf } from './decisionBasis';

const shop = 'component:default/shop';
const library = 'component:default/library';

/** What it is to be here, owned by a user and a group. */
const shopOf = (owner?: string, organization = ''): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    annotations: { [annotations.organization]: organization },
  },
  spec: { owner },
});

const all: ImportRights = {
  mayCreate: () => true,
  mayUpdate: () => true,
  has: () => true,
};

const here = (ref: string, more: Partial<KnownTarget> = {}): KnownTarget => ({
  uid: archived(ref).uid,
  ref,
  kind: archived(ref).kind,
  modifiedAt: '2026-01-01T00:00:00.000Z',
  hash: `of ${ref}`,
  manager: { kind: 'archive' },
  owners: [],
  ...more,
});

function targetOf(...known: readonly KnownTarget[]): Target {
  const target = new Target();
  known.forEach(it => target.add(it));
  target.show(known.map(({ ref }) => ref));
  return target;
}

/** Decided with one target, and looked at again with another. */
function change(options: {
  object?: ArchivedObject;
  relocation?: Relocation;
  after?: Entity;
  then?: Target;
  now?: Target;
  rights?: Partial<ImportRights>;
}) {
  const { object = archived(shop), then = targetOf(), rights } = options;
  const { now = then, relocation = {}, after = shopOf() } = options;
  const { uid, ref } = object;
  const action = then.byUid(uid) ? 'replace' : 'create';
  const basis = basisOf({ object, relocation, after, target: then });
  return changeOf(
    // Kept as text between plan and apply.
    { uid, ref, action, basis: JSON.parse(JSON.stringify(basis)) },
    now,
    { ...all, ...rights },
  );
}

describe('what a decision was based on', () => {
  it.each([
    ['nothing', targetOf()],
    ['what it replaces', targetOf(here(shop))],
    ['what it renames', targetOf(here(shop, { ref: library }))],
  ])('is as it was: %s', (_, then) => {
    expect(change({ then })).toBe(undefined);
  });

  it.each([
    [
      'it is here',
      targetOf(),
      targetOf(here(shop)),
      'component:default/shop is here now',
    ],
    [
      'it is gone',
      targetOf(here(shop)),
      targetOf(),
      'component:default/shop is gone',
    ],
    [
      'it has other content',
      targetOf(here(shop)),
      targetOf(here(shop, { hash: 'other' })),
      'component:default/shop was changed',
    ],
    [
      'it has another manager',
      targetOf(here(shop)),
      targetOf(
        here(shop, { manager: { kind: 'connection', name: 'Warehouse' } }),
      ),
      'component:default/shop is managed by somebody else now',
    ],
    [
      'another has its reference',
      targetOf(),
      targetOf(here(shop, { uid: 'another' })),
      'the reference component:default/shop belongs to another entity now',
    ],
  ])('has changed: %s', (_, then, now, sentence) => {
    expect(change({ then, now })).toBe(sentence);
  });

  it.each([
    ['is gone', targetOf()],
    [
      'cannot be seen',
      (() => {
        const target = new Target();
        target.add(here(library));
        return target;
      })(),
    ],
  ])('has changed: what it refers to %s', (_, now) => {
    const object = archived(shop, {
      references: [{ path: 'spec.dependsOn[0]', ...named(library) }],
    });
    expect(change({ object, then: targetOf(here(library)), now })).toBe(
      'component:default/library, which component:default/shop refers to, is gone',
    );
  });

  describe('has changed: who is to own it is gone', () => {
    const ada = 'user:default/ada';
    const team = 'group:default/team';
    const then = targetOf(here(ada), here(team));

    it.each([
      ['the user', targetOf(here(team)), ada],
      ['the group', targetOf(here(ada)), team],
    ])('%s', (_, now, gone) => {
      const after = shopOf(ada, team);
      expect(change({ after, then })).toBe(undefined);
      expect(change({ after, then, now })).toBe(
        `${gone}, which component:default/shop refers to, is gone`,
      );
    });

    it('but not who owns what it replaces', () => {
      expect(
        change({
          after: shopOf(ada, team),
          relocation: { keepTargetOwnership: true },
          then: targetOf(here(shop), here(ada), here(team)),
          now: targetOf(here(shop)),
        }),
      ).toBe(undefined);
    });

    it('nor who could not be seen before', () => {
      const unseen = new Target();
      unseen.add(here(ada));
      expect(change({ after: shopOf(ada), then: unseen, now: unseen })).toBe(
        undefined,
      );
    });
  });

  it.each([
    ['group:default/x', {}, 'connector.organization.import'],
    ['user:default/x', {}, 'connector.organization.import'],
    ['assettype:default/x', {}, 'connector.type.import'],
    ['policy:default/x', { systemWide: true }, 'connector.policy.import'],
  ])(
    'has changed: the right to import %s %j is lost',
    (ref, more, permission) => {
      const object = archived(ref, more);
      const has = (name: string) => name !== permission;
      expect(change({ object })).toBe(undefined);
      expect(change({ object, rights: { has } })).toBe(
        `you may no longer import ${ref}, which needs the permission ${permission}`,
      );
    },
  );

  it('asks for the right to create of what is in the archive', () => {
    const object = archived(shop, { owner: named('user:default/ada') });
    const mayCreate = jest.fn(() => false);
    expect(change({ object, rights: { mayCreate } })).toBe(
      'you may no longer create component:default/shop',
    );
    expect(mayCreate).toHaveBeenCalledWith({
      kind: 'Component',
      namespace: 'default',
      owners: ['user:default/ada'],
    });
  });

  it('asks for the right to replace of what is here', () => {
    const object = archived(shop, { owner: named('user:default/ada') });
    const then = targetOf(
      here(shop, {
        ref: 'component:colony/old',
        owners: ['user:default/grace'],
      }),
    );
    const mayUpdate = jest.fn(() => false);
    expect(change({ object, then, rights: { mayUpdate } })).toBe(
      'you may no longer replace component:default/shop',
    );
    expect(mayUpdate).toHaveBeenCalledWith({
      kind: 'Component',
      namespace: 'colony',
      owners: ['user:default/grace'],
    });
  });
});
