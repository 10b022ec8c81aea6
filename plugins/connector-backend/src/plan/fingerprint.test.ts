import type { Entity } from '@backstage/catalog-model';
import { contentHash, revisionHash, withRevision } from './fingerprint';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'orders', annotations: { a: '1', b: '2' } },
  spec: { type: 'table', owner: 'group:default/data' },
};

describe('contentHash', () => {
  it('is 32 hexadecimal digits', () => {
    expect(contentHash(entity)).toMatch(/^[0-9a-f]{32}$/);
  });

  it('does not depend on the order of properties', () => {
    const shuffled: Entity = {
      spec: { owner: 'group:default/data', type: 'table' },
      metadata: { annotations: { b: '2', a: '1' }, name: 'orders' },
      kind: 'Resource',
      apiVersion: 'backstage.io/v1alpha1',
    };
    expect(contentHash(shuffled)).toBe(contentHash(entity));
  });

  it('changes with the content', () => {
    const changed = { ...entity, spec: { ...entity.spec, type: 'view' } };
    expect(contentHash(changed)).not.toBe(contentHash(entity));
  });
});

describe('withRevision', () => {
  it('can be read back, and does not change the hash', () => {
    const revised = withRevision(entity, 'u-1');
    expect(revisionHash(revised)).toBe(contentHash(entity));
    expect(contentHash(revised)).toBe(contentHash(entity));
    expect(withRevision(revised, 'u-1')).toEqual(revised);
  });

  it('is unknown for an entity without the annotation', () => {
    expect(revisionHash(entity)).toBeUndefined();
  });
});
