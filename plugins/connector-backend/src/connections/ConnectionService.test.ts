import {
  connectionSchema,
  type RunSummary,
} from '@backstage-connector/plugin-connector-common';
import {
  connectionInput,
  connectionUpdate,
} from '../__testUtils__/connections';
import {
  connectionServices,
  endOfCheck,
  stubRuns,
  testKey,
} from '../__testUtils__/connectionServices';
import { migratedDatabase } from '../__testUtils__/databases';

const ADA = 'user:default/ada';
const GRACE = 'user:default/grace';

type Options = Omit<Parameters<typeof connectionServices>[0], 'knex'>;

async function setUp(options: Options = {}) {
  const knex = await migratedDatabase('SQLITE_3');
  const services = await connectionServices({ knex, ...options });
  /** The portal after a restart with other settings. */
  const restart = (changed: Options) =>
    connectionServices({ knex, ...changed });
  return { ...services, knex, restart };
}

/** Saved, and its first test passed. */
async function setUpTested(options: Options = {}) {
  const services = await setUp(options);
  const { connections, checks, store } = services;
  const { id } = await connections.create(connectionInput(), ADA);
  await checks.start(id);
  await endOfCheck(checks, id);
  await expect(store.get(id)).resolves.toMatchObject({ testedRevision: 1 });
  return { ...services, id };
}

describe('ConnectionService', () => {
  it('saves a connection and never shows its secret', async () => {
    const { connections, knex } = await setUp();
    const created = await connections.create(connectionInput(), ADA);
    expect(connectionSchema.parse(created)).toEqual(created);
    expect(created).toMatchObject({
      name: 'Warehouse',
      origin: 'portal',
      enabled: true,
      revision: 1,
      secrets: { password: { set: true }, token: { set: false } },
      importable: false,
      importBlockedBy: 'The connection has not been tested; test it.',
      entityCount: 0,
      createdBy: ADA,
      createdAt: '2026-01-01T00:00:00.000Z',
    });
    expect(JSON.stringify(created)).not.toContain('hunter2');
    const rows = [
      await knex('connections').select('*'),
      await knex('connection_secrets').select('*'),
    ];
    expect(JSON.stringify(rows)).not.toContain('hunter2');
  });

  it.each([
    [
      'an unknown technology, naming the installed ones',
      { technology: 'oracle' },
      '"technology": there is no technology "oracle"; installed are: sample',
    ],
    ['a missing field', { parameters: {} }, '"host" (Host) is required'],
    ['a missing secret', { secrets: {} }, '"password" (Password) is required'],
    [
      'a value of the wrong type',
      { parameters: { host: 'localhost', port: 'many' } },
      '"port" (Port) must be a number',
    ],
    [
      'an unknown field',
      { parameters: { host: 'localhost', hots: 'x' } },
      'Sample has no setting "hots"; remove it',
    ],
    [
      'a secret among the parameters, which would be stored readably',
      { parameters: { host: 'localhost', password: 'hunter2' } },
      '"parameters.password" is a secret; send it as "secrets.password"',
    ],
    [
      'a parameter among the secrets',
      { secrets: { host: { from: 'value', value: 'x' } } },
      '"secrets.host" is not a secret',
    ],
    [
      'a mask',
      { secrets: { password: { from: 'value', value: '••••••' } } },
      '"secrets.password" is a mask, not a secret',
    ],
  ] as const)('refuses %s and saves nothing', async (_, over, message) => {
    const { connections, store } = await setUp();
    const input = connectionInput(over as object);
    await expect(connections.create(input, ADA)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
    await expect(store.list()).resolves.toEqual([]);
  });

  it('refuses a name that is taken, in whatever case', async () => {
    const { connections } = await setUp();
    await connections.create(connectionInput(), ADA);
    const again = connectionInput({ name: 'WAREHOUSE' });
    await expect(connections.create(again, ADA)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('"name"'),
    });
  });

  const keep = { secrets: {} };

  it.each([
    ['parameters', { ...keep, parameters: { host: 'other' } }],
    ['a secret', { secrets: { password: { from: 'value', value: 'new' } } }],
    ['another secret', { secrets: { token: { from: 'value', value: 't' } } }],
  ] as const)('asks for a new test when %s change', async (_, over) => {
    const { connections, source, id } = await setUpTested();
    await expect(source.runnable(id)).resolves.toMatchObject({ revision: 1 });
    const input = connectionUpdate(over as object);
    await expect(connections.update(id, input, GRACE)).resolves.toMatchObject({
      revision: 2,
      testedRevision: 1,
      importable: false,
      updatedBy: GRACE,
      createdBy: ADA,
    });
    await expect(source.runnable(id)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('test the connection'),
    });
  });

  it('asks for no new test when only name, scope or options change', async () => {
    const { connections, source, id } = await setUpTested();
    const scope = { include: ['sales.*'], exclude: [] };
    const { options } = connectionInput();
    await connections.update(
      id,
      connectionUpdate({
        ...keep,
        name: 'WAREHOUSE',
        scope,
        options: { ...options, absence: 'remove' },
      }),
      GRACE,
    );
    await expect(source.runnable(id)).resolves.toMatchObject({
      id,
      name: 'WAREHOUSE',
      revision: 1,
      updatedBy: GRACE,
      options: { absence: 'remove' },
      settings: { parameters: { host: 'localhost' }, scope, revision: 1 },
    });
  });

  it('keeps a secret that is left out, and opens the source with it', async () => {
    const { connections, source, id } = await setUpTested();
    await connections.update(id, connectionUpdate(keep), ADA);
    await expect(source.open(id)).resolves.toMatchObject({
      config: {
        parameters: { host: 'localhost' },
        secrets: { password: 'hunter2' },
      },
      secrets: ['hunter2'],
    });
  });

  it('refuses to forget a secret that is required', async () => {
    const { connections, source, id } = await setUpTested();
    const input = connectionUpdate({ secrets: { password: { from: 'none' } } });
    await expect(connections.update(id, input, ADA)).rejects.toThrow(
      '"password" (Password) is required',
    );
    await expect(source.open(id)).resolves.toMatchObject({
      secrets: ['hunter2'],
    });
  });

  it('refuses the second of two administrators instead of losing the first', async () => {
    const { connections, clock, id } = await setUpTested();
    const { version } = await connections.get(id);
    clock.now = new Date('2026-01-02T08:00:00Z');
    const ada = connectionUpdate({ ...keep, name: 'By Ada', version });
    await expect(connections.update(id, ada, ADA)).resolves.toMatchObject({
      version: version + 1,
    });
    const grace = connectionUpdate({
      parameters: { host: 'by-grace' },
      secrets: { password: { from: 'value', value: 'by-grace' } },
      version,
    });
    await expect(connections.update(id, grace, GRACE)).rejects.toMatchObject({
      name: 'ConflictError',
      message: `"version": ${ADA} has changed the connection since, at 2026-01-02T08:00:00.000Z; look at it as it is now, and save again`,
    });
    await expect(connections.get(id)).resolves.toMatchObject({
      name: 'By Ada',
      parameters: { host: 'localhost' },
      revision: 1,
      updatedBy: ADA,
    });

    const seen = { ...grace, version: version + 1 };
    await expect(connections.update(id, seen, GRACE)).resolves.toMatchObject({
      parameters: { host: 'by-grace' },
      revision: 2,
      updatedBy: GRACE,
    });
  });

  it('refuses another technology', async () => {
    const { connections, id } = await setUpTested();
    const input = connectionUpdate({ technology: 'sqlite' });
    await expect(connections.update(id, input, ADA)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('"technology" of a saved connection'),
    });
  });

  it('duplicates with a test of its own, sharing nothing', async () => {
    const { connections, source, id } = await setUpTested();
    const copy = await connections.duplicate(id, 'Copy', GRACE);
    expect(copy).toMatchObject({
      name: 'Copy',
      revision: 1,
      importable: false,
      createdBy: GRACE,
      parameters: { host: 'localhost' },
      secrets: { password: { set: true } },
    });
    expect(copy).not.toHaveProperty('testedRevision', expect.anything());
    const { options } = connectionInput();
    await connections.delete(id, 0, ADA);
    await expect(source.open(copy.id)).resolves.toMatchObject({
      secrets: ['hunter2'],
    });
    await expect(connections.get(copy.id)).resolves.toMatchObject({ options });
    await expect(
      connections.duplicate(copy.id, 'copy', GRACE),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('does not import while disabled', async () => {
    const { connections, source, id } = await setUpTested();
    await expect(
      connections.setEnabled(id, false, GRACE),
    ).resolves.toMatchObject({ enabled: false, importable: false });
    await expect(source.runnable(id)).rejects.toThrow(
      '"Warehouse" cannot be imported. The connection is disabled; enable it.',
    );
    await expect(
      connections.setEnabled(id, true, GRACE),
    ).resolves.toMatchObject({ importable: true });
  });

  it('says which key is gone, and goes on when the secret is entered again', async () => {
    const { restart, id } = await setUpTested();
    const { connections, checks, source, store } = await restart({
      config: { encryption: { keys: [testKey('k2', 2)] } },
    });
    const message =
      'The secret "password" of "Warehouse" is encrypted with the key "k1", which app-config no longer has. Enter the secret again, or restore the key under connector.encryption.keys.';
    await expect(connections.get(id)).resolves.toMatchObject({
      importable: false,
      importBlockedBy: message,
      secrets: { password: { set: true } },
    });
    await expect(source.runnable(id)).rejects.toThrow(message);
    await expect(source.open(id)).rejects.toMatchObject({
      name: 'ConnectorError',
      failure: { code: 'secret.key-removed', field: 'password' },
    });
    await expect(connections.duplicate(id, 'Copy', ADA)).rejects.toMatchObject({
      name: 'ConflictError',
      message,
    });
    await checks.start(id);
    await expect(endOfCheck(checks, id)).resolves.toMatchObject({
      state: 'failed',
      failure: { code: 'secret.key-removed', field: 'password' },
    });

    await connections.update(id, connectionUpdate(), ADA);
    await expect(source.open(id)).resolves.toMatchObject({
      secrets: ['hunter2'],
    });
    await expect(store.get(id)).resolves.toMatchObject({
      secrets: [{ keyId: 'k2' }],
    });
  });

  it('encrypts again with a new first key at start-up', async () => {
    const { restart, id } = await setUpTested();
    const both = { encryption: { keys: [testKey('k2', 2), testKey('k1', 1)] } };
    const { store } = await restart({ config: both });
    await expect(store.get(id)).resolves.toMatchObject({
      revision: 1,
      secrets: [{ keyId: 'k2' }],
    });
    const { source } = await restart({
      config: { encryption: { keys: [testKey('k2', 2)] } },
    });
    await expect(source.open(id)).resolves.toMatchObject({
      secrets: ['hunter2'],
    });
  });

  it('shows and blocks a connection whose technology is gone', async () => {
    const { restart, id } = await setUpTested();
    const { connections, checks, source } = await restart({
      technologies: 'none',
    });
    await expect(connections.list(() => true)).resolves.toMatchObject([
      {
        importable: false,
        importBlockedBy: expect.stringContaining('"sample" is not installed'),
        secrets: { password: { set: true } },
      },
    ]);
    await expect(source.open(id)).rejects.toMatchObject({
      failure: { code: 'technology.missing' },
    });
    await expect(checks.start(id)).rejects.toMatchObject({
      name: 'ConflictError',
    });
  });

  it('lists what may be read, with runs and counts', async () => {
    const run = { id: 'r-1', state: 'running' } as RunSummary;
    const { connections } = await setUp({
      createRuns: () =>
        stubRuns({
          runs: {
            latest: async ids =>
              new Map(ids.map(id => [id, { last: run, active: run }])),
          },
          objects: {
            count: async ids => new Map(ids.map(id => [id, 12])),
          },
        }),
    });
    for (const name of ['B', 'a', 'C']) {
      await connections.create(connectionInput({ name }), ADA);
    }
    const listed = await connections.list(({ name }) => name !== 'C');
    expect(listed.map(({ name }) => name)).toEqual(['a', 'B']);
    expect(listed[0]).toMatchObject({
      lastRun: run,
      activeRun: run,
      entityCount: 12,
    });
  });

  it.each([
    ['get', (s: Service) => s.get('nobody')],
    ['update', (s: Service) => s.update('nobody', connectionUpdate(), ADA)],
    ['duplicate', (s: Service) => s.duplicate('nobody', 'Copy', ADA)],
    ['enable', (s: Service) => s.setEnabled('nobody', true, ADA)],
    ['delete', (s: Service) => s.delete('nobody', 0, ADA)],
  ])('does not %s what is not there', async (_, act) => {
    const { connections } = await setUp();
    await expect(act(connections)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: 'There is no connection "nobody"',
    });
  });
});

type Service = Awaited<ReturnType<typeof setUp>>['connections'];
