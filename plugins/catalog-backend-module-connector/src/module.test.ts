import {
  TestDatabases,
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  annotations,
  type Delivery,
} from '@backstage-connector/plugin-connector-common';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  type DeferredEntity,
} from '@backstage/plugin-catalog-node';
import { setInterval } from 'node:timers/promises';
import request from 'supertest';
import { delivery, table } from './__testUtils__/entities';
import catalogModuleConnector from './index';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

it('runs on PostgreSQL too', () => {
  expect(databases.supports('POSTGRES_18')).toBe(true);
});

describe.each(databases.eachSupportedId())('module, on %s', databaseId => {
  let backend: TestBackend | undefined;

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  async function startCatalog(features: BackendFeature[] = []) {
    const knex = await databases.init(databaseId);
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleConnector,
        mockServices.database.factory({ knex }),
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              stitchingStrategy: { pollingInterval: { milliseconds: 50 } },
            },
          },
        }),
        ...features,
      ],
    });
    const { server } = backend;
    const send = (body: Delivery) =>
      request(server)
        .post('/api/catalog/connector/v1/deliveries')
        .set(
          'Authorization',
          mockCredentials.service.header({
            onBehalfOf: mockCredentials.service('plugin:connector'),
            targetPluginId: 'catalog',
          }),
        )
        .send(body);
    return {
      knex,
      server,
      send,
      async deliver(body: Delivery) {
        const response = await send(body);
        expect(response.status).toBe(200);
        return response.body;
      },
      /** The entities the catalog shows, by name. */
      async shown(): Promise<Record<string, { title: string; uid: string }>> {
        const response = await request(server)
          .get('/api/catalog/entities?filter=kind=resource')
          .set('Authorization', mockCredentials.user.header());
        return Object.fromEntries(
          response.body.map(({ metadata }: any) => [
            metadata.name,
            { title: metadata.title, uid: metadata.uid },
          ]),
        );
      },
    };
  }

  it('shows what was delivered, and no more what was removed', async () => {
    const { deliver, shown } = await startCatalog();

    expect(
      await deliver(delivery({ added: [table('orders'), table('items')] })),
    ).toEqual({ accepted: 2, rejected: [] });
    await eventually(async () =>
      expect(Object.keys(await shown()).sort()).toEqual(['items', 'orders']),
    );

    expect(
      await deliver(
        delivery({
          added: [table('orders', { title: 'All orders' })],
          removed: ['resource:default/items'],
        }),
      ),
    ).toEqual({ accepted: 2, rejected: [] });
    await eventually(async () =>
      expect(await shown()).toEqual({
        orders: { title: 'All orders', uid: expect.any(String) },
      }),
    );
  });

  it('takes the good entities of a delivery with malformed ones', async () => {
    const { deliver, shown } = await startCatalog();
    const { spec, ...noSpec } = table('no-spec');
    const long = table('x'.repeat(64));

    expect(
      await deliver(delivery({ added: [noSpec, table('orders'), long] })),
    ).toEqual({
      accepted: 1,
      rejected: [
        {
          ref: 'resource:default/no-spec',
          error: expect.stringContaining('spec'),
        },
        {
          ref: `resource:default/${'x'.repeat(64)}`,
          error: expect.stringContaining('metadata.name'),
        },
      ],
    });
    await eventually(async () =>
      expect(Object.keys(await shown())).toEqual(['orders']),
    );
  });

  it('writes nothing when the same is delivered again', async () => {
    const { knex, deliver, shown } = await startCatalog();
    const same = delivery({ added: [table('orders')] });
    await deliver(same);
    await eventually(async () =>
      expect(await shown()).toHaveProperty('orders'),
    );
    const before = await knex('refresh_state').select();

    expect(await deliver(same)).toEqual({ accepted: 1, rejected: [] });

    expect(await knex('refresh_state').select()).toEqual(before);
  });

  it('does not take a reference from another provider', async () => {
    const { knex, deliver } = await startCatalog([
      otherProvider([
        {
          entity: table('orders', { title: 'Theirs', source: 'x' }),
          locationKey: 'url:https://example.com/catalog.yaml',
        },
        { entity: table('items', { title: 'Theirs', source: 'x' }) },
      ]),
    ]);

    expect(
      await deliver(
        delivery({
          added: [table('orders'), table('items'), table('stores')],
        }),
      ),
    ).toEqual({
      accepted: 1,
      rejected: [
        {
          ref: 'resource:default/orders',
          error:
            'is held by url:https://example.com/catalog.yaml; remove it there',
          holder: 'url:https://example.com/catalog.yaml',
        },
        {
          ref: 'resource:default/items',
          error: 'is held by a source without a location key; remove it there',
          holder: 'a source without a location key',
        },
      ],
    });
    expect(await holders(knex)).toEqual({
      'resource:default/orders': 'url:https://example.com/catalog.yaml',
      'resource:default/items': null,
      'resource:default/stores': 'connector:shop',
    });
  });

  it('does not take a reference from another connection, nor remove it', async () => {
    const { knex, deliver } = await startCatalog();
    await deliver(
      delivery({
        source: 'other',
        added: [table('orders', { source: 'other' })],
      }),
    );

    expect(await deliver(delivery({ added: [table('orders')] }))).toEqual({
      accepted: 0,
      rejected: [
        {
          ref: 'resource:default/orders',
          error: 'is held by connector:other; remove it there',
          holder: 'connector:other',
        },
      ],
    });
    expect(
      await deliver(delivery({ removed: ['resource:default/orders'] })),
    ).toEqual({ accepted: 1, rejected: [] });

    expect(await holders(knex)).toEqual({
      'resource:default/orders': 'connector:other',
    });
  });

  it('relates what a user owns to the organization too', async () => {
    const { deliver, server } = await startCatalog();
    const orders = table('orders');
    orders.metadata.annotations![annotations.organization] = 'shop-team';
    orders.spec!.owner = 'user:default/grace';
    const team = {
      ...table('shop-team'),
      kind: 'Group',
      spec: { type: 'team', children: [] },
    };
    await deliver(delivery({ added: [orders, team] }));

    const relationsOf = async (path: string) => {
      const { body } = await request(server)
        .get(`/api/catalog/entities/by-name/${path}`)
        .set('Authorization', mockCredentials.user.header());
      return body.relations;
    };
    await eventually(async () => {
      expect(await relationsOf('resource/default/orders')).toEqual([
        { type: 'ownedBy', targetRef: 'group:default/shop-team' },
        { type: 'ownedBy', targetRef: 'user:default/grace' },
      ]);
      expect(await relationsOf('group/default/shop-team')).toEqual([
        { type: 'ownerOf', targetRef: 'resource:default/orders' },
      ]);
    });
  });

  it('accepts the removal of what the catalog does not have', async () => {
    const { deliver } = await startCatalog();

    expect(
      await deliver(delivery({ removed: ['resource:default/gone'] })),
    ).toEqual({ accepted: 1, rejected: [] });
  });

  it('fails the request when the mutation fails', async () => {
    const { knex, send } = await startCatalog();
    await knex.schema.renameTable('refresh_state_references', 'elsewhere');

    const response = await send(delivery({ added: [table('orders')] }));

    expect(response.status).toBe(500);
    await knex.schema.renameTable('elsewhere', 'refresh_state_references');
  });

  it("leaves the catalog's own routes as they are", async () => {
    const { server } = await startCatalog();
    const user = mockCredentials.user.header();

    const byRefs = await request(server)
      .post('/api/catalog/entities/by-refs')
      .set('Authorization', user)
      .send({ entityRefs: ['resource:default/orders'] });
    const unknown = await request(server)
      .get('/api/catalog/connector/v1/deliveries')
      .set('Authorization', user);

    expect(byRefs.body).toEqual({ items: [null] });
    expect(unknown.status).toBe(404);
  });
});

function otherProvider(entities: DeferredEntity[]) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'other-provider',
    register(reg) {
      reg.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        async init({ catalog }) {
          catalog.addEntityProvider({
            getProviderName: () => 'other',
            connect: connection =>
              connection.applyMutation({ type: 'full', entities }),
          });
        },
      });
    },
  });
}

async function holders(knex: Awaited<ReturnType<typeof databases.init>>) {
  const rows = await knex('refresh_state').select('entity_ref', 'location_key');
  return Object.fromEntries(
    rows.map(row => [row.entity_ref, row.location_key]),
  );
}

/** The catalog shows an entity some time after it took it. */
async function eventually(check: () => Promise<void>): Promise<void> {
  const giveUpAt = Date.now() + 20_000;
  for await (const _ of setInterval(50)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > giveUpAt) {
        throw error;
      }
    }
  }
  return undefined;
}
