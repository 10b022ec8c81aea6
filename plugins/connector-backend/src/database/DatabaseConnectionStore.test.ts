import { aCheck, aConnection } from '../__testUtils__/connections';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import type { StoredSecret } from './connectionRows';
import { DatabaseConnectionStore } from './DatabaseConnectionStore';

const password = {
  field: 'password',
  from: 'value',
  keyId: 'k1',
  ciphertext: 'c2VhbGVk',
} as const satisfies StoredSecret;
const token: StoredSecret = {
  field: 'token',
  from: 'environment',
  variable: 'WAREHOUSE_TOKEN',
};

describe.each(engines)('DatabaseConnectionStore on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    return { knex, store: DatabaseConnectionStore.create({ knex }) };
  }

  it('gives back what was saved', async () => {
    const { store } = await setUp();
    const connection = aConnection({
      parameters: { host: 'db.example.com', port: 5432, ssl: true },
      secrets: [password, token],
      scope: { include: ['sales.*'], exclude: ['*.tmp_*'] },
      enabled: false,
      origin: 'configuration',
      declaration: 'k1:abc',
    });
    await store.insert(connection);
    await expect(store.get('c-1')).resolves.toEqual(connection);
  });

  it('lists by name, without regard to case', async () => {
    const { store } = await setUp();
    for (const [id, name] of Object.entries({ x: 'b', y: 'A', z: 'C' })) {
      await store.insert(aConnection({ id, name, secrets: [password] }));
    }
    const listed = await store.list();
    expect(listed.map(({ name }) => name)).toEqual(['A', 'b', 'C']);
    expect(listed.map(({ secrets }) => secrets)).toEqual(
      Array(3).fill([password]),
    );
  });

  it('finds only what exists', async () => {
    const { store } = await setUp();
    await store.insert(aConnection());
    const found = await store.find(['c-1', 'nobody']);
    expect(found.map(({ id }) => id)).toEqual(['c-1']);
    await expect(store.get('nobody')).rejects.toMatchObject({
      name: 'NotFoundError',
      message: 'There is no connection "nobody"',
    });
    await expect(
      store.update(aConnection({ id: 'nobody', name: 'Nobody' })),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it.each([
    ['the same name', 'Warehouse'],
    ['a name that differs in case', 'WAREHOUSE'],
  ])('refuses %s and writes nothing', async (_, name) => {
    const { store, knex } = await setUp();
    await store.insert(aConnection());
    const second = aConnection({ id: 'c-2', name, secrets: [password] });
    await expect(store.insert(second)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('"name": there is a connection named'),
    });
    await store.insert({ ...second, name: 'Other', secrets: [token] });
    await expect(store.update(second)).rejects.toMatchObject({
      name: 'ConflictError',
    });
    await expect(store.get('c-2')).resolves.toMatchObject({
      name: 'Other',
      secrets: [token],
    });
    await expect(knex('connection_secrets').select('*')).resolves.toHaveLength(
      1,
    );
  });

  it('treats composed and decomposed letters of a name as the same', async () => {
    const { store } = await setUp();
    await store.insert(aConnection({ name: 'Caf\u00e9' }));
    await expect(
      store.insert(aConnection({ id: 'c-2', name: 'Cafe\u0301' })),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('changes everything but the results of tests', async () => {
    const { store } = await setUp();
    await store.insert(aConnection({ secrets: [password] }));
    const running = aCheck();
    const passed = aCheck({ state: 'passed' });
    await store.startCheck('c-1', running);
    await store.updateCheck('c-1', running, passed);

    const changed = aConnection({
      name: 'warehouse',
      parameters: { host: 'other' },
      secrets: [token],
      revision: 2,
    });
    await store.update(changed);
    await expect(store.get('c-1')).resolves.toEqual({
      ...changed,
      lastCheck: passed,
      testedRevision: 1,
      version: 2,
    });
  });

  it('replaces only the version that was seen', async () => {
    const { store } = await setUp();
    await store.insert(aConnection({ secrets: [password] }));
    const saved = await Promise.allSettled([
      store.update(aConnection({ name: 'One', secrets: [password] }), 1),
      store.update(aConnection({ name: 'Two', secrets: [token] }), 1),
    ]);
    expect(saved.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    const refused = saved.find(({ status }) => status === 'rejected');
    expect(refused).toMatchObject({
      reason: {
        name: 'ConflictError',
        message: expect.stringContaining(
          '"version": user:default/ada has changed',
        ),
      },
    });
    const { name, secrets, version } = await store.get('c-1');
    expect([name, secrets, version]).toEqual(
      saved[0].status === 'fulfilled'
        ? ['One', [password], 2]
        : ['Two', [token], 2],
    );
  });

  it('notes a passed test only for the revision that was tested', async () => {
    const { store } = await setUp();
    await store.insert(aConnection());
    const running = aCheck();
    await store.startCheck('c-1', running);
    await store.update(aConnection({ revision: 2 }));
    const passed = aCheck({ state: 'passed' });
    await expect(store.updateCheck('c-1', running, passed)).resolves.toBe(true);
    const { testedRevision, lastCheck } = await store.get('c-1');
    expect(testedRevision).toBeUndefined();
    expect(lastCheck).toEqual(passed);
  });

  it('keeps the tested revision when a later test fails', async () => {
    const { store } = await setUp();
    await store.insert(aConnection());
    await store.startCheck('c-1', aCheck());
    await store.updateCheck('c-1', aCheck(), aCheck({ state: 'passed' }));
    await store.startCheck('c-1', aCheck());
    await store.updateCheck('c-1', aCheck(), aCheck({ state: 'failed' }));
    await expect(store.get('c-1')).resolves.toMatchObject({
      testedRevision: 1,
      lastCheck: { state: 'failed' },
    });
  });

  it('does not let an old test overwrite a newer one', async () => {
    const { store } = await setUp();
    await store.insert(aConnection());
    const older = aCheck();
    const newer = aCheck({ startedAt: '2026-01-01T00:01:00.000Z' });
    await store.startCheck('c-1', older);
    await store.startCheck('c-1', newer);
    const passed = aCheck({ state: 'passed' });
    await expect(store.updateCheck('c-1', older, passed)).resolves.toBe(false);
    await expect(store.get('c-1')).resolves.toMatchObject({ lastCheck: newer });
  });

  it('replaces a secret only while it is the one that was read', async () => {
    const { store } = await setUp();
    await store.insert(aConnection({ secrets: [password, token] }));
    const rotated = { ...password, keyId: 'k2', ciphertext: 'cm90YXRlZA==' };
    await store.replaceSecret('c-1', password, rotated);
    await store.replaceSecret('c-1', password, { ...rotated, keyId: 'k3' });
    await expect(store.get('c-1')).resolves.toMatchObject({
      secrets: [rotated, token],
    });
  });

  it('deletes the secrets with the connection, and nothing else', async () => {
    const { store, knex } = await setUp();
    await store.insert(aConnection({ secrets: [password] }));
    await store.insert(
      aConnection({ id: 'c-2', name: 'Other', secrets: [password] }),
    );
    await store.delete('c-1');
    await expect(store.find(['c-1', 'c-2'])).resolves.toHaveLength(1);
    await expect(
      knex('connection_secrets').pluck('connection_id'),
    ).resolves.toEqual(['c-2']);
  });
});
