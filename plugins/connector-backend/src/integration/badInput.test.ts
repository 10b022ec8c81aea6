import {
  connectionInput,
  connectionUpdate,
} from '../__testUtils__/connections';
import { testKey } from '../__testUtils__/connectionServices';
import { engines } from '../__testUtils__/databases';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';
import { postgresSource, sqliteSource } from './__testUtils__/sources';

jest.setTimeout(60_000);

describe.each(engines)('bad input, portal on %s', engine => {
  describe('of a person', () => {
    let portal: ImportPortal;
    const input = sqliteSource().input({ name: 'Shop' });

    beforeAll(async () => {
      portal = await startImportPortal({
        database: await portalDatabase(engine),
      });
      await portal.connect(input);
    });
    afterAll(() => portal.stop());

    const other = { ...input, name: 'Other' };
    const written = async () => {
      const knex = await portal.knexOf('connector');
      return {
        connections: await knex('connections').orderBy('id'),
        secrets: await knex('connection_secrets').orderBy([
          'connection_id',
          'field',
        ]),
      };
    };

    it.each<[string, unknown, number, string]>([
      [
        'a technology that is not installed',
        { ...other, technology: 'oracle' },
        400,
        '"technology": there is no technology "oracle"; installed are: postgresql, sqlite',
      ],
      [
        'a secret sent as its own mask',
        {
          ...other,
          technology: 'postgresql',
          parameters: { host: 'h', database: 'd', user: 'u' },
          secrets: { password: { from: 'value', value: '••••••••' } },
        },
        400,
        '"secrets.password" is a mask, not a secret',
      ],
      [
        'a name that is taken',
        { ...input, name: ' shop ' },
        409,
        '"name": there is a connection named "shop" already; choose another name',
      ],
      [
        'a secret under a name that is taken',
        {
          ...input,
          technology: 'postgresql',
          parameters: { host: 'h', database: 'd', user: 'u' },
          secrets: { password: { from: 'value', value: 'hunter2' } },
        },
        409,
        '"name": there is a connection named "Shop" already; choose another name',
      ],
      [
        'a pattern with an empty part',
        { ...other, scope: { include: ['main..item'], exclude: [] } },
        400,
        '"scope.include[0]" has an empty part',
      ],
      [
        'a body that is too long',
        { ...other, parameters: { file: 'x'.repeat(1_100_000) } },
        400,
        'The body is larger than 1 MB',
      ],
      ['a body that is no JSON', '{"name":', 400, 'The body is not valid JSON'],
      [
        'no body',
        undefined,
        400,
        '"name" is required; "technology" is required',
      ],
    ])('refuses %s, and says what to do', async (_, body, status, message) => {
      const before = await written();
      const response = await portal.send('/v1/connections', {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      expect([response.status, (await response.json()).error.message]).toEqual([
        status,
        expect.stringContaining(message),
      ]);
      await expect(written()).resolves.toEqual(before);
    });

    it('refuses the second of two administrators, and tells who was first', async () => {
      const { id, version } = await portal.client.createConnection({
        body: { ...input, name: 'Shared' },
      });
      const grace = await portal.as('user:default/grace');
      const params = { id };
      const first = { ...input, name: 'By Grace', version };
      await grace.client.updateConnection({ params, body: first });
      const second = { ...input, name: 'By Ada', version };
      await expect(
        portal.client.updateConnection({ params, body: second }),
      ).rejects.toMatchObject({
        statusCode: 409,
        cause: {
          message: expect.stringMatching(
            /^"version": user:default\/grace has changed the connection since, at \d/,
          ),
        },
      });
      await expect(
        portal.client.getConnection({ params }),
      ).resolves.toMatchObject({ name: 'By Grace' });
    });
  });

  it('explains a key that was removed, until the secret is entered again', async () => {
    const database = await portalDatabase(engine);
    const source = await postgresSource(['CREATE TABLE item (id integer)']);
    const login = await source.login('hunter2');
    const input = { ...login.input, name: 'Shop' };
    const before = await startImportPortal({ database });
    const { id } = await before.connect(input);
    await before.stop();

    const portal = await startImportPortal({
      database,
      connector: { encryption: { keys: [testKey('k2', 2)] } },
    });
    try {
      const title =
        'The secret "password" of "Shop" is encrypted with the key "k1", which app-config no longer has';
      const params = { id };
      const read = () => portal.client.getConnection({ params });
      await expect(read()).resolves.toMatchObject({
        importable: false,
        importBlockedBy: `${title}. Enter the secret again, or restore the key under connector.encryption.keys.`,
      });
      await expect(
        portal.client.startRun({ params, body: { kind: 'import' } }),
      ).rejects.toMatchObject({
        statusCode: 409,
        cause: { message: expect.stringContaining(title) },
      });
      await expect(portal.test(id)).resolves.toMatchObject({
        state: 'failed',
        failure: { code: 'secret.key-removed', field: 'password', title },
      });

      const { version } = await read();
      const body = connectionUpdate({ ...input, version });
      await portal.client.updateConnection({ params, body });
      await expect(portal.test(id)).resolves.toMatchObject({ state: 'passed' });
      await expect(portal.run(id)).resolves.toMatchObject({
        state: 'succeeded',
      });
    } finally {
      await portal.stop();
      await login.drop();
    }
  });

  const declared = {
    id: 'declared',
    name: 'Declared',
    technology: 'sqlite',
    parameters: { file: '/srv/shop.db' },
    owner: connectionInput().options.owner,
  };

  it.each<[string, object, string[]]>([
    [
      'no key',
      { encryption: { keys: [] } },
      ['connector.encryption.keys', 'openssl rand -base64 32'],
    ],
    [
      'a key that is too short',
      { encryption: { keys: [{ id: 'k1', secret: 'c2hvcnQ=' }] } },
      ['connector.encryption.keys[0].secret', 'the base64 of exactly 32 bytes'],
    ],
    [
      'a misspelt setting',
      { cheks: {} },
      ['connector has unknown settings: cheks'],
    ],
    [
      'a time that is none',
      { checks: { timeout: 'soon' } },
      ['connector.checks.timeout must be a duration'],
    ],
    [
      'a connection without an owner',
      { connections: [{ ...declared, owner: undefined }] },
      ['connector.connections[0].owner', 'is required'],
    ],
    [
      'a connection whose technology is not installed',
      { connections: [{ ...declared, technology: 'oracle' }] },
      [
        'connector.connections[0] (declared): "technology": there is no technology "oracle"; installed are: postgresql, sqlite',
      ],
    ],
    [
      'a connection that lacks a setting',
      { connections: [{ ...declared, parameters: {} }] },
      ['connector.connections[0] (declared): "file" (', 'is required'],
    ],
    [
      'two connections of one name',
      { connections: [declared, { ...declared, id: 'b', name: 'DECLARED' }] },
      ['connector.connections[1].name repeats "DECLARED"'],
    ],
    [
      'a mask for a secret',
      {
        connections: [
          {
            ...declared,
            technology: 'postgresql',
            parameters: { host: 'h', database: 'd', user: 'u' },
            secrets: { password: '****' },
          },
        ],
      },
      [
        'connector.connections[0] (declared): "secrets.password" is a mask, not a secret',
      ],
    ],
    [
      'a pattern with an empty part',
      { connections: [{ ...declared, scope: { include: ['main..item'] } }] },
      ['connector.connections[0].scope.include[0] has an empty part'],
    ],
  ])('does not start with %s in app-config', async (_, connector, texts) => {
    const started = startImportPortal({
      database: await portalDatabase(engine),
      connector: connector as {},
    });
    const error = await started.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    for (const text of texts) {
      expect(String(error)).toContain(text);
    }
  });
});
