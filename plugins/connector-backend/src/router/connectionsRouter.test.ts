import type { Connection } from '@backstage-connector/plugin-connector-common';
import {
  connectionInput,
  connectionUpdate,
} from '../__testUtils__/connections';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { historyTime, insertHistory } from '../__testUtils__/runHistory';
import {
  ADA,
  GRACE,
  refusal,
  startConnector,
} from '../__testUtils__/startConnector';
import { mockCredentials } from '@backstage/backend-test-utils';

describe.each(engines)('connections over HTTP on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    const api = await startConnector({ knex });
    const create = (over: Parameters<typeof connectionInput>[0] = {}) =>
      api.call('createConnection', { body: connectionInput(over) });
    return { ...api, knex, create };
  }

  it('creates, reads, lists, changes, duplicates, disables and deletes', async () => {
    const { call, create } = await setUp();
    const { id } = await create();
    const params = { id };
    await expect(call('getConnection', { params })).resolves.toMatchObject({
      name: 'Warehouse',
      createdBy: ADA,
      secrets: { password: { set: true }, token: { set: false } },
      importable: false,
    });
    const changed = await call(
      'updateConnection',
      { params, body: connectionUpdate({ name: 'Renamed', secrets: {} }) },
      mockCredentials.user.header(GRACE),
    );
    expect(changed).toMatchObject({
      name: 'Renamed',
      revision: 1,
      updatedBy: GRACE,
      version: 2,
    });
    const body = { name: 'Copy' };
    const copy = await call('duplicateConnection', { params, body });
    await expect(
      call('setConnectionEnabled', { params, body: { enabled: false } }),
    ).resolves.toMatchObject({ enabled: false });
    const { items } = await call('listConnections');
    expect(items.map(({ name }: Connection) => name)).toEqual([
      'Copy',
      'Renamed',
    ]);

    await call('deleteConnection', { params, query: { entities: 0 } });
    await expect(call('listConnections')).resolves.toEqual({ items: [copy] });
  });

  it('says how connections are doing, with as few questions for many as for one', async () => {
    const { call, create, knex } = await setUp();
    const { id } = await create();
    const failing = await create({ name: 'Archive' });
    const queriesOf = async () => {
      let queries = 0;
      const count = () => {
        queries += 1;
      };
      knex.on('query', count);
      const { items } = await call('listConnections');
      knex.off('query', count);
      return { items, queries };
    };
    await insertHistory(knex, id, { state: 'succeeded' });
    await insertHistory(
      knex,
      failing.id,
      { state: 'succeeded' },
      { state: 'failed' },
      { state: 'failed' },
    );
    await call('putSchedule', {
      params: { id },
      body: { recurrence: { kind: 'daily', time: '02:30' }, zone: 'UTC' },
    });
    const two = await queriesOf();
    expect(two.items).toMatchObject([
      {
        name: 'Archive',
        health: {
          state: 'failing',
          lastSuccessAt: historyTime(0),
          consecutiveFailures: 2,
        },
      },
      {
        name: 'Warehouse',
        health: {
          state: 'ok',
          lastSuccessAt: historyTime(0),
          expectedAt: expect.stringMatching(/T02:30:00\.000Z$/),
          consecutiveFailures: 0,
        },
      },
    ]);
    for (let number = 0; number < 8; number++) {
      await create({ name: `Copy ${number}` });
    }
    const ten = await queriesOf();
    expect(ten.items.slice(1, 9).map(it => it.health)).toEqual(
      Array(8).fill({ state: 'never', consecutiveFailures: 0 }),
    );
    expect(ten.queries).toBe(two.queries);
  });

  it('fills in what the body may leave out', async () => {
    const { send } = await setUp();
    const { name, technology, parameters, secrets, options } =
      connectionInput();
    const { source, owner } = options;
    const response = await send('createConnection', {
      body: {
        name: `  ${name} `,
        technology,
        parameters,
        secrets,
        options: { source, owner },
      },
    });
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({ name, options });
  });

  it('never answers with a secret', async () => {
    const { send, create } = await setUp();
    const { id } = await create();
    for (const name of ['getConnection', 'listConnections'] as const) {
      const { text } = await send(name, { params: { id } });
      expect(text).toContain('Warehouse');
      expect(text).not.toContain('hunter2');
      expect(text).not.toMatch(/ciphertext|keyId|declaration/);
    }
  });

  const valid = connectionInput();

  it.each([
    ['a list for a body', [], 'The body must be an object'],
    ['a text for a body', 'Warehouse', 'The body must be an object'],
    ['null for a body', null, 'The body must be an object'],
    ['an empty body', {}, '"name" is required; "technology" is required'],
    ['a number for a name', { ...valid, name: 7 }, '"name" must be a text'],
    ['a blank name', { ...valid, name: '  ' }, '"name" is required'],
    [
      'a name that is too long',
      { ...valid, name: 'x'.repeat(201) },
      '"name" must be at most 200 characters long',
    ],
    [
      'a list for parameters',
      { ...valid, parameters: ['localhost'] },
      '"parameters" must be an object',
    ],
    [
      'an object for a parameter',
      { ...valid, parameters: { host: {} } },
      '"parameters.host" must be a text, a number or true or false',
    ],
    [
      'a bare text for a secret',
      { ...valid, secrets: { password: 'hunter2' } },
      '"secrets.password" must be an object',
    ],
    [
      'an unknown kind of secret',
      { ...valid, secrets: { password: { from: 'vault' } } },
      '"secrets.password.from" must be value, environment or none',
    ],
    [
      'a pattern that is no text',
      { ...valid, scope: { include: [1], exclude: [] } },
      '"scope.include[0]" must be a text',
    ],
    [
      'an include pattern with an empty part',
      { ...valid, scope: { include: ['sales..customer'], exclude: [] } },
      '"scope.include[0]" has an empty part; write a name or * at each side of a dot',
    ],
    [
      'an exclude pattern that ends with a dot',
      { ...valid, scope: { include: ['sales'], exclude: ['tmp', 'sales.'] } },
      '"scope.exclude[1]" has an empty part',
    ],
    [
      'an owner rule with an empty part in its pattern',
      {
        ...valid,
        options: {
          ...valid.options,
          ownerRules: [{ pattern: '.tmp', owner: 'group:default/crm' }],
        },
      },
      '"options.ownerRules[0].pattern" has an empty part',
    ],
    [
      'a short owner reference',
      { ...valid, options: { ...valid.options, owner: 'team-a' } },
      '"options.owner" must be a full entity reference',
    ],
    [
      'an unknown technology',
      { ...valid, technology: 'oracle' },
      '"technology": there is no technology "oracle"; installed are: sample',
    ],
    [
      'a missing setting of the technology',
      { ...valid, parameters: {} },
      '"host" (Host) is required',
    ],
    [
      'a secret sent as its own mask',
      { ...valid, secrets: { password: { from: 'value', value: '••••••' } } },
      '"secrets.password" is a mask, not a secret',
    ],
  ])(
    'refuses %s, naming the field, and saves nothing',
    async (_, body, message) => {
      const { send, knex } = await setUp();
      const response = await send('createConnection', { body });
      expect(refusal(response)).toEqual({
        status: 400,
        name: 'InputError',
        message: expect.stringContaining(message),
      });
      expect(response.text).not.toContain('hunter2');
      await expect(knex('connections').select('*')).resolves.toEqual([]);
    },
  );

  it('refuses a name that is taken, without showing how names are stored', async () => {
    const { send, create } = await setUp();
    await create();
    const response = await send('createConnection', {
      body: connectionInput({ name: 'WAREHOUSE' }),
    });
    expect(refusal(response)).toEqual({
      status: 409,
      name: 'ConflictError',
      message:
        '"name": there is a connection named "WAREHOUSE" already; choose another name',
    });
    expect(response.body.error).not.toHaveProperty('cause');
    expect(response.text).not.toMatch(/insert into|unique/i);
  });

  it('refuses a change of a version that is not the latest', async () => {
    const { call, send, create } = await setUp();
    const params = { id: (await create()).id };
    const { version: _, ...unseen } = connectionUpdate();
    expect(
      refusal(await send('updateConnection', { params, body: unseen })),
    ).toMatchObject({ status: 400, message: '"version" is required' });
    const first = connectionUpdate({ name: 'First' });
    await call('updateConnection', { params, body: first });
    const second = connectionUpdate({ name: 'Second' });
    expect(
      refusal(await send('updateConnection', { params, body: second })),
    ).toEqual({
      status: 409,
      name: 'ConflictError',
      message: expect.stringMatching(
        /^"version": user:default\/ada has changed the connection since, at /,
      ),
    });
    await expect(call('getConnection', { params })).resolves.toMatchObject({
      name: 'First',
    });
  });

  it('refuses to delete without the number of entities', async () => {
    const { send, create } = await setUp();
    const params = { id: (await create()).id };
    expect(refusal(await send('deleteConnection', { params }))).toMatchObject({
      status: 400,
      message: expect.stringContaining('"entities"'),
    });
    const query = { entities: 3 };
    expect(
      refusal(await send('deleteConnection', { params, query })),
    ).toMatchObject({
      status: 409,
      message: expect.stringContaining('has 0 entities'),
    });
  });

  it('says which connection there is not', async () => {
    const { send } = await setUp();
    const response = await send('getConnection', { params: { id: 'nobody' } });
    expect(refusal(response)).toEqual({
      status: 404,
      name: 'NotFoundError',
      message: 'There is no connection "nobody"',
    });
  });
});
