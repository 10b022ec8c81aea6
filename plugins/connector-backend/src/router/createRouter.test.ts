import SwaggerParser from '@apidevtools/swagger-parser';
import {
  endpoints,
  type Endpoint,
} from '@backstage-connector/plugin-connector-common';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import request from 'supertest';
import {
  connectionInput,
  connectionUpdate,
} from '../__testUtils__/connections';
import { stubRuns } from '../__testUtils__/connectionServices';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import {
  refusal,
  silentModule,
  startConnector,
} from '../__testUtils__/startConnector';

const path = '/api/connector/v1/connections';

describe.each(engines)('the REST API on %s', engine => {
  async function setUp(
    options: Omit<Parameters<typeof startConnector>[0], 'knex'> = {},
  ) {
    const knex = await migratedDatabase(engine);
    return { ...(await startConnector({ knex, ...options })), knex };
  }

  it('lists the technologies, and the modules that brought none', async () => {
    const { call } = await setUp({ features: [silentModule] });
    const { items, unavailable } = await call('listTechnologies');
    expect(items).toMatchObject([{ id: 'sample', title: 'Sample' }]);
    expect(items[0].checks).toHaveLength(4);
    expect(unavailable).toEqual([
      { module: 'silent', reason: expect.stringContaining('did not start') },
    ]);
  });

  it('serves a valid OpenAPI 3.1 document', async () => {
    const { server } = await setUp();
    const { body } = await request(server).get('/api/connector/openapi.json');
    expect(body).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: expect.stringMatching(/\/api\/connector$/) }],
    });
    const { paths } = body;
    await SwaggerParser.validate(body);
    const described = Object.entries<object>(paths).flatMap(
      ([it, operations]) =>
        Object.keys(operations).map(method => `${method} ${it}`),
    );
    const served = Object.values<Endpoint>(endpoints).map(
      it => `${it.method} ${it.path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(described.sort()).toEqual(served.sort());
  });

  it('answers every endpoint it describes, and nothing else', async () => {
    const { send, server } = await setUp();
    const params = {
      id: 'x',
      other: 'y',
      kind: 'k',
      namespace: 'n',
      name: 'x',
    };
    for (const name of Object.keys(endpoints) as (keyof typeof endpoints)[]) {
      const response = await send(name, { params, body: {} });
      // An unknown route answers without a body.
      expect([name, response.status, response.text]).not.toEqual([
        name,
        404,
        '',
      ]);
    }
    const unknown = await request(server).get('/api/connector/v1/odd');
    expect([unknown.status, unknown.text]).toEqual([404, '']);
    const patch = await request(server).patch(`${path}/x`);
    expect([patch.status, patch.text]).toEqual([404, '']);
  });

  it('is for signed-in callers only', async () => {
    const { server, send } = await setUp();
    const nobody = mockCredentials.none.header();
    expect((await send('listConnections', {}, nobody)).status).toBe(401);
    const document = await request(server)
      .get('/api/connector/openapi.json')
      .set('Authorization', nobody);
    expect(document.status).toBe(401);
  });

  it.each([
    [
      'text that is not JSON',
      'application/json',
      '{"secrets": hunter2',
      'The body is not valid JSON',
    ],
    [
      'a form',
      'application/x-www-form-urlencoded',
      'name=Warehouse&password=hunter2',
      'Send the body as JSON, with the header "Content-Type: application/json"',
    ],
    [
      'more than 1 MB',
      'application/json',
      JSON.stringify({ name: 'hunter2'.repeat(200_000) }),
      'The body is larger than 1 MB',
    ],
    [
      'another character set',
      'application/json; charset=x-odd',
      '{}',
      'The body must be encoded as UTF-8',
    ],
  ])('refuses %s, without repeating it', async (_, type, body, message) => {
    const { server } = await setUp();
    const response = await request(server)
      .post(path)
      .set('Content-Type', type)
      .send(body);
    expect(refusal(response)).toEqual({
      status: 400,
      name: 'InputError',
      message,
    });
    expect(response.text).not.toContain('hunter2');
  });

  it('refuses a path that is no valid percent-encoding', async () => {
    const { server } = await setUp();
    const response = await request(server).get(`${path}/%E0%A4%A`);
    expect(refusal(response)).toMatchObject({
      status: 400,
      message: 'The path is not valid percent-encoding',
    });
  });

  it('tells nothing of a defect but where the log has it', async () => {
    const { send } = await setUp({
      createRuns: () =>
        stubRuns({
          runs: {
            list: async () => {
              throw new Error("insert into secrets values ('hunter2')");
            },
          },
        }),
    });
    const response = await send('listRuns');
    expect(refusal(response)).toMatchObject({
      status: 500,
      message: expect.stringMatching(
        /^Something unexpected happened; look for [0-9a-f-]{36} in the log$/,
      ),
    });
    expect(response.text).not.toContain('hunter2');
  });

  it('records what changes something, who did it and how it ended, without secrets', async () => {
    const auditor = mockServices.auditor.mock();
    const record = { success: jest.fn(), fail: jest.fn() };
    auditor.createEvent.mockResolvedValue(record);
    const { send, call } = await setUp({ features: [auditor.factory] });
    const { id } = await call('createConnection', { body: connectionInput() });
    expect(auditor.createEvent).toHaveBeenLastCalledWith({
      eventId: 'connection-mutate',
      severityLevel: 'medium',
      request: expect.anything(),
      meta: { actionType: 'create' },
    });
    expect(record.success).toHaveBeenLastCalledWith({ meta: { resultId: id } });

    await send('updateConnection', {
      params: { id },
      body: connectionUpdate({ technology: 'other' }),
    });
    expect(auditor.createEvent).toHaveBeenLastCalledWith(
      expect.objectContaining({ meta: { actionType: 'update', id } }),
    );
    expect(record.fail).toHaveBeenCalledTimes(1);

    await call('listConnections');
    expect(auditor.createEvent).toHaveBeenCalledTimes(2);
    const told = JSON.stringify([
      auditor.createEvent.mock.calls.map(([{ meta }]) => meta),
      record.success.mock.calls,
      record.fail.mock.calls.map(([{ error }]) => String(error)),
    ]);
    expect(told).not.toContain('hunter2');
  });
});
