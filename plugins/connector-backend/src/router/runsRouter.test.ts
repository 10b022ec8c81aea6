import type {
  DecisionRecord,
  Run,
  RunLogEntry,
} from '@backstage-connector/plugin-connector-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { connectionInput } from '../__testUtils__/connections';
import { stubRuns } from '../__testUtils__/connectionServices';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { ADA, refusal, startConnector } from '../__testUtils__/startConnector';
import type { RunService } from '../runs/types';

const run: Run = {
  id: 'r-1',
  connectionId: 'c-1',
  connectionName: 'Warehouse',
  technology: 'sample',
  kind: 'import',
  state: 'queued',
  trigger: 'manual',
  requestedBy: ADA,
  queuedAt: '2026-01-01T00:00:00.000Z',
  attempt: 0,
  cancelRequested: false,
  attempts: [],
  stages: [],
  settings: { parameters: { host: 'localhost' } },
};
const { cancelRequested, attempts, stages, settings, ...summary } = run;
const params = { id: 'r-1' };

describe.each(engines)('runs over HTTP on %s', engine => {
  async function setUp(over: Partial<RunService> = {}) {
    const knex = await migratedDatabase(engine);
    const runs = {
      start: jest.fn(async () => run),
      get: jest.fn(async (id: string) => {
        if (id !== run.id) {
          throw new NotFoundError(`There is no run "${id}"`);
        }
        return run;
      }),
      list: jest.fn(async () => ({ items: [summary], nextCursor: 'next' })),
      cancel: jest.fn(async () => run),
      review: jest.fn(async () => run),
      ...over,
    } satisfies Partial<RunService>;
    const api = await startConnector({
      knex,
      createRuns: () => stubRuns({ runs }),
    });
    return { ...api, runs };
  }

  it('starts a run for the person who asks', async () => {
    const { call, runs } = await setUp();
    await call('startRun', { params: { id: 'c-1' }, body: { kind: 'import' } });
    expect(runs.start).toHaveBeenCalledWith({
      connectionId: 'c-1',
      kind: 'import',
      trigger: 'manual',
      requestedBy: ADA,
    });
  });

  it('starts a run for a service, such as a CI job', async () => {
    const { call, runs } = await setUp();
    await call(
      'startRun',
      { params: { id: 'c-1' }, body: { kind: 'preview' } },
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('external:ci'),
        targetPluginId: 'connector',
      }),
    );
    expect(runs.start).toHaveBeenCalledWith(
      expect.objectContaining({ trigger: 'api', requestedBy: 'external:ci' }),
    );
  });

  it('refuses an unknown kind of run', async () => {
    const { send, runs } = await setUp();
    const response = await send('startRun', {
      params: { id: 'c-1' },
      body: { kind: 'export' },
    });
    expect(refusal(response)).toMatchObject({
      status: 400,
      message: '"kind" must be import or preview',
    });
    expect(runs.start).not.toHaveBeenCalled();
  });

  it('passes on why a run may not start', async () => {
    const { send } = await setUp({
      start: async () => {
        throw new ConflictError('A run is active', new Error('insert into'));
      },
    });
    const body = { kind: 'import' };
    const response = await send('startRun', { params: { id: 'c-1' }, body });
    expect(refusal(response)).toEqual({
      status: 409,
      name: 'ConflictError',
      message: 'A run is active',
    });
    expect(response.text).not.toContain('insert into');
  });

  it('lists runs by several states and kinds', async () => {
    const { call, send, runs } = await setUp();
    await expect(call('listRuns')).resolves.toMatchObject({
      nextCursor: 'next',
    });
    expect(runs.list).toHaveBeenLastCalledWith({ limit: 25 });
    const query = { state: 'failed,partial', kind: 'import', limit: '5' };
    expect((await send('listRuns', { query })).status).toBe(200);
    expect(runs.list).toHaveBeenLastCalledWith({
      state: ['failed', 'partial'],
      kind: ['import'],
      limit: 5,
    });
  });

  it.each([
    [{ limit: '0' }, '"limit" must be at least 1'],
    [{ limit: 'many' }, '"limit" must be a number'],
    [{ state: 'failed,odd' }, '"state[1]" must be queued, running, '],
  ])('refuses the query %o', async (query, message) => {
    const { send } = await setUp();
    expect(refusal(await send('listRuns', { query }))).toMatchObject({
      status: 400,
      message: expect.stringContaining(message),
    });
  });

  it('shows, cancels and reviews a run', async () => {
    const { call, runs } = await setUp();
    await expect(call('getRun', { params })).resolves.toEqual(run);
    await call('cancelRun', { params });
    expect(runs.cancel).toHaveBeenCalledWith('r-1');
    await call('reviewRun', { params, body: { answer: 'dismiss' } });
    expect(runs.review).toHaveBeenCalledWith('r-1', 'dismiss', ADA);
  });

  it('reads the log after a cursor', async () => {
    const line: RunLogEntry = {
      seq: 8,
      at: '2026-01-01T00:00:00.000Z',
      level: 'info',
      message: 'Reading the source',
      context: { tables: 3 },
    };
    const readLog = jest.fn(async () => ({ items: [line], ended: false }));
    const { call } = await setUp({ readLog });
    await expect(
      call('readRunLog', { params, query: { after: 7, level: 'info,warn' } }),
    ).resolves.toEqual({ items: [line], ended: false });
    expect(readLog).toHaveBeenCalledWith('r-1', {
      after: 7,
      limit: 500,
      level: ['info', 'warn'],
    });
  });

  it('reads the end of the log, and what comes before a line', async () => {
    const readLog = jest.fn(async () => ({ items: [], ended: false }));
    const { call, send } = await setUp({ readLog });
    const query = { take: 'latest', before: 500 } as const;
    await call('readRunLog', { params, query });
    expect(readLog).toHaveBeenCalledWith('r-1', {
      after: 0,
      before: 500,
      take: 'latest',
      limit: 500,
    });
    const odd = await send('readRunLog', { params, query: { take: 'some' } });
    expect(refusal(odd)).toMatchObject({
      status: 400,
      message: expect.stringContaining('"take" must be earliest or latest'),
    });
  });

  it('shows the strips of the connections that exist', async () => {
    const strip = { connectionId: 'c-1', marks: [], truncated: false };
    const strips = jest.fn(async () => [strip]);
    const { call, send } = await setUp({ strips });
    const { id } = await call('createConnection', { body: connectionInput() });
    const time = {
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-12-01T00:00:00.000Z',
    };
    const query = { connection: `${id},unknown`, ...time };
    await expect(call('listRunStrips', { query })).resolves.toEqual({
      items: [strip],
    });
    expect(strips).toHaveBeenCalledWith({ connections: [id], ...time });
    const odd = { ...query, from: 'last month' };
    expect(refusal(await send('listRunStrips', { query: odd }))).toMatchObject({
      status: 400,
      message: expect.stringContaining('"from" '),
    });
  });

  it('compares two runs of which both may be read', async () => {
    const compare = jest.fn(async () => ({ items: [], more: false }));
    const { call, send } = await setUp({ compare });
    const both = { id: 'r-1', other: 'r-1' };
    await call('compareRuns', { params: both });
    expect(compare).toHaveBeenCalledWith('r-1', 'r-1', { limit: 20 });
    const unknown = { id: 'r-1', other: 'nobody' };
    const response = await send('compareRuns', { params: unknown });
    expect(refusal(response)).toMatchObject({
      status: 404,
      message: 'There is no run "nobody"',
    });
  });

  it('lists decisions', async () => {
    const decision: DecisionRecord = {
      seq: 1,
      uid: 'u-1',
      ref: 'resource:default/orders',
      title: 'orders',
      assetKind: 'table',
      action: 'create',
      rule: 'identity.create',
      reason: 'identity.new',
      sentence: 'The catalog does not have this object yet.',
    };
    const listDecisions = jest.fn(async () => ({
      items: [decision],
      total: 1,
    }));
    const { call } = await setUp({ listDecisions });
    const query = { action: 'create', text: 'ord' };
    await call('listDecisions', { params, query });
    expect(listDecisions).toHaveBeenCalledWith('r-1', {
      action: ['create'],
      text: 'ord',
      limit: 50,
    });
  });

  it.each(['getRun', 'cancelRun', 'readRunLog', 'listDecisions'] as const)(
    '%s says which run there is not',
    async name => {
      const { send } = await setUp();
      const response = await send(name, { params: { id: 'nobody' } });
      expect(refusal(response)).toEqual({
        status: 404,
        name: 'NotFoundError',
        message: 'There is no run "nobody"',
      });
    },
  );
});
