import { annotations } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import {
  archiveOf,
  lineOf,
  manyLines,
  readAll,
  shop,
  withFile,
} from './__testUtils__/archives';
import { jsonDigest } from './canonicalEntity';
import { defaultArchiveLimits } from './limits';
import { readArchive } from './readArchive';

const group: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'sellers', namespace: 'default', uid: 'g' },
  spec: { type: 'team', children: [], members: ['ada'] },
};

const long = 'x'.repeat(300);

const thing: Entity = {
  apiVersion: 'example.com/v1',
  kind: 'Thing',
  metadata: { name: 'thing', namespace: 'default', uid: 't' },
  spec: { uses: { api: 'orders' } },
  relations: [{ type: 'usesApi', targetRef: 'api:default/orders' }],
};

/** A line whose entity was changed by hand, digest and all. */
function changed(part: {
  metadata?: Record<string, unknown>;
  spec?: Record<string, unknown>;
  root?: Record<string, unknown>;
}) {
  const line = lineOf();
  const metadata = line.entity.metadata as object;
  const spec = line.entity.spec as object;
  const entity = {
    ...line.entity,
    metadata: { ...metadata, ...part.metadata },
    spec: { ...spec, ...part.spec },
    ...part.root,
  };
  return { ...line, entity, sha256: jsonDigest(entity) };
}

describe('readArchive', () => {
  it('gives the objects in batches', async () => {
    const bytes = await archiveOf(manyLines(1200));
    await withFile(bytes, async file => {
      const archive = await readArchive(file, defaultArchiveLimits);
      const sizes: number[] = [];
      for await (const batch of archive.objects()) {
        sizes.push(batch.length);
      }
      expect(sizes).toEqual(Array(6).fill(200));
    });
  });

  it('gives large objects in small batches', async () => {
    const large = {
      ...shop,
      spec: { ...shop.spec, text: 'é'.repeat(2 ** 20) },
    };
    const bytes = await archiveOf(Array(5).fill(lineOf(large)));
    const limits = { ...defaultArchiveLimits, ratio: 10_000 };
    await withFile(bytes, async file => {
      const archive = await readArchive(file, limits);
      const sizes: number[] = [];
      for await (const batch of archive.objects()) {
        sizes.push(batch.length);
      }
      expect(sizes).toEqual([2, 2, 1]);
    });
  });

  it('can be read twice', async () => {
    await withFile(await archiveOf([lineOf()]), async file => {
      const archive = await readArchive(file, defaultArchiveLimits);
      expect((await archive.objects().next()).value).toHaveLength(1);
      expect((await archive.objects().next()).value).toHaveLength(1);
    });
  });

  it('stops when it is told to', async () => {
    await withFile(await archiveOf(manyLines(2000)), async file => {
      const stop = new AbortController();
      const { signal } = stop;
      const archive = await readArchive(file, defaultArchiveLimits, { signal });
      const reason = new Error('Cancelled');
      const read = async () => {
        for await (const batch of archive.objects()) {
          expect(batch).toHaveLength(200);
          stop.abort(reason);
        }
      };
      await expect(read()).rejects.toBe(reason);
      await expect(
        readArchive(file, defaultArchiveLimits, { signal }),
      ).rejects.toBe(reason);
    });
  });

  it('does not take a missing file for a bad archive', async () => {
    await expect(
      readArchive('/nowhere/at-all.zip', defaultArchiveLimits),
    ).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('One object of an archive', () => {
  it.each([
    ['of a built-in kind', lineOf()],
    ['of a group', lineOf(group)],
    ['of a kind that nobody knows here', lineOf(thing)],
    ['with its keys in another order', changed({ metadata: { links: [] } })],
  ])('%s is valid', async (_, line) => {
    const { objects } = await readAll(await archiveOf([line]));
    expect(objects).toEqual([{ line }]);
  });

  it.each([
    [
      'that lacks a field of its kind',
      changed({ spec: { lifecycle: undefined } }),
      "/spec must have required property 'lifecycle'",
    ],
    [
      'with a name that is none',
      changed({ metadata: { name: 'x'.repeat(64) } }),
      '"metadata.name" is not valid',
    ],
    [
      'with a name that no index can hold',
      changed({ metadata: { name: 'x'.repeat(10_000) } }),
      '"metadata.name" is not valid',
    ],
    [
      'that calls itself longer than any entity',
      lineOf(shop, { entityRef: `component:default/${'x'.repeat(10_000)}` }),
      'entityRef is longer than any reference',
    ],
    [
      'with an owner longer than any reference',
      lineOf({ ...shop, spec: { ...shop.spec, owner: `user:${long}` } }),
      'owner is longer than any reference',
    ],
    [
      'with an organization of a UUID longer than any',
      lineOf(shop, { organization: { ref: 'group:default/a', uid: long } }),
      'organization is longer than any reference',
    ],
    [
      'with a reference longer than any',
      lineOf({ ...shop, spec: { ...shop.spec, system: long } }),
      'references[1] is longer than any reference',
    ],
    [
      'with a path longer than any',
      lineOf(thing, {
        references: [{ path: `spec.${'x.'.repeat(600)}`, ref: 'api:a/b' }],
      }),
      'references[0] is longer than any reference',
    ],
    ['without a kind', changed({ root: { kind: 7 } }), '/kind must be string'],
    [
      'with metadata that are a text',
      changed({ root: { metadata: 'x' } }),
      '/metadata must be object',
    ],
    [
      'with a status',
      changed({ root: { status: { items: [] } } }),
      'Unknown field status',
    ],
    [
      'with the uid of one catalog',
      changed({ metadata: { uid: 'x' } }),
      'metadata.uid belongs to one catalog',
    ],
    [
      'with the location of one catalog',
      changed({
        metadata: { annotations: { 'backstage.io/managed-by-location': 'x' } },
      }),
      'the annotation backstage.io/managed-by-location belongs to one catalog',
    ],
    [
      'with a note of the plugin',
      changed({ metadata: { annotations: { [annotations.uid]: 'x' } } }),
      'backstage-connector.io/uid belongs to one catalog',
    ],
    [
      'with the character NUL',
      changed({ metadata: { description: 'a\0b' } }),
      'metadata.description holds the character U+0000',
    ],
    [
      'with an owner that is no reference',
      changed({ spec: { owner: 'user:' } }),
      'spec.owner "user:" is not an entity reference',
    ],
    [
      'with a reference that is none',
      changed({ spec: { dependsOn: ['orders'] } }),
      'spec.dependsOn[0] "orders" is not an entity reference',
    ],
    [
      'that is called otherwise',
      lineOf(shop, { entityRef: 'component:default/other' }),
      'the archive calls it component:default/other, but the entity is component:default/shop',
    ],
    [
      'with another digest',
      lineOf(shop, { sha256: 'a'.repeat(64) }),
      'its sha256 is another than that of the entity',
    ],
    [
      'with an owner that is not its own',
      lineOf(shop, { owner: { ref: 'user:default/eve' } }),
      'the archive says its owner is user:default/eve, the entity user:default/ada',
    ],
    [
      'with an organization that is not its own',
      lineOf(shop, { organization: { ref: 'group:default/x' } }),
      'its organization is group:default/x, the entity nobody',
    ],
    [
      'that keeps a reference back',
      lineOf(shop, { references: [] }),
      'the archive says spec.dependsOn[0] is no reference, the entity resource:default/orders',
    ],
    [
      'with a reference too many',
      lineOf(shop, {
        references: [
          ...lineOf().references,
          { path: 'spec.type', ref: 'api:default/service' },
        ],
      }),
      'spec.type is api:default/service, the entity none',
    ],
    [
      'of another kind with a reference that is not there',
      lineOf(thing, {
        references: [{ path: 'spec.uses.api', ref: 'api:default/other' }],
      }),
      'the archive says spec.uses.api is api:default/other, the entity does not',
    ],
    [
      'of another kind with a path that leads nowhere',
      lineOf(thing, {
        references: [{ path: 'spec.constructor', ref: 'api:default/other' }],
      }),
      'the archive says spec.constructor is api:default/other',
    ],
  ])('%s is listed, and the others stay good', async (_, line, says) => {
    const { objects } = await readAll(
      await archiveOf([lineOf(), line, lineOf(group)]),
    );
    expect(objects.map(it => it.invalid)).toEqual([
      undefined,
      expect.stringContaining(says),
      undefined,
    ]);
    expect(objects[1].line.uid).toBe(line.uid);
  });
});
