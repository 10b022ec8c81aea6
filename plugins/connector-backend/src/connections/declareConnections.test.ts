import type { JsonObject } from '@backstage/types';
import {
  connectionInput,
  connectionUpdate,
} from '../__testUtils__/connections';
import {
  connectionServices,
  testKey,
} from '../__testUtils__/connectionServices';
import { engines, migratedDatabase } from '../__testUtils__/databases';

const ADA = 'user:default/ada';
const warehouse = {
  id: 'retail-warehouse',
  name: 'Retail warehouse',
  technology: 'sample',
  parameters: { host: 'localhost' },
  secrets: { password: 'hunter2' },
  owner: 'group:default/data-platform',
};

describe.each(engines)('declareConnections on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    const start = (connections: JsonObject[], config: JsonObject = {}) =>
      connectionServices({ knex, config: { connections, ...config } });
    return { knex, start };
  }

  it('shows a declared connection, and stores no secret of it', async () => {
    const { start, knex } = await setUp();
    const { connections, source } = await start([warehouse]);
    await expect(connections.get('retail-warehouse')).resolves.toMatchObject({
      name: 'Retail warehouse',
      origin: 'configuration',
      createdBy: 'app-config',
      secrets: { password: { set: true }, token: { set: false } },
      options: { owner: 'group:default/data-platform', absence: 'flag' },
      importable: false,
    });
    await expect(source.open('retail-warehouse')).resolves.toMatchObject({
      config: { secrets: { password: 'hunter2' } },
    });
    await expect(knex('connection_secrets').select('*')).resolves.toEqual([]);
    expect(JSON.stringify(await knex('connections').select('*'))).not.toContain(
      'hunter2',
    );
  });

  it('writes nothing when nothing has changed', async () => {
    const { start } = await setUp();
    const first = await start([warehouse]);
    const before = await first.store.get('retail-warehouse');
    first.clock.now = new Date('2027-01-01T00:00:00Z');
    const second = await start([warehouse]);
    await expect(second.store.get('retail-warehouse')).resolves.toEqual(before);
  });

  it.each([
    ['parameters', { parameters: { host: 'other' } }, 2],
    ['secrets', { secrets: { password: 'changed' } }, 2],
    ['options', { absence: 'remove' }, 1],
    ['its name', { name: 'Renamed' }, 1],
  ])('takes changed %s over', async (_, over, revision) => {
    const { start } = await setUp();
    await start([warehouse]);
    const { store } = await start([{ ...warehouse, ...over }]);
    await expect(store.get('retail-warehouse')).resolves.toMatchObject({
      revision,
    });
  });

  it('asks for no new test when only the keys were rotated', async () => {
    const { start } = await setUp();
    await start([warehouse]);
    const { store } = await start([warehouse], {
      encryption: { keys: [testKey('k2', 2), testKey('k1', 1)] },
    });
    const keys = [testKey('k2', 2)];
    await start([warehouse], { encryption: { keys } });
    await expect(store.get('retail-warehouse')).resolves.toMatchObject({
      revision: 1,
    });
  });

  it('is read-only in the portal, and says where to change it', async () => {
    const { start } = await setUp();
    const { connections } = await start([warehouse]);
    const readOnly = {
      name: 'ConflictError',
      message: expect.stringContaining('connector.connections'),
    };
    const input = connectionUpdate();
    await expect(
      connections.update('retail-warehouse', input, ADA),
    ).rejects.toMatchObject(readOnly);
    await expect(
      connections.setEnabled('retail-warehouse', false, ADA),
    ).rejects.toMatchObject(readOnly);
    await expect(
      connections.delete('retail-warehouse', 0, ADA),
    ).rejects.toMatchObject(readOnly);
  });

  it('keeps one that is no longer declared, disabled, until it is deleted', async () => {
    const { start } = await setUp();
    await start([warehouse]);
    const { connections, source } = await start([]);
    await expect(connections.get('retail-warehouse')).resolves.toMatchObject({
      declared: false,
      enabled: false,
      importBlockedBy: expect.stringContaining('no longer declares'),
    });
    await expect(source.runnable('retail-warehouse')).rejects.toThrow(
      'no longer declares',
    );
    await connections.delete('retail-warehouse', 0, ADA);
    await expect(connections.list(() => true)).resolves.toEqual([]);
  });

  it('takes one up again that is declared again', async () => {
    const { start } = await setUp();
    await start([warehouse]);
    await start([]);
    const { connections } = await start([warehouse]);
    await expect(connections.get('retail-warehouse')).resolves.toMatchObject({
      declared: true,
      enabled: true,
      revision: 1,
    });
  });

  it('lets another connection have the name of one that is gone', async () => {
    const { start } = await setUp();
    await start([warehouse]);
    const { store } = await start([{ ...warehouse, id: 'renamed' }]);
    const names = (await store.list()).map(({ id, name }) => [id, name]);
    expect(names).toEqual([
      ['renamed', 'Retail warehouse'],
      ['retail-warehouse', 'Retail warehouse (retail-warehouse)'],
    ]);
  });

  it('can be started by several processes at the same time', async () => {
    const { start } = await setUp();
    const [one] = await Promise.all([start([warehouse]), start([warehouse])]);
    await expect(one.store.list()).resolves.toHaveLength(1);
  });

  it('copies a declared connection with its secret', async () => {
    const { start } = await setUp();
    const { connections, source } = await start([warehouse]);
    const copy = await connections.duplicate('retail-warehouse', 'Copy', ADA);
    expect(copy.origin).toBe('portal');
    await expect(source.open(copy.id)).resolves.toMatchObject({
      secrets: ['hunter2'],
    });
  });

  it('does not start with anything wrong, and says all of it', async () => {
    const { start } = await setUp();
    const first = await start([]);
    const taken = connectionInput({ name: 'Taken' });
    await first.connections.create(taken, ADA);
    const failed = start([
      { ...warehouse, technology: 'oracle' },
      { ...warehouse, id: 'b', name: 'TAKEN' },
      { ...warehouse, id: 'c', name: 'C', parameters: {} },
      { ...warehouse, id: 'd', name: 'D', secrets: { password: '****' } },
    ]);
    await expect(failed).rejects.toMatchObject({
      name: 'InputError',
      message: [
        'The connector plugin cannot start; correct app-config:',
        'connector.connections[0] (retail-warehouse): "technology": there is no technology "oracle"; installed are: sample',
        'connector.connections[1] (b): "name": "TAKEN" is the name of a connection saved in the portal; rename one of them',
        'connector.connections[2] (c): "host" (Host) is required',
        'connector.connections[3] (d): "secrets.password" is a mask, not a secret',
      ].join('\n  - '),
    });
    await expect(first.store.list()).resolves.toHaveLength(1);
  });

  it('refuses another technology under the same id', async () => {
    const { start, knex } = await setUp();
    await start([warehouse]);
    await knex('connections').update({ technology: 'sqlite' });
    await expect(start([warehouse])).rejects.toThrow(
      '"technology" was sqlite before',
    );
  });
});
