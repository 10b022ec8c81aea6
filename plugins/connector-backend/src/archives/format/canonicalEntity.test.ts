import { annotations } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { canonicalEntity, entityDigest } from './canonicalEntity';

const entity: Entity = {
  kind: 'Component',
  apiVersion: 'backstage.io/v1alpha1',
  metadata: {
    uid: '11111111-1111-4111-8111-111111111111',
    etag: 'abc',
    generation: 3,
    name: 'shop',
    namespace: 'default',
    annotations: {
      'backstage.io/managed-by-location': 'url:https://a.example.com',
      'backstage.io/managed-by-origin-location': 'url:https://a.example.com',
      'backstage.io/orphan': 'true',
      [annotations.uid]: 'u',
      [annotations.revision]: 'r',
      [annotations.connection]: 'c',
      [annotations.modifiedAt]: '2026-01-01T00:00:00.000Z',
      [annotations.organization]: 'group:default/sellers',
      'example.com/kept': 'yes',
    },
  },
  spec: { type: 'service', owner: 'user:default/ada', tiers: { b: 1, a: 2 } },
  relations: [{ type: 'ownedBy', targetRef: 'user:default/ada' }],
  status: { items: [] },
} as Entity;

describe('canonicalEntity', () => {
  it('leaves out what differs between catalogs', () => {
    expect(canonicalEntity(entity)).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'shop',
        namespace: 'default',
        annotations: {
          [annotations.organization]: 'group:default/sellers',
          'example.com/kept': 'yes',
        },
      },
      spec: entity.spec,
    });
  });

  it('leaves out annotations when none remain', () => {
    const { metadata } = canonicalEntity({
      ...entity,
      metadata: { name: 'x', annotations: { [annotations.uid]: 'u' } },
    });
    expect(metadata).toEqual({ name: 'x' });
  });

  it('puts the keys in order', () => {
    expect(JSON.stringify(canonicalEntity(entity).spec)).toBe(
      '{"owner":"user:default/ada","tiers":{"a":2,"b":1},"type":"service"}',
    );
  });

  it('changes nothing the second time, and nothing in what it was given', () => {
    const before = structuredClone(entity);
    const once = canonicalEntity(entity);
    expect(canonicalEntity(once)).toEqual(once);
    expect(entity).toEqual(before);
  });
});

describe('entityDigest', () => {
  it('is the SHA-256 of the canonical entity', () => {
    // echo -n '{"apiVersion":"v","kind":"K","metadata":{"name":"n"}}' | sha256sum
    expect(
      entityDigest({ kind: 'K', apiVersion: 'v', metadata: { name: 'n' } }),
    ).toBe('3329d2dc6c238814d254824f0694ef527ce07038b7af1164c45e158626274c4d');
  });

  it('is the same whatever a catalog adds, and the order of keys', () => {
    const bare = {
      spec: {
        tiers: { a: 2, b: 1 },
        owner: 'user:default/ada',
        type: 'service',
      },
      metadata: canonicalEntity(entity).metadata,
      kind: 'Component',
      apiVersion: 'backstage.io/v1alpha1',
    };
    expect(entityDigest(bare)).toBe(entityDigest(entity));
  });

  it.each([
    ['a text', { ...entity, spec: { ...entity.spec, type: 'website' } }],
    ['the order of a list', { ...entity, spec: { list: [2, 1] } }],
    [
      'the organization',
      { ...entity, metadata: { ...entity.metadata, annotations: {} } },
    ],
  ])('differs when %s differs', (_, other) => {
    expect(entityDigest(other)).not.toBe(
      entityDigest({ ...entity, spec: entity.spec }),
    );
  });
});
