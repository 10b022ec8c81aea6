import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import express from 'express';
import PromiseRouter from 'express-promise-router';
import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { eventually } from '../__testUtils__/eventually';
import { createRoute, type Operation } from './createRoute';
import { errorPresenter } from './errorPresenter';

const closing: (() => void)[] = [];

afterEach(() => {
  closing.splice(0).forEach(close => close());
});

/** A server with one operation that receives a file and one that sends one. */
async function setUp(operations: {
  upload?: Operation<'uploadArchive'>;
  download?: Operation<'downloadExport'>;
}) {
  const auditor = mockServices.auditor.mock();
  const [success, fail] = [jest.fn(), jest.fn()];
  auditor.createEvent.mockResolvedValue({ success, fail });
  const route = createRoute({
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.user(),
    }),
    auditor,
  });
  const router = PromiseRouter();
  router.use(express.json());
  const unused = async () => {
    throw new Error('is not called');
  };
  route(router, 'uploadArchive', operations.upload ?? unused);
  route(router, 'downloadExport', operations.download ?? unused);
  router.use(errorPresenter(mockServices.logger.mock()));
  const app = express();
  app.use(router);
  const answerError: express.ErrorRequestHandler = (error, _, res, next) =>
    res.headersSent
      ? next(error)
      : void res.status(400).json({ message: error.message });
  app.use(answerError);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    success,
    fail,
    open: (path: string, type: string) =>
      httpRequest(`${url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': type },
      }),
    download: () =>
      fetch(`${url}/v1/exports`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ query: {} }),
      }),
    upload: (body: BodyInit, type = 'application/zip') =>
      fetch(`${url}/v1/archives?fileName=a.zip`, {
        method: 'POST',
        headers: { 'Content-Type': type },
        body,
      }),
  };
}

const answer = { id: 'a-1' } as Awaited<ReturnType<Operation<'uploadArchive'>>>;

describe('a file that is sent', () => {
  it('has a name, a type and its headers, and is recorded when it is sent', async () => {
    const { download, success } = await setUp({
      download: async () => ({
        id: 'e-1',
        fileName: 'Café "x".zip',
        headers: { 'X-Export-Id': 'e-1' },
        body: Readable.from([Buffer.from('ab'), Buffer.from('c')]),
      }),
    });
    const response = await download();
    await expect(response.text()).resolves.toBe('abc');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="Caf_ _x_.zip"; filename*=UTF-8''Caf%C3%A9%20%22x%22.zip`,
      'cache-control': 'no-store',
      'x-export-id': 'e-1',
      'access-control-expose-headers': 'Content-Disposition, X-Export-Id',
    });
    await eventually(() =>
      expect(success).toHaveBeenCalledWith({ meta: { resultId: 'e-1' } }),
    );
  });

  it('may be empty', async () => {
    const { download } = await setUp({
      download: async () => ({ fileName: 'x', body: Readable.from([]) }),
    });
    await expect((await download()).text()).resolves.toBe('');
  });

  it('is an error while nothing has been sent', async () => {
    const { download, fail } = await setUp({
      download: async () => ({
        fileName: 'x',
        body: Readable.from(failing([])),
      }),
    });
    const response = await download();
    await expect(response.json()).resolves.toEqual({ message: 'no more' });
    expect(response.headers.has('content-disposition')).toBe(false);
    expect(fail).toHaveBeenCalled();
  });

  it('is cut off when it fails in the middle', async () => {
    const { download, fail } = await setUp({
      download: async () => ({
        fileName: 'x',
        body: Readable.from(failing(['a lot'])),
      }),
    });
    const response = await download();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
    await eventually(() => expect(fail).toHaveBeenCalled());
  });

  it('is no longer made when the caller goes away', async () => {
    let stopped = false;
    let departure: AbortSignal | undefined;
    async function* endless() {
      try {
        for (;;) {
          yield Buffer.alloc(65_536);
        }
      } finally {
        stopped = true;
      }
    }
    const { open, fail } = await setUp({
      download: async (_, __, signal) => {
        departure = signal;
        return { fileName: 'x', body: Readable.from(endless()) };
      },
    });
    const sent = open('/v1/exports', 'application/json').end('{"query":{}}');
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    await once(response, 'data');
    response.destroy();
    await eventually(() => {
      expect(stopped).toBe(true);
      expect(departure?.aborted).toBe(true);
      const [{ error }] = fail.mock.calls[0];
      expect(error.message).toContain('The caller went away');
    });
  });
});

describe('a file that is received', () => {
  it('is read as it comes, whatever it looks like', async () => {
    const { upload } = await setUp({
      upload: async ({ body, query }) => ({
        ...answer,
        id: `${query.fileName}: ${await text(body)}`,
      }),
    });
    const response = await upload('{"not": json');
    expect(response.status).toBe(201);
    await expect(response.json()).resolves.toEqual({
      id: 'a.zip: {"not": json',
    });
  });

  it('must be of the type', async () => {
    const { upload } = await setUp({});
    const response = await upload('{}', 'application/json');
    await expect(response.json()).resolves.toEqual({
      message:
        'Send the file as the body, with the header "Content-Type: application/zip"',
    });
  });

  it('can be refused before all of it has come, with an answer', async () => {
    const { upload } = await setUp({
      upload: async ({ body }) => {
        for await (const _ of body) {
          throw new InputError('Too large');
        }
        return answer;
      },
    });
    const response = await upload(Buffer.alloc(20_000_000));
    expect(response.status).toBe(400);
    await expect(response.json()).resolves.toEqual({ message: 'Too large' });
  });

  it('that is cut off fails whoever reads it', async () => {
    const failures: unknown[] = [];
    const { open } = await setUp({
      upload: async ({ body }) => {
        await text(body).catch(error => failures.push(error.message));
        return answer;
      },
    });
    const sent = open('/v1/archives?fileName=a.zip', 'application/zip');
    sent.on('error', () => {});
    sent.write('half of it');
    await new Promise(resolve => sent.once('socket', resolve));
    sent.flushHeaders();
    await eventually(() =>
      expect(sent.socket?.bytesWritten).toBeGreaterThan(0),
    );
    sent.destroy();
    await eventually(() =>
      expect(failures).toEqual(['The upload was cut off before its end']),
    );
  });
});

async function* failing(first: string[]) {
  yield* first.map(it => Buffer.from(it));
  throw new InputError('no more');
}
