import { connectionInput } from '../__testUtils__/connections';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import {
  driverError,
  type SampleWorld,
} from '../__testUtils__/sampleConnector';
import { refusal, startConnector } from '../__testUtils__/startConnector';

describe.each(engines)('connection tests over HTTP on %s', engine => {
  async function setUp(world: Partial<SampleWorld> = {}) {
    const knex = await migratedDatabase(engine);
    const api = await startConnector({ knex, world });
    const { id } = await api.call('createConnection', {
      body: connectionInput(),
    });
    const params = { id };
    const ended = async () => {
      let report = await api.call('getCheck', { params });
      while (report.state === 'running') {
        report = await api.call('getCheck', { params });
      }
      return report;
    };
    return { ...api, params, ended };
  }

  it('starts a test, shows its end, and makes the connection importable', async () => {
    const { call, params, ended } = await setUp();
    const started = await call('startCheck', { params });
    expect(started).toMatchObject({ state: 'running', revision: 1 });
    await expect(ended()).resolves.toMatchObject({ state: 'passed' });
    await expect(call('getConnection', { params })).resolves.toMatchObject({
      importable: true,
      testedRevision: 1,
      lastCheck: { state: 'passed' },
    });
  });

  it('shows why a test failed, without the secret', async () => {
    const { call, params, ended } = await setUp({
      open: async () => {
        throw driverError('WRONG', 'no entry with hunter2');
      },
    });
    await call('startCheck', { params });
    await expect(ended()).resolves.toMatchObject({
      state: 'failed',
      failure: {
        code: 'sample.password',
        remedy: 'Enter it again.',
        driverMessage: 'no entry with [secret]',
      },
    });
  });

  it('cancels a test', async () => {
    const { call, params } = await setUp({ list: () => new Promise(() => {}) });
    await call('startCheck', { params });
    await call('cancelCheck', { params });
    await expect(call('getCheck', { params })).resolves.toMatchObject({
      state: 'cancelled',
    });
  });

  it('says that there has been no test', async () => {
    const { send, params } = await setUp();
    expect(refusal(await send('getCheck', { params }))).toMatchObject({
      status: 404,
      message: 'The connection "Warehouse" has not been tested',
    });
  });

  it('shows what patterns would take', async () => {
    const { call, params } = await setUp({
      items: async function* items() {
        yield { path: ['sales', 'orders'] };
        yield { path: ['hr', 'people'] };
      },
    });
    const body = { include: ['sales'], exclude: [] };
    await expect(call('matchScope', { params, body })).resolves.toMatchObject({
      total: 2,
      included: 1,
      items: [{ included: true }, { included: false }],
    });
  });

  it.each([
    ['the settings are wrong', 'WRONG', 409, 'ConflictError'],
    ['the source is away', 'ECONNREFUSED', 503, 'ServiceUnavailableError'],
  ])(
    'explains that nothing can be listed when %s',
    async (_, code, status, name) => {
      const { send, params } = await setUp({
        open: async () => {
          throw driverError(code, 'refused hunter2');
        },
      });
      const body = { include: [], exclude: [] };
      const response = await send('matchScope', { params, body });
      expect(refusal(response)).toMatchObject({ status, name });
      expect(response.text).not.toContain('hunter2');
    },
  );

  it('refuses patterns of the wrong type', async () => {
    const { send, params } = await setUp();
    const body = { include: 'sales' };
    expect(refusal(await send('matchScope', { params, body }))).toMatchObject({
      status: 400,
      message: '"include" must be a list; "exclude" is required',
    });
  });
});
