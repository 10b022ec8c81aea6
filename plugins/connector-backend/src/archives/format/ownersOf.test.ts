import { annotations } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { ownersOf } from './ownersOf';

const owned = (owner: unknown, organization?: string, rest: object = {}) =>
  ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'shop',
      namespace: 'retail',
      ...(organization && {
        annotations: { [annotations.organization]: organization },
      }),
    },
    spec: { owner },
    ...rest,
  } as Entity);

const custom = { apiVersion: 'example.com/v1', kind: 'Thing' };

describe('ownersOf', () => {
  it.each<[string, Entity, ReturnType<typeof ownersOf>]>([
    ['a user', owned('user:default/Ada'), { owner: 'user:default/ada' }],
    [
      'a user with an organization',
      owned('user:default/ada', 'group:default/sellers'),
      { owner: 'user:default/ada', organization: 'group:default/sellers' },
    ],
    [
      'a user with an organization by its name alone',
      owned('user:default/ada', 'sellers'),
      { owner: 'user:default/ada', organization: 'group:retail/sellers' },
    ],
    [
      'a user whose organization is no group',
      owned('user:default/ada', 'user:default/bob'),
      { owner: 'user:default/ada' },
    ],
    [
      'a group',
      owned('group:default/sellers'),
      { organization: 'group:default/sellers' },
    ],
    ['a bare name', owned('sellers'), { organization: 'group:retail/sellers' }],
    [
      'a group, whatever the annotation says',
      owned('sellers', 'group:default/other'),
      { organization: 'group:retail/sellers' },
    ],
    ['something else', owned('system:default/x'), {}],
    ['no reference', owned('user:'), {}],
    ['nobody', owned(undefined), {}],
    ['no text', owned(['sellers']), {}],
    [
      'a group, for a kind of the portal',
      owned('sellers', undefined, custom),
      { organization: 'group:retail/sellers' },
    ],
    [
      'a user, for a template',
      owned('user:default/ada', undefined, {
        apiVersion: 'scaffolder.backstage.io/v1beta3',
        kind: 'Template',
      }),
      { owner: 'user:default/ada' },
    ],
    [
      'a field of a kind of the portal that has the name of one without',
      owned('sellers', undefined, { ...custom, kind: 'User' }),
      { organization: 'group:retail/sellers' },
    ],
  ])('knows %s', (_, entity, owners) => {
    expect(ownersOf(entity)).toEqual(owners);
  });

  it.each(['User', 'Group', 'Location'])('a %s has none', kind => {
    expect(ownersOf(owned('sellers', 'sellers', { kind }))).toEqual({});
  });
});
