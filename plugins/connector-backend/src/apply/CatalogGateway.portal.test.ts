import {
  annotations,
  connectionLocation,
} from '@backstage-connector/plugin-connector-common';
import {
  coreServices,
  createBackendPlugin,
  type AuthService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { resolve } from 'node:path';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import { startPortal, type Portal } from '../__testUtils__/startPortal';
import { HttpCatalogGateway } from './CatalogGateway';

jest.setTimeout(60_000);

const byHand = resolve(__dirname, '__fixtures__/catalog-info.yaml');

describe.each(engines)(
  'HttpCatalogGateway and a real catalog, on %s',
  engine => {
    let portal: Portal;
    let gateway: HttpCatalogGateway;
    let otherAuth: AuthService;

    beforeAll(async () => {
      portal = await startPortal({
        database: await portalDatabase(engine),
        config: {
          catalog: {
            locations: [
              {
                type: 'file',
                target: byHand,
                rules: [{ allow: ['Resource'] }],
              },
            ],
          },
        },
        features: [
          createBackendPlugin({
            pluginId: 'connector',
            register(reg) {
              reg.registerInit({
                deps: {
                  auth: coreServices.auth,
                  discovery: coreServices.discovery,
                  catalog: catalogServiceRef,
                },
                async init(deps) {
                  gateway = HttpCatalogGateway.create(deps);
                },
              });
            },
          }),
          createBackendPlugin({
            pluginId: 'other',
            register(reg) {
              reg.registerInit({
                deps: { auth: coreServices.auth },
                async init({ auth }) {
                  otherAuth = auth;
                },
              });
            },
          }),
        ],
      });
    });

    afterAll(() => portal.stop());

    it('shows the revision of what it delivered, of one connection', async () => {
      await gateway.deliver({
        source: 'shop',
        added: [table('orders', 'shop', 'AbC1'), table('items', 'shop', '2')],
        removed: [],
      });
      await gateway.deliver({
        source: 'bank',
        added: [table('accounts', 'bank', '1')],
        removed: [],
      });

      await eventually(async () =>
        expect(await gateway.visible('shop')).toEqual(
          new Map([
            ['uid-orders', 'AbC1'],
            ['uid-items', '2'],
          ]),
        ),
      );
    });

    it('shows the new revision of what it delivers again, not what it removed', async () => {
      await gateway.deliver({
        source: 'zoo',
        added: [table('lions', 'zoo', '1'), table('bears', 'zoo', '1')],
        removed: [],
      });
      await gateway.deliver({
        source: 'zoo',
        added: [table('lions', 'zoo', '2')],
        removed: ['resource:default/bears'],
      });

      await eventually(async () =>
        expect(await gateway.visible('zoo')).toEqual(
          new Map([['uid-lions', '2']]),
        ),
      );
    });

    it('tells who manages a reference', async () => {
      await gateway.deliver({
        source: 'farm',
        added: [table('cows', 'farm', '1')],
        removed: [],
      });
      const refs = [
        'resource:default/written-by-hand',
        'resource:default/cows',
        'resource:default/nobodys',
      ];

      await eventually(async () =>
        expect(await gateway.holders(refs)).toEqual(
          new Map([
            ['resource:default/written-by-hand', { manager: `file:${byHand}` }],
            [
              'resource:default/cows',
              {
                manager: 'connector:farm',
                connectionId: 'farm',
                uid: 'uid-cows',
              },
            ],
          ]),
        ),
      );
    });

    it('reports what someone else holds, and leaves it as it is', async () => {
      await eventually(() =>
        portal.catalog.getEntityByRef('resource:default/written-by-hand'),
      );

      const { rejected } = await gateway.deliver({
        source: 'shop',
        added: [table('written-by-hand', 'shop', '1')],
        removed: [],
      });

      expect(rejected).toEqual([
        {
          ref: 'resource:default/written-by-hand',
          error: expect.stringContaining(byHand),
          holder: `file:${byHand}`,
        },
      ]);
      const entity = await portal.catalog.getEntityByRef(
        'resource:default/written-by-hand',
      );
      expect(entity?.metadata.annotations).toMatchObject({
        [ANNOTATION_ORIGIN_LOCATION]: `file:${byHand}`,
      });
    });

    it('delivers again what an emptied catalog has lost', async () => {
      const mine = {
        source: 'heal',
        added: [table('a', 'heal', '1')],
        removed: [],
      };
      await gateway.deliver(mine);
      await eventually(async () =>
        expect((await gateway.visible('heal')).size).toBe(1),
      );

      await portal.catalogKnex('refresh_state').delete();
      await portal.catalogKnex('refresh_state_references').delete();
      await portal.catalogKnex('final_entities').delete();
      expect((await gateway.visible('heal')).size).toBe(0);
      await gateway.deliver(mine);

      await eventually(async () =>
        expect(await gateway.visible('heal')).toEqual(
          new Map([['uid-a', '1']]),
        ),
      );
    });

    it('is the only one who may deliver', async () => {
      const send = async (headers: Record<string, string>) => {
        const response = await fetch(
          `${portal.url}/api/catalog/connector/v1/deliveries`,
          {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', ...headers },
            body: JSON.stringify({ source: 'shop', added: [], removed: [] }),
          },
        );
        return response.status;
      };
      const { token } = await otherAuth.getPluginRequestToken({
        onBehalfOf: await otherAuth.getOwnServiceCredentials(),
        targetPluginId: 'catalog',
      });

      expect(await send({})).toBe(401);
      expect(await send({ Authorization: 'Bearer nonsense' })).toBe(401);
      expect(
        await send({ Authorization: `Bearer ${await portal.userToken()}` }),
      ).toBe(403);
      expect(await send({ Authorization: `Bearer ${token}` })).toBe(403);
    });
  },
);

function table(name: string, source: string, hash: string): Entity {
  const location = connectionLocation(source);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [annotations.connection]: source,
        [annotations.uid]: `uid-${name}`,
        [annotations.revision]: `uid-${name}/${hash}`,
      },
    },
    spec: { type: 'table', owner: 'group:default/data' },
  };
}
