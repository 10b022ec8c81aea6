import { assetUrn } from '@backstage-connector/plugin-connector-common';
import { connectionInput } from '../__testUtils__/connections';
import { stubRuns } from '../__testUtils__/connectionServices';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { refusal, startConnector } from '../__testUtils__/startConnector';

const params = { kind: 'Resource', namespace: 'default', name: 'sales-Orders' };

describe.each(engines)('provenance over HTTP on %s', engine => {
  async function setUp() {
    let connectionId = 'gone';
    const knex = await migratedDatabase(engine);
    const api = await startConnector({
      knex,
      createRuns: () =>
        stubRuns({
          objects: {
            byRef: async ref =>
              ref === 'resource:default/sales-orders'
                ? {
                    uid: 'u-1',
                    ref,
                    urn: assetUrn({
                      technology: 'sample',
                      system: 'localhost:4711',
                      path: ['shop', 'sales', 'a/b: Orders'],
                    }),
                    connectionId,
                    state: 'present',
                    ownerRule: 'sales.*',
                    modifiedAt: '2026-01-01T00:00:00.000Z',
                    deliveredAt: '2026-01-01T00:00:01.000Z',
                  }
                : undefined,
          },
        }),
    });
    const saved = await api.call('createConnection', {
      body: connectionInput(),
    });
    const link = () => {
      connectionId = saved.id;
    };
    return { ...api, saved, link };
  }

  it('says where an entity comes from', async () => {
    const { call, saved, link } = await setUp();
    link();
    await expect(call('getProvenance', { params })).resolves.toEqual({
      uid: 'u-1',
      ref: 'resource:default/sales-orders',
      urn: expect.stringMatching(/^urn:connector:sample:/),
      path: ['shop', 'sales', 'a/b: Orders'],
      connection: { id: saved.id, name: 'Warehouse', technology: 'sample' },
      state: 'present',
      ownerRule: 'sales.*',
      modifiedAt: '2026-01-01T00:00:00.000Z',
      deliveredAt: '2026-01-01T00:00:01.000Z',
    });
  });

  it.each([
    ['no connection imports', { ...params, name: 'other' }],
    ['a connection has imported that is gone', params],
  ])('finds nothing for an entity that %s', async (_, other) => {
    const { send } = await setUp();
    const response = await send('getProvenance', { params: other });
    expect(refusal(response)).toMatchObject({
      status: 404,
      message: expect.stringContaining(
        'No connection that you may read imports the entity resource:default/',
      ),
    });
  });
});
