import { annotations } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { relocate } from './relocate';

const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', annotations: { note: 'mine' } },
  spec: {
    type: 'service',
    lifecycle: 'live',
    owner: 'user:ada',
    dependsOn: ['resource:db', 'component:cart'],
  },
};
const team: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'team', namespace: 'apart' },
  spec: { type: 'team', members: ['ada', 'user:default/ada', 'Grace'] },
};
const organizationOf = (entity: Entity) =>
  entity.metadata.annotations?.[annotations.organization];

describe('relocate', () => {
  it('leaves an entity as it is when nothing is to change', () => {
    expect(relocate(shop, {})).toEqual(shop);
  });

  it('gives it owner, organization and lifecycle', () => {
    const here = relocate(shop, {
      owner: 'user:default/grace',
      organization: 'group:default/team',
      lifecycle: 'draft',
    });
    expect(here.spec).toEqual({
      ...shop.spec,
      owner: 'user:default/grace',
      lifecycle: 'draft',
    });
    expect(here.metadata.annotations).toEqual({
      note: 'mine',
      [annotations.organization]: 'group:default/team',
    });
  });

  it('does not touch what it was given', () => {
    const copy = structuredClone(shop);
    relocate(shop, {
      owner: 'user:default/grace',
      references: { 'spec.dependsOn[0]': 'resource:default/other' },
    });
    expect(shop).toEqual(copy);
  });

  it.each([
    [
      'a user and a group',
      { owner: 'user:default/x', organization: 'group:default/y' },
    ],
    ['a user', { owner: 'user:default/x' }],
    ['nobody', {}],
  ])(
    'AR-35: keeps the ownership of the target: %s',
    (_, { owner, organization }: { owner?: string; organization?: string }) => {
      const target: Entity = {
        ...shop,
        metadata: {
          name: 'shop',
          annotations: organization
            ? { [annotations.organization]: organization }
            : {},
        },
        spec: { type: 'old', ...(owner && { owner }) },
      };
      const archived = relocate(shop, { organization: 'group:default/z' });
      const here = relocate(archived, { keepTargetOwnership: true }, target);
      expect(here.spec?.owner).toBe(owner);
      expect(Object.keys(here.spec ?? {}).includes('owner')).toBe(!!owner);
      expect(organizationOf(here)).toBe(organization);
      expect(here.spec?.type).toBe('service');
      expect(here.metadata.annotations?.note).toBe('mine');
    },
  );

  it('does not guess the ownership of a target that is not given', () => {
    expect(() => relocate(shop, { keepTargetOwnership: true })).toThrow(
      'Nothing is known of what component:default/shop replaces',
    );
  });

  it.each([
    ['a name', 'sellers', 'group:apart/sellers'],
    ['a name with a kind', 'user:ada', 'user:apart/ada'],
    ['a reference in full', 'group:default/team', 'group:default/team'],
  ])(
    'AR-35: keeps whom the target means by %s in another namespace',
    (_, owner, meant) => {
      const target: Entity = {
        ...shop,
        metadata: {
          name: 'shop',
          namespace: 'apart',
          annotations: { [annotations.organization]: owner },
        },
        spec: { owner },
      };

      const here = relocate(shop, { keepTargetOwnership: true }, target);

      expect(here.spec?.owner).toBe(meant);
      expect(organizationOf(here)).toBe(meant);
      const there = { ...shop, metadata: { name: 's', namespace: 'apart' } };
      const same = relocate(there, { keepTargetOwnership: true }, target);
      expect(same.spec?.owner).toBe(owner);
      expect(organizationOf(same)).toBe(owner);
    },
  );

  it('AR-36: rewrites references where they stand', () => {
    expect(
      relocate(shop, {
        references: { 'spec.dependsOn[1]': 'component:default/basket' },
      }).spec?.dependsOn,
    ).toEqual(['resource:db', 'component:default/basket']);
  });

  it('AR-36: rewrites references under keys that are no identifiers', () => {
    const thing = { ...shop, spec: { 'used-by': ['cart', 'till'] } };

    expect(
      relocate(thing, {
        references: { 'spec["used-by"][1]': 'component:default/basket' },
      }).spec,
    ).toEqual({ 'used-by': ['cart', 'component:default/basket'] });
  });

  it('rewrites nothing but the specification', () => {
    expect(
      relocate(shop, {
        references: { 'metadata.name': 'component:default/x' },
      }),
    ).toEqual(shop);
  });

  it('AR-41: leaves out members, as the group means them', () => {
    expect(
      relocate(team, { droppedMembers: ['user:apart/ada'] }).spec?.members,
    ).toEqual(['user:default/ada', 'Grace']);
  });

  it('leaves out members where others are rewritten', () => {
    expect(
      relocate(team, {
        droppedMembers: ['user:apart/ada'],
        references: { 'spec.members[2]': 'user:default/hopper' },
      }).spec?.members,
    ).toEqual(['user:default/ada', 'user:default/hopper']);
  });

  it('keeps a member who is mapped to what another was in the archive', () => {
    expect(
      relocate(team, {
        droppedMembers: ['user:default/ada'],
        references: { 'spec.members[2]': 'user:default/ada' },
      }).spec?.members,
    ).toEqual(['ada', 'user:default/ada']);
  });
});
