import { randomBytes } from 'node:crypto';
import type { ConnectionInput } from '@backstage-connector/plugin-connector-common';
import { connectionUpdate } from '../__testUtils__/connections';
import { engines } from '../__testUtils__/databases';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';
import { startIndiscreetServer } from './__testUtils__/indiscreetServer';
import { RecordedLog } from './__testUtils__/RecordedLog';
import { postgresSource, type PostgresSource } from './__testUtils__/sources';

jest.setTimeout(60_000);

const canary = () => `canary-${randomBytes(12).toString('hex')}`;

// OC-41
describe.each(engines)('secrets, portal on %s', engine => {
  const stored = canary();
  const replaced = canary();
  const declared = canary();
  const variable = canary();
  const refused = canary();
  const all = [stored, replaced, declared, variable, refused];

  const log = new RecordedLog();
  /** Every answer of the API, as it came over the wire. */
  const answers: string[] = [];
  let portal: ImportPortal;
  let source: PostgresSource;
  let login: Awaited<ReturnType<PostgresSource['login']>>;
  let server: Awaited<ReturnType<typeof startIndiscreetServer>>;

  beforeAll(async () => {
    process.env.CONNECTOR_TEST_CANARY = variable;
    source = await postgresSource(['CREATE TABLE item (id integer)']);
    login = await source.login(stored);
    server = await startIndiscreetServer();
    portal = await startImportPortal({
      database: await portalDatabase(engine),
      connector: {
        encryption: {
          keys: [{ id: 'k1', secret: Buffer.alloc(32, 1).toString('base64') }],
          allowedVariables: ['CONNECTOR_TEST_CANARY'],
        },
        connections: [
          {
            id: 'declared',
            name: 'Declared',
            technology: 'postgresql',
            parameters: { ...source.parameters, ...server.parameters },
            secrets: { password: declared },
            owner: 'group:default/data-platform',
          },
        ],
      },
      features: [log.feature],
    });
  });
  afterAll(async () => {
    delete process.env.CONNECTOR_TEST_CANARY;
    await portal.stop();
    await server.close();
    await login.drop();
  });

  const send = async (path: string, method = 'GET', body?: unknown) => {
    const response = await portal.send(path, {
      method,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    answers.push(text);
    return { status: response.status, text };
  };
  const value = (secret: string): ConnectionInput['secrets'] => ({
    password: { from: 'value', value: secret },
  });

  it('come out nowhere, whatever is done with their connections', async () => {
    const input = { ...login.input, name: 'Shop' };
    const { id } = await portal.connect(input);
    const run = await portal.run(id);
    expect(run).toMatchObject({ state: 'succeeded' });
    const read = [
      '/v1/connections',
      `/v1/connections/${id}`,
      `/v1/connections/${id}/check`,
      '/v1/connections/declared',
      '/v1/runs',
      `/v1/runs/${run.id}`,
      `/v1/runs/${run.id}/log?limit=5000`,
      `/v1/runs/${run.id}/decisions?limit=500`,
      `/v1/objects/by-ref/resource/default/${source.database}`,
    ];

    // The server repeats the password in its refusal.
    const { version } = JSON.parse((await send(read[1])).text);
    const update = (secrets: ConnectionInput['secrets']) => ({
      ...connectionUpdate({
        ...input,
        parameters: { ...source.parameters, ...server.parameters },
        secrets,
      }),
    });
    await send(read[1], 'PUT', { ...update(value(replaced)), version });
    await expect(portal.test(id)).resolves.toMatchObject({
      state: 'failed',
      failure: {
        code: 'postgresql.password',
        driverMessage: expect.stringMatching(/^Your password ".+" is wrong$/),
      },
    });
    await send(`/v1/connections/${id}/duplicate`, 'POST', { name: 'Copy' });
    await expect(portal.test('declared')).resolves.toMatchObject({
      state: 'failed',
    });
    for (const path of read) {
      expect(await send(path)).toMatchObject({ status: 200 });
    }
    const fromVariable = await send('/v1/connections', 'POST', {
      ...update({
        password: { from: 'environment', variable: 'CONNECTOR_TEST_CANARY' },
      }),
      name: 'By variable',
    });
    expect(fromVariable.text).toContain('CONNECTOR_TEST_CANARY');
    await expect(
      portal.test(JSON.parse(fromVariable.text).id),
    ).resolves.toMatchObject({ state: 'failed' });

    // What was sent in the wrong place is not repeated.
    for (const body of [
      { ...input, parameters: { ...input.parameters, password: refused } },
      { ...input, secrets: { password: refused } },
      { ...input, secrets: { pasword: { from: 'value', value: refused } } },
      { ...input, secrets: { password: { from: refused } } },
      `{ "secrets": { "password": "${refused}" `,
    ]) {
      expect(await send('/v1/connections', 'POST', body)).toMatchObject({
        status: 400,
      });
    }

    const { items } = await portal.catalog.getEntities();
    const knex = await portal.knexOf('connector');
    const tables = await Promise.all(
      ['connections', 'connection_secrets', 'runs', 'run_log', 'objects'].map(
        table => knex(table).select('*'),
      ),
    );
    expect(log.text).toContain('connector');
    expect(items.length).toBeGreaterThan(2);
    expect(tables.map(rows => rows.length)).not.toContain(0);
    const places = {
      answers: answers.join('\n'),
      log: log.text,
      entities: JSON.stringify(items),
      database: JSON.stringify(tables),
    };
    for (const [place, text] of Object.entries(places)) {
      const leaked = all.filter(secret => text.includes(secret));
      expect([place, leaked]).toEqual([place, []]);
    }
  });
});
