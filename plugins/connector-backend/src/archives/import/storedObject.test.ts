import { lineOf, shop } from '../format/__testUtils__/archives';
import { storedObject } from './storedObject';

const LONG = 'x'.repeat(10_000);

describe('storedObject', () => {
  it('keeps what the rules look at', () => {
    const { entity, ...object } = storedObject(7, lineOf(), undefined);

    expect(entity).toEqual(lineOf().entity);
    expect(object).toEqual({
      seq: 7,
      uid: shop.metadata.uid,
      ref: 'component:default/shop',
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      type: 'service',
      lifecycle: 'production',
      title: 'shop',
      topLevel: true,
      modifiedAt: '2026-01-02T03:04:05.000Z',
      hash: lineOf().sha256,
      owner: { ref: 'user:default/ada' },
      references: lineOf().references,
    });
  });

  it('AR-12: keeps of an invalid object what is shown, and nobody it names', () => {
    const object = storedObject(1, lineOf(), 'It has no name');

    expect(object).toMatchObject({ invalid: 'It has no name', references: [] });
    expect(object).not.toHaveProperty('owner');
  });

  it('AR-12: clips texts that no index can hold', () => {
    const line = lineOf(
      {
        apiVersion: LONG,
        kind: LONG,
        metadata: { name: LONG, title: LONG, uid: 'u' },
        spec: { type: LONG, lifecycle: LONG },
      },
      { entityRef: LONG },
    );

    const { entity: _, ...object } = storedObject(1, line, LONG);

    for (const text of Object.values(object)) {
      expect(String(text).length).toBeLessThanOrEqual(1_000);
    }
    const { ref, kind } = object;
    expect([ref, kind]).toEqual(Array(2).fill(`${'x'.repeat(254)}…`));
  });
});
