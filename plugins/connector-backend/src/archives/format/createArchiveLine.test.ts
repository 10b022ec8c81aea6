import {
  annotations,
  archiveLineSchema,
} from '@backstage-connector/plugin-connector-common';
import { shop } from './__testUtils__/archives';
import { entityDigest } from './canonicalEntity';
import { createArchiveLine } from './createArchiveLine';

const options = {
  modifiedAt: '2026-01-02T03:04:05.000Z',
  topLevel: false,
  uidOf: (ref: string) =>
    ref === 'user:default/ada' ? 'uid-of-ada' : undefined,
};

describe('createArchiveLine', () => {
  it('says what identifies, dates and owns an entity', () => {
    const line = createArchiveLine(shop, options);
    expect(archiveLineSchema.parse(line)).toEqual(line);
    expect(line).toEqual({
      uid: '11111111-1111-4111-8111-111111111111',
      entityRef: 'component:default/shop',
      modifiedAt: '2026-01-02T03:04:05.000Z',
      topLevel: false,
      entity: {
        ...shop,
        metadata: {
          name: 'shop',
          namespace: 'default',
          description: 'Sells.',
        },
      },
      owner: { ref: 'user:default/ada', uid: 'uid-of-ada' },
      references: [
        { path: 'spec.dependsOn[0]', ref: 'resource:default/orders' },
        { path: 'spec.system', ref: 'system:default/retail' },
      ],
      sha256: entityDigest(shop),
    });
  });

  it('knows an entity by the uid that the plugin gave it', () => {
    const metadata = {
      ...shop.metadata,
      annotations: { [annotations.uid]: 'ours' },
    };
    expect(createArchiveLine({ ...shop, metadata }, options).uid).toBe('ours');
  });

  it('needs an entity of a catalog', () => {
    expect(() =>
      createArchiveLine({ ...shop, metadata: { name: 'shop' } }, options),
    ).toThrow('component:default/shop has no metadata.uid');
  });
});
