import { annotations } from '@backstage-connector/plugin-connector-common';
import {
  ANNOTATION_VIEW_URL,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import { shopCatalog } from './__fixtures__/shopCatalog';
import { ForeignProvider } from './__testUtils__/ForeignProvider';
import { downloadArchive } from './__testUtils__/archivesOf';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';
import type { PortalApi } from './__testUtils__/portalApi';
import { policyFeatures } from './__testUtils__/testPolicy';

jest.setTimeout(60_000);

/** Sees all but what is tagged as hidden. */
const stranger = 'user:default/sam';
/** May not export. */
const guest = 'user:default/guest';

/** A portal with the shop's catalog, and a policy for these people. */
async function startShop(engine: (typeof engines)[number]) {
  const foreign = new ForeignProvider();
  const portal = await startImportPortal({
    database: await portalDatabase(engine),
    config: {
      app: { baseUrl: 'https://portal.example.com' },
      organization: { name: 'Bellwether' },
      permission: { enabled: true },
    },
    features: [
      foreign.feature,
      ...policyFeatures(async ({ permission }, user) => {
        const person = user?.info.userEntityRef;
        if (
          person === stranger &&
          isResourcePermission(permission, 'catalog-entity')
        ) {
          return createCatalogConditionalDecision(permission, {
            not: catalogConditions.hasMetadata({
              key: 'tags',
              value: 'hidden',
            }),
          });
        }
        return {
          result:
            person === guest && permission.name.startsWith('connector.')
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        };
      }),
    ],
  });
  await foreign.provideEntities(shopCatalog);
  await eventually(async () => {
    const { items } = await portal.catalog.getEntities();
    expect(items).toHaveLength(shopCatalog.length);
    const web = items.find(it => it.metadata.name === 'web');
    expect(web?.relations).toHaveLength(5);
  });
  return { portal, foreign };
}

describe.each(engines)('exports of a portal on %s', engine => {
  let portal: ImportPortal;
  let foreign: ForeignProvider;

  beforeAll(async () => {
    ({ portal, foreign } = await startShop(engine));
  });
  afterAll(() => portal.stop());

  const everything = {
    refs: ['component:default/web'],
    withReferences: true,
    withOwners: true,
    depth: 10,
  };
  const previewed = async (api: PortalApi, body: object) =>
    (await api.client.previewExport({ body: body as { query: {} } })).items.map(
      it => it.ref,
    );

  it('AR-1: previews and exports the same, and the archive can be read', async () => {
    const all = shopCatalog.map(stringifyEntityRef).sort();
    await expect(previewed(portal, everything)).resolves.toEqual(all);
    const { response, header, lines, record } = await downloadArchive(
      portal,
      everything,
    );
    expect(response.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="bellwether-[\dTZ-]+\.zip"/,
    );
    expect(header).toMatchObject({
      source: { name: 'Bellwether', baseUrl: 'https://portal.example.com' },
      createdBy: 'user:default/ada',
      objects: all.length,
      omitted: [],
    });
    expect(lines.map(it => it.entityRef)).toEqual(all);
    expect(record.report).toMatchObject({ objects: all.length, failures: [] });
    const { items } = await portal.client.listExports();
    expect(items[0]).toEqual(record);
  });

  it('AR-4: writes what the author wrote, with owners and uids', async () => {
    const { lines } = await downloadArchive(portal, everything);
    const uidOf = async (ref: string) =>
      (await portal.catalog.getEntityByRef(ref))?.metadata.uid;
    const url = ForeignProvider.location.replace('url:', '');
    for (const entity of shopCatalog) {
      const ref = stringifyEntityRef(entity);
      const line = lines.find(it => it.entityRef === ref);
      const { metadata } = entity;
      expect(line?.entity).toEqual({
        ...entity,
        metadata: {
          ...metadata,
          // Where it can be read is of use elsewhere too.
          annotations: { ...metadata.annotations, [ANNOTATION_VIEW_URL]: url },
        },
      });
      expect(line?.uid).toBe(await uidOf(ref));
    }
    expect(
      lines.find(it => it.entityRef === 'component:default/web'),
    ).toMatchObject({
      topLevel: true,
      owner: {
        ref: 'user:default/grace',
        uid: await uidOf('user:default/grace'),
      },
      organization: {
        ref: 'group:default/shop-team',
        uid: await uidOf('group:default/shop-team'),
      },
      references: [
        ['spec.consumesApis[0]', 'api:default/orders'],
        ['spec.dependsOn[0]', 'resource:default/basket'],
        ['spec.system', 'system:default/shop'],
      ].map(([path, ref]) => expect.objectContaining({ path, ref })),
    });
  });

  it('AR-4: gives the same parts when nothing has changed', async () => {
    const first = await downloadArchive(portal, everything);
    const second = await downloadArchive(portal, everything);
    const { createdAt: _, ...one } = first.header;
    const { createdAt: __, ...other } = second.header;
    expect(other).toEqual(one);
    expect(second.lines).toEqual(first.lines);
  });

  it.each([
    ['kind', { kind: ['component', 'API'] }, ['api:default/orders', 'web']],
    ['type', { type: ['DATABASE'] }, ['resource:default/basket']],
    [
      'owner, a group without its kind',
      { owner: ['retail'] },
      ['domain:default/commerce', 'resource:default/secret-vault'],
    ],
    ['owner, a user', { owner: ['user:default/grace'] }, ['web']],
    [
      'system',
      { system: ['shop'] },
      ['api:default/orders', 'web', 'resource:default/basket'],
    ],
    ['tag', { tag: ['public'] }, ['web']],
    ['text in a title', { text: 'b SH' }, ['web']],
    ['namespace', { namespace: ['other'] }, []],
    [
      'several at once',
      { kind: ['resource'], owner: ['shop-team'], text: 'bas' },
      ['resource:default/basket'],
    ],
  ])('AR-1: finds entities by %s', async (_, query, expected) => {
    const refs = await previewed(portal, { query });
    expect(refs).toEqual(
      expected.map(it => (it === 'web' ? 'component:default/web' : it)),
    );
  });

  it('AR-1: knows who owns an entity beside its user', async () => {
    const query = { owner: ['group:default/shop-team'], kind: ['component'] };
    await expect(previewed(portal, { query })).resolves.toEqual([
      'component:default/web',
    ]);
  });

  it('AR-2: leaves out what the caller may not read, dependencies included', async () => {
    const sam = await portal.as(stranger);
    const { lines, record, header } = await downloadArchive(sam, everything);
    const refs = lines.map(it => it.entityRef);
    expect(refs).toContain('resource:default/basket');
    expect(refs).not.toContain('resource:default/secret-vault');
    const hidden = {
      from: 'resource:default/basket',
      path: 'spec.dependsOn[0]',
      ref: 'resource:default/secret-vault',
      reason: 'not-found',
    };
    expect(header.omitted).toEqual([hidden]);
    expect(record.report.omitted).toEqual([hidden]);
    const basket = lines.find(it => it.entityRef === 'resource:default/basket');
    expect(basket?.references).toContainEqual({
      path: 'spec.dependsOn[0]',
      ref: 'resource:default/secret-vault',
    });
    await expect(
      sam.client.previewExport({
        body: { refs: ['resource:default/secret-vault'] },
      }),
    ).resolves.toMatchObject({
      objects: 0,
      failures: [{ ref: 'resource:default/secret-vault' }],
    });
  });

  it('keeps exports to who made them, and to who may export', async () => {
    const { record } = await downloadArchive(portal, everything);
    const params = { id: record.id };
    const sam = await portal.as(stranger);
    await expect(sam.client.getExport({ params })).rejects.toMatchObject({
      statusCode: 404,
    });
    const { client } = await portal.as(guest);
    const body = { query: {} };
    for (const refused of [
      client.previewExport({ body }),
      client.downloadExport({ body }),
      client.listExports(),
      client.getExport({ params }),
    ]) {
      await expect(refused).rejects.toMatchObject({ statusCode: 403 });
    }
  });

  it.each([
    [{}, '"refs" give refs, query or connections'],
    [{ refs: ['web'] }, '"refs[0]" must be a reference in full'],
    [{ refs: ['component:default/none'] }, '"refs" selects nothing'],
    [{ query: { owner: [''] } }, '"query.owner[0]" must be a reference'],
    [{ query: {}, depth: 0 }, '"depth" must be at least 1'],
    [{ query: {}, modifiedSince: 'June' }, '"modifiedSince"'],
  ])('refuses to export %j, naming the field', async (body, message) => {
    const response = await portal.send('/v1/exports', {
      method: 'POST',
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { name: 'InputError', message: expect.stringContaining(message) },
    });
  });

  it('AR-6: dates by the annotation, and leaves that out', async () => {
    const [vault] = shopCatalog.filter(
      it => it.metadata.name === 'secret-vault',
    );
    const modifiedAt = '2020-02-02T02:02:02.000Z';
    const dated = {
      ...vault,
      metadata: {
        ...vault.metadata,
        annotations: { [annotations.modifiedAt]: modifiedAt },
      },
    };
    await foreign.provideEntities([
      ...shopCatalog.filter(it => it !== vault),
      dated,
    ]);
    const refs = ['resource:default/secret-vault'];
    await eventually(async () => {
      const { lines } = await downloadArchive(portal, { refs });
      expect(lines).toMatchObject([{ modifiedAt, entity: vault }]);
    });
    const since = await portal.client.previewExport({
      body: { query: {}, modifiedSince: '2020-02-02T02:02:02.001Z' },
    });
    expect(since.objects).toBe(shopCatalog.length - 1);
    await foreign.provideEntities(shopCatalog);
  });
});
