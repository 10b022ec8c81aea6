import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpCatalogGateway } from './CatalogGateway';

const delivery = {
  source: 'shop',
  added: [],
  removed: ['resource:default/orders'],
};

const answer = (status: number, body: unknown = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });

const accepted = () => answer(200, { accepted: 1, rejected: [] });

function gatewayTo(
  respond: (init: RequestInit) => Promise<Response> | Response,
  options: { requestTimeout?: number } = {},
) {
  const fetch = jest.fn(async (_url: unknown, init: unknown) =>
    respond(init as RequestInit),
  );
  const sleep = jest.fn(async (_ms: number, _signal?: AbortSignal) => {});
  const catalog = catalogServiceMock.mock();
  const gateway = HttpCatalogGateway.create({
    discovery: mockServices.discovery(),
    auth: mockServices.auth({ pluginId: 'connector' }),
    catalog,
    fetch,
    sleep,
    ...options,
  });
  return { gateway, fetch, sleep, catalog };
}

// What the real catalog answers is the subject of CatalogGateway.portal.test.ts.
describe('HttpCatalogGateway', () => {
  it('tells after each batch how far it is, and what was not taken', async () => {
    const removed = Array.from({ length: 1_001 }, (_, i) => `resource:x/${i}`);
    const rejected = { ref: 'resource:x/7', error: 'no' };
    const { gateway, fetch } = gatewayTo(() =>
      answer(200, { accepted: 1, rejected: [rejected] }),
    );
    const onProgress = jest.fn();

    const result = await gateway.deliver(
      { ...delivery, removed },
      { onProgress },
    );

    expect(result.rejected).toEqual([rejected, rejected]);
    expect(onProgress.mock.calls).toEqual([[1_000], [1_001]]);
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('sends nothing when there is nothing to deliver', async () => {
    const { gateway, fetch } = gatewayTo(accepted);

    expect(await gateway.deliver({ ...delivery, removed: [] })).toEqual({
      rejected: [],
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  it.each([
    ['is starting', () => answer(503)],
    ['fails', () => answer(500)],
    ['has too much to do', () => answer(429)],
    [
      'is away',
      () => {
        throw new TypeError('fetch failed', { cause: new Error('refused') });
      },
    ],
  ])('tries again, later and later, while the catalog %s', async (_, fail) => {
    let attempts = 0;
    const { gateway, sleep } = gatewayTo(() =>
      ++attempts <= 3 ? fail() : accepted(),
    );

    expect(await gateway.deliver(delivery)).toEqual({ rejected: [] });

    const delays = sleep.mock.calls.map(([ms]) => ms);
    expect(delays).toHaveLength(3);
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
  });

  it('gives up in the end, and keeps the cause', async () => {
    const { gateway, sleep } = gatewayTo(() => answer(503));

    await expect(gateway.deliver(delivery)).rejects.toMatchObject({
      name: 'ConnectorError',
      failure: { code: 'catalog.unavailable', kind: 'transient' },
      cause: { name: 'ResponseError', statusCode: 503 },
    });
    const waited = sleep.mock.calls.reduce((sum, [ms]) => sum + ms, 0);
    expect(waited).toBeGreaterThan(30_000);
    expect(waited).toBeLessThan(60_000);
  });

  it.each([
    [404, 'catalog.module-missing', 'config'],
    [401, 'catalog.not-allowed', 'config'],
    [403, 'catalog.not-allowed', 'config'],
    [400, 'unexpected', 'system'],
    [413, 'unexpected', 'system'],
  ])('does not try again after a %i', async (status, code, kind) => {
    const { gateway, fetch } = gatewayTo(() => answer(status));

    await expect(gateway.deliver(delivery)).rejects.toMatchObject({
      failure: { code, kind },
      cause: { statusCode: status },
    });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('takes an answer of another kind for a defect', async () => {
    const { gateway, fetch } = gatewayTo(() => answer(200, { ok: true }));

    await expect(gateway.deliver(delivery)).rejects.toMatchObject({
      failure: { code: 'unexpected', kind: 'system' },
    });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('does not wait for ever for an answer', async () => {
    let attempts = 0;
    const { gateway } = gatewayTo(
      ({ signal }) =>
        ++attempts > 1
          ? accepted()
          : new Promise((_, reject) => {
              signal?.addEventListener('abort', () => reject(signal.reason));
            }),
      { requestTimeout: 1 },
    );

    expect(await gateway.deliver(delivery)).toEqual({ rejected: [] });
    expect(attempts).toBe(2);
  });

  it('stops at once when it is aborted while it waits', async () => {
    const abort = new AbortController();
    const { gateway, fetch, sleep } = gatewayTo(() => answer(503));
    sleep.mockImplementation(async () => {
      abort.abort(new Error('cancelled'));
      throw new Error('woken');
    });

    await expect(
      gateway.deliver(delivery, { signal: abort.signal }),
    ).rejects.toThrow('cancelled');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('stops at once when it is aborted during a request', async () => {
    const abort = new AbortController();
    const { gateway, sleep } = gatewayTo(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
          abort.abort(new Error('cancelled'));
        }),
    );

    await expect(
      gateway.deliver(delivery, { signal: abort.signal }),
    ).rejects.toThrow('cancelled');
    expect(sleep).not.toHaveBeenCalled();
  });

  it('sends nothing when it is aborted before', async () => {
    const { gateway, fetch } = gatewayTo(accepted);

    await expect(
      gateway.deliver(delivery, {
        signal: AbortSignal.abort(new Error('cancelled')),
      }),
    ).rejects.toThrow('cancelled');
    expect(fetch).not.toHaveBeenCalled();
  });

  it('tries again to read while the catalog is away', async () => {
    const { gateway, catalog, sleep } = gatewayTo(accepted);
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    catalog.getEntityFacets
      .mockRejectedValueOnce(refused)
      .mockResolvedValue({ facets: {} });
    catalog.getEntitiesByRefs
      .mockRejectedValueOnce(refused)
      .mockResolvedValue({ items: [undefined] });

    expect(await gateway.visible('shop')).toEqual(new Map());
    expect(await gateway.holders(['resource:default/a'])).toEqual(new Map());
    expect(sleep).toHaveBeenCalledTimes(2);
  });

  it('does not wait for ever for what it reads', async () => {
    const { gateway, catalog, sleep } = gatewayTo(accepted, {
      requestTimeout: 1,
    });
    const never = new Promise<never>(() => {});
    catalog.getEntityFacets
      .mockReturnValueOnce(never)
      .mockResolvedValue({ facets: {} });
    catalog.getEntitiesByRefs
      .mockReturnValueOnce(never)
      .mockResolvedValue({ items: [undefined] });

    expect(await gateway.visible('shop')).toEqual(new Map());
    expect(await gateway.holders(['resource:default/a'])).toEqual(new Map());
    expect(sleep).toHaveBeenCalledTimes(2);
  });

  it('stops at once when it is aborted while it reads', async () => {
    const { gateway, catalog, sleep } = gatewayTo(accepted);
    const never = new Promise<never>(() => {});
    catalog.getEntityFacets.mockReturnValue(never);
    catalog.getEntitiesByRefs.mockReturnValue(never);
    const abort = new AbortController();
    const { signal } = abort;

    const reads = [
      gateway.visible('shop', { signal }),
      gateway.holders(['resource:default/a'], { signal }),
    ];
    abort.abort(new Error('cancelled'));

    for (const read of reads) {
      await expect(read).rejects.toThrow('cancelled');
    }
    expect(sleep).not.toHaveBeenCalled();
  });

  it('asks nothing about no references', async () => {
    const { gateway, catalog } = gatewayTo(accepted);

    expect(await gateway.holders([])).toEqual(new Map());
    expect(catalog.getEntitiesByRefs).not.toHaveBeenCalled();
  });

  it('knows a refused and a broken connection for an outage', async () => {
    const server = createServer(req => req.socket.destroy());
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    const { port } = server.address() as AddressInfo;
    const gateway = HttpCatalogGateway.create({
      discovery: {
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
        getExternalBaseUrl: async () => '',
      },
      auth: mockServices.auth({ pluginId: 'connector' }),
      catalog: catalogServiceMock.mock(),
      sleep: async () => {},
    });
    const unavailable = {
      failure: { code: 'catalog.unavailable', kind: 'transient' },
    };

    await expect(gateway.deliver(delivery)).rejects.toMatchObject(unavailable);
    await new Promise(resolve => server.close(resolve));
    await expect(gateway.deliver(delivery)).rejects.toMatchObject(unavailable);
  });
});
