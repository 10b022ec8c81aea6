import {
  annotations,
  exportReportSchema,
  exportSelectionSchema,
} from '@backstage-connector/plugin-connector-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { buffer } from 'node:stream/consumers';
import { readArchiveBytes } from '../../__testUtils__/archives';
import { engines, migratedDatabase } from '../../__testUtils__/databases';
import type { Caller } from '../../connections/ConnectionAccess';
import { DatabaseExportStore } from '../../database/DatabaseExportStore';
import { DatabaseSeenContentStore } from '../../database/DatabaseSeenContentStore';
import { ExportService } from './ExportService';

const ada: Caller = {
  credentials: mockCredentials.user('user:default/ada'),
  ref: 'user:default/ada',
  kind: 'user',
};
const grace: Caller = { ...ada, ref: 'user:default/grace' };

function entity(
  kind: string,
  name: string,
  spec: NonNullable<Entity['spec']> = {},
  more: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      uid: `uid-${kind}-${name}`.toLowerCase(),
      name,
      namespace: 'default',
      annotations: more,
    },
    spec,
  };
}

const component = (
  name: string,
  spec: NonNullable<Entity['spec']> = {},
  more: Record<string, string> = {},
) =>
  entity(
    'Component',
    name,
    { type: 'service', lifecycle: 'production', owner: 'team', ...spec },
    more,
  );
const resource = (name: string, dependsOn: string[] = []) =>
  entity('Resource', name, { type: 'table', owner: 'team', dependsOn });

/** web → orders → db → disk, and owners. */
const shop = () => [
  component('web', { dependsOn: ['resource:orders', 'resource:gone'] }),
  resource('orders', ['resource:db']),
  resource('db', ['resource:disk']),
  resource('disk'),
  component(
    'cart',
    { owner: 'user:grace', system: 'shop' },
    { [annotations.organization]: 'group:default/team' },
  ),
  entity('System', 'shop', { owner: 'team' }),
  entity('Group', 'team', { type: 'team', children: [], parent: 'company' }),
  entity('Group', 'company', { type: 'organization', children: [] }),
  entity('User', 'grace', { memberOf: ['team'] }),
];

const wanted = (given: object) => ({
  selection: exportSelectionSchema.parse(given),
  connections: [],
});

describe.each(engines)('ExportService on %s', engine => {
  async function setUp(entities: Entity[] = shop()) {
    const knex = await migratedDatabase(engine);
    const clock = { now: new Date('2026-11-23T10:00:00.000Z') };
    const catalog = catalogServiceMock({ entities });
    const create = (from: typeof catalog) =>
      ExportService.create({
        catalog: from,
        exports: DatabaseExportStore.create({ knex }),
        seenContent: DatabaseSeenContentStore.create({ knex }),
        portal: { name: 'Bellwether & Co', baseUrl: 'https://b.example.com' },
        now: () => clock.now,
      });
    const service = create(catalog);
    const { signal } = new AbortController();
    return {
      knex,
      clock,
      catalog,
      service,
      create,
      preview: async (selection: object) =>
        exportReportSchema.parse(
          await service.preview(wanted(selection), ada, signal),
        ),
      download: async (selection: object, from = service) => {
        const file = await from.download(wanted(selection), ada, signal);
        const bytes = await buffer(file.body);
        return { ...file, bytes, ...(await readArchiveBytes(bytes)) };
      },
    };
  }
  const refs = (it: { items: { ref: string }[] }) => it.items.map(i => i.ref);
  const web = { refs: ['component:default/web'] };

  it('AR-1: takes what was chosen, and says what stays out and why', async () => {
    const { preview } = await setUp();
    const report = await preview(web);
    expect(report).toEqual({
      objects: 1,
      byKind: { Component: 1 },
      items: [
        {
          ref: 'component:default/web',
          kind: 'Component',
          title: 'web',
          topLevel: true,
        },
      ],
      omitted: [
        {
          from: 'component:default/web',
          path: 'spec.owner',
          ref: 'group:default/team',
          reason: 'not-selected',
        },
        {
          from: 'component:default/web',
          path: 'spec.dependsOn[0]',
          ref: 'resource:default/orders',
          reason: 'not-selected',
        },
        {
          from: 'component:default/web',
          path: 'spec.dependsOn[1]',
          ref: 'resource:default/gone',
          reason: 'not-found',
        },
      ],
      omittedTotal: 3,
      failures: [],
    });
  });

  it('AR-1: takes along what they refer to, so many references in a row', async () => {
    const { preview } = await setUp();
    const two = await preview({ ...web, withReferences: true, depth: 2 });
    expect(two.items).toMatchObject([
      { ref: 'component:default/web', topLevel: true },
      {
        ref: 'resource:default/db',
        topLevel: false,
        neededBy: 'resource:default/orders',
      },
      {
        ref: 'resource:default/orders',
        topLevel: false,
        neededBy: 'component:default/web',
      },
    ]);
    expect(two.omitted).toContainEqual({
      from: 'resource:default/db',
      path: 'spec.dependsOn[0]',
      ref: 'resource:default/disk',
      reason: 'depth',
    });
    const three = await preview({ ...web, withReferences: true, depth: 3 });
    expect(refs(three)).toContain('resource:default/disk');
    expect(three.omitted.map(it => it.reason)).not.toContain('depth');
  });

  it('AR-1: takes along owners and organizations, but no more than those', async () => {
    const { preview } = await setUp();
    const selection = { refs: ['component:default/cart'], withOwners: true };
    const report = await preview(selection);
    expect(report.items).toMatchObject([
      { ref: 'component:default/cart', topLevel: true },
      { ref: 'group:default/team', neededBy: 'component:default/cart' },
      { ref: 'user:default/grace', neededBy: 'component:default/cart' },
    ]);
    expect(report.omitted.map(it => [it.path, it.ref, it.reason])).toEqual([
      ['spec.system', 'system:default/shop', 'not-selected'],
      ['spec.parent', 'group:default/company', 'not-selected'],
    ]);
    const closed = await preview({ ...selection, withReferences: true });
    expect(closed.omitted).toEqual([]);
    expect(refs(closed)).toContain('group:default/company');
  });

  it('AR-1: takes what a query finds, and what was named beside it', async () => {
    const { preview } = await setUp();
    const query = { kind: ['resource'], text: 'd' };
    expect(refs(await preview({ query, ...web }))).toEqual([
      'component:default/web',
      'resource:default/db',
      'resource:default/disk',
      'resource:default/orders',
    ]);
    const none = await preview({ query: { type: ['nothing'] } });
    expect(none).toMatchObject({ objects: 0, byKind: {}, items: [] });
  });

  it('AR-1: leaves out what has not changed since, and goes on behind it', async () => {
    const { preview, clock, catalog } = await setUp();
    await preview({ query: {}, modifiedSince: '2026-01-01T00:00:00Z' });
    clock.now = new Date('2026-11-24T10:00:00.000Z');
    const changed = catalogServiceMock({
      entities: [
        ...shop().slice(0, 2),
        resource('db', ['resource:disk', 'resource:orders']),
        ...shop().slice(3),
      ],
    });
    catalog.getEntitiesByRefs = changed.getEntitiesByRefs.bind(changed);
    const since = await preview({
      ...web,
      withReferences: true,
      modifiedSince: '2026-11-24T10:00:00Z',
    });
    expect(since.items).toEqual([
      {
        ref: 'resource:default/db',
        kind: 'Resource',
        title: 'db',
        topLevel: false,
        neededBy: 'resource:default/orders',
      },
    ]);
    expect(since.omitted).toContainEqual({
      from: 'resource:default/db',
      path: 'spec.dependsOn[1]',
      ref: 'resource:default/orders',
      reason: 'unchanged-since',
    });
  });

  it('AR-3: says what was chosen and is not there', async () => {
    const { preview } = await setUp();
    await expect(
      preview({ refs: ['Component:Default/Web', 'component:default/none'] }),
    ).resolves.toMatchObject({
      objects: 1,
      failures: [
        {
          ref: 'component:default/none',
          error: 'is not in the catalog, or you may not see it',
        },
      ],
    });
  });

  it('AR-4: writes what the preview has shown, sorted and with all uids', async () => {
    const { download, service } = await setUp();
    const { header, lines, fileName, id, bytes } = await download({
      refs: ['component:default/cart'],
      withReferences: true,
      withOwners: true,
    });
    expect(fileName).toBe('bellwether-co-2026-11-23T10-00-00Z.zip');
    expect(header).toMatchObject({
      source: {
        name: 'Bellwether & Co',
        baseUrl: 'https://b.example.com',
        instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
      createdAt: '2026-11-23T10:00:00.000Z',
      createdBy: ada.ref,
      selection: { refs: ['component:default/cart'], depth: 3 },
      objects: 5,
      omitted: [],
    });
    expect(lines.map(it => [it.entityRef, it.topLevel])).toEqual([
      ['component:default/cart', true],
      ['group:default/company', false],
      ['group:default/team', false],
      ['system:default/shop', false],
      ['user:default/grace', false],
    ]);
    expect(lines[0]).toMatchObject({
      uid: 'uid-component-cart',
      modifiedAt: '2026-11-23T10:00:00.000Z',
      owner: { ref: 'user:default/grace', uid: 'uid-user-grace' },
      organization: { ref: 'group:default/team', uid: 'uid-group-team' },
      references: [
        {
          path: 'spec.system',
          ref: 'system:default/shop',
          uid: 'uid-system-shop',
        },
      ],
    });
    const record = await service.get(id, ada);
    expect(record).toMatchObject({
      id,
      fileName,
      createdBy: ada.ref,
      bytes: bytes.length,
      report: { objects: 5, omittedTotal: 0, failures: [] },
    });
    expect((await service.list(ada, { limit: 5 })).items).toEqual([record]);
    expect((await service.list(grace, { limit: 5 })).items).toEqual([]);
    await expect(service.get(id, grace)).rejects.toThrow('You have no export');
  });

  it('AR-4: gives the same parts for the same catalog, whenever', async () => {
    const { download, clock } = await setUp();
    const first = await download({ query: {} });
    clock.now = new Date('2027-01-01T00:00:00.000Z');
    const second = await download({ query: {} });
    const { createdAt, ...same } = first.header;
    expect(second.header).toEqual({
      ...same,
      createdAt: '2027-01-01T00:00:00.000Z',
    });
    expect(second.lines).toEqual(first.lines);
    clock.now = new Date('2026-11-23T10:00:00.000Z');
    expect((await download({ query: {} })).bytes).toEqual(first.bytes);
  });

  it('AR-3: goes on without an entity that no archive can hold', async () => {
    const { download, service } = await setUp([
      component('good', { owner: 'user:grace' }),
      {
        ...component('spoilt', { owner: 'user:grace' }),
        metadata: { name: 'spoilt', namespace: 'default', uid: 'x'.repeat(37) },
      },
    ]);
    const { lines, id } = await download({ query: {} });
    expect(lines.map(it => it.entityRef)).toEqual(['component:default/good']);
    expect((await service.get(id, ada)).report.failures).toEqual([
      {
        ref: 'component:default/spoilt',
        error: 'cannot be archived: uid must be at most 36 characters long',
      },
    ]);
  });

  it('AR-3: goes on without an entity that leaves the catalog meanwhile', async () => {
    const { catalog, create, service, download } = await setUp();
    const getEntitiesByRefs = catalog.getEntitiesByRefs.bind(catalog);
    let written = false;
    catalog.getEntitiesByRefs = async (request, options) => {
      const { items } = await getEntitiesByRefs(request, options);
      const isWriting = written && !request.fields;
      written ||= Boolean(request.fields);
      return {
        items: items.map(it =>
          isWriting && it?.metadata.name === 'orders' ? undefined : it,
        ),
      };
    };
    const { id, lines, header } = await download(
      { refs: ['component:default/web', 'resource:default/orders'] },
      create(catalog),
    );
    expect(lines.map(it => it.entityRef)).toEqual(['component:default/web']);
    expect(header.omitted.map(it => [it.ref, it.reason])).toEqual([
      ['group:default/team', 'not-selected'],
      ['resource:default/orders', 'not-found'],
      ['resource:default/gone', 'not-found'],
    ]);
    expect((await service.get(id, ada)).report).toMatchObject({
      objects: 1,
      byKind: { Component: 1 },
      omittedTotal: 3,
      failures: [
        {
          ref: 'resource:default/orders',
          error: 'left the catalog during the export',
        },
      ],
    });
  });

  it('stops reading, and keeps no record, when nobody reads on', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) =>
      component(`c-${index}`, { definition: 'x'.repeat(2_000) }),
    );
    const { catalog, create, service } = await setUp(many);
    const getEntitiesByRefs = catalog.getEntitiesByRefs.bind(catalog);
    const read = jest.fn(getEntitiesByRefs);
    catalog.getEntitiesByRefs = read;
    const departure = new AbortController();
    const { body, id } = await create(catalog).download(
      wanted({ query: {} }),
      ada,
      departure.signal,
    );
    read.mockClear();
    for await (const _ of body) {
      departure.abort();
      break;
    }
    expect(read.mock.calls.length).toBeLessThan(4);
    await expect(service.get(id, ada)).rejects.toThrow('You have no export');
  });

  it.each([
    [{ refs: ['component:default/none'] }, '"refs" selects nothing'],
    [{ query: { kind: ['none'] } }, '"query" selects nothing'],
    [{ refs: ['web'] }, '"refs[0]" must be a reference in full'],
    [{ refs: ['component:default/web', ''] }, 'refs'],
    [{ query: { owner: [''] } }, '"query.owner[0]" must be a reference'],
    [{ query: { system: ['', 'x'] } }, '"query.system[0]" must be a reference'],
    [{}, 'give refs, query or connections'],
    [{ query: {}, depth: 11 }, 'depth'],
  ])('refuses %j, naming the field', async (selection, message) => {
    const { download } = await setUp();
    await expect(download(selection)).rejects.toThrow(message);
  });
});
