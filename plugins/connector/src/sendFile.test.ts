import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { createFileSender } from './sendFile';

const url = 'http://localhost/api/connector/v1/archives';
const server = setupServer();
const file = new Blob(['x'.repeat(100_000)], { type: 'application/zip' });

describe('a file that is sent', () => {
  registerMswTestHooks(server);

  const fetchApi = { fetch: jest.fn() };
  beforeEach(() => fetchApi.fetch.mockReset());
  const send = (
    request: { signal?: AbortSignal; onSent?: (bytes: number) => void } = {},
    token: string | undefined = 'token-of-ada',
  ) =>
    createFileSender({
      fetchApi,
      identityApi: { getCredentials: async () => ({ token }) },
    })(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/zip' },
      body: file,
      onSent: () => {},
      ...request,
    });

  it('is told by the bytes that are sent, up to all of them', async () => {
    server.use(http.post(url, () => HttpResponse.json({ id: 'archive-1' })));
    const sent: number[] = [];
    const response = await send({ onSent: bytes => sent.push(bytes) });
    expect(await response.json()).toEqual({ id: 'archive-1' });
    expect(sent.at(-1)).toBe(file.size);
    expect([...sent].sort((one, other) => one - other)).toEqual(sent);
  });

  it('comes from who is signed in', async () => {
    const authorizations: (string | null)[] = [];
    server.use(
      http.post(url, ({ request }) => {
        authorizations.push(request.headers.get('Authorization'));
        return HttpResponse.json({});
      }),
    );
    await send();
    await send({}, '');
    expect(authorizations).toEqual(['Bearer token-of-ada', null]);
  });

  it('is refused with the words of the server', async () => {
    server.use(
      http.post(url, () =>
        HttpResponse.json(
          { error: { name: 'InputError', message: 'The file is not a zip' } },
          { status: 400 },
        ),
      ),
    );
    const response = await send();
    expect(response.status).toBe(400);
    expect(response.headers.get('Content-Type')).toBe('application/json');
    expect(await response.json()).toMatchObject({
      error: { message: 'The file is not a zip' },
    });
    expect(fetchApi.fetch).not.toHaveBeenCalled();
  });

  it('is sent by the fetch of the portal where a token is not enough', async () => {
    server.use(http.post(url, () => new HttpResponse(null, { status: 401 })));
    const created = new Response('{}', { status: 201 });
    fetchApi.fetch.mockResolvedValue(created);
    expect(await send()).toBe(created);
    expect(fetchApi.fetch).toHaveBeenCalledWith(
      url,
      expect.objectContaining({ method: 'POST', body: file }),
    );
  });

  it('can be called back', async () => {
    const controller = new AbortController();
    server.use(
      http.post(url, () => {
        controller.abort();
        return new Promise(() => {});
      }),
    );
    await expect(send({ signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await expect(send({ signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('fails when the server is gone', async () => {
    server.use(http.post(url, () => HttpResponse.error()));
    await expect(send()).rejects.toThrow('The connection was lost');
  });
});
