import { createMockDirectory } from '@backstage/backend-test-utils';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { engines } from '../__testUtils__/databases';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import {
  archiveOf,
  component,
  importing,
  refusalOf,
  type Importing,
} from './__testUtils__/archiveWorld';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';

jest.setTimeout(60_000);

const MAX_BYTES = 40_000;

/** Of which nothing is saved when it is compressed. */
const endless = randomBytes(6_000).toString('hex');

const directory = createMockDirectory();
const usualTmpdir = process.env.TMPDIR;

describe.each(engines)('uploads of archives, portal on %s', engine => {
  let portal: ImportPortal;
  let ada: Importing;
  let elsewhere: Server;
  let origin: string;
  let served: Buffer;

  beforeAll(async () => {
    // Of this suite alone, so that a file that is left is its own.
    process.env.TMPDIR = directory.path;
    served = await archiveOf([component('fetched')]);
    elsewhere = createServer((asked, answer) => {
      answer.statusCode = asked.url?.includes('.zip?') ? 200 : 404;
      answer.end(answer.statusCode === 200 ? served : 'No secret=s3cr3t here');
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const { port } = elsewhere.address() as AddressInfo;
    origin = `http://localhost:${port}`;
    portal = await startImportPortal({
      database: await portalDatabase(engine),
      config: {
        backend: { reading: { allow: [{ host: `localhost:${port}` }] } },
      },
      connector: { archives: { limits: { fileBytes: MAX_BYTES } } },
    });
    ada = importing(portal);
  });
  afterAll(async () => {
    await portal.stop();
    elsewhere.close();
    if (usualTmpdir === undefined) {
      delete process.env.TMPDIR;
    } else {
      process.env.TMPDIR = usualTmpdir;
    }
  });

  /** Nothing but what was there is left in the database or as a file. */
  async function leavesNothing(refused: () => Promise<unknown>) {
    const knex = await portal.knexOf('connector');
    const left = async () => ({
      archives: await knex('archives').select('id', 'ready'),
      objects: await knex('archive_objects').count({ total: '*' }),
      files: (await readdir(tmpdir())).filter(it =>
        it.startsWith('connector-archive-'),
      ),
    });
    const before = await left();
    const answer = await refused();
    await eventually(async () => expect(await left()).toEqual(before));
    return answer;
  }

  it('AR-11: keeps nothing of what is no archive', async () => {
    const refusal = await leavesNothing(() =>
      refusalOf(ada.upload(Buffer.from('Not a zip at all'))),
    );

    expect(refusal).toEqual({
      status: 400,
      message: expect.stringContaining('zip'),
    });
  });

  it('AR-11: keeps nothing of an archive that is damaged in its last part', async () => {
    // The first 200 are in the database by then.
    const bytes = await archiveOf(
      Array.from({ length: 230 }, (_, n) => component(`part-${n}`)),
      ref => (ref.endsWith('part-229') ? { uid: '' } : {}),
    );

    const refusal = await leavesNothing(() => refusalOf(ada.upload(bytes)));

    expect(refusal).toMatchObject({ status: 400 });
  });

  it('AR-10: refuses what is larger than the limit, while it arrives', async () => {
    const refusal = await leavesNothing(() =>
      refusalOf(ada.upload(Buffer.alloc(MAX_BYTES + 1))),
    );

    expect(refusal).toEqual({
      status: 400,
      message: `The file is larger than ${MAX_BYTES} bytes; export less at once, or raise connector.archives.limits.fileBytes in app-config`,
    });
  });

  it('AR-10: keeps nothing of an upload that is cut off in the middle', async () => {
    const token = await portal.userToken();
    await leavesNothing(async () => {
      const upload = request(
        `${portal.url}/api/connector/v1/archives?fileName=cut.zip`,
        {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${token}`,
            'Content-Type': 'application/zip',
            'Content-Length': served.length,
          },
        },
      );
      const closed = new Promise(resolve => upload.on('close', resolve));
      upload.on('error', () => {});
      upload.write(served.subarray(0, served.length / 2));
      await eventually(async () => {
        const files = await readdir(tmpdir());
        expect(files.some(it => it.startsWith('connector-archive-'))).toBe(
          true,
        );
      });
      upload.destroy();
      await closed;
    });
    expect((await portal.client.listArchives()).items).toEqual([]);
  });

  it('AR-10: reads an archive from a URL that the backend may read', async () => {
    const archive = await portal.client.fetchArchive({
      body: { url: `${origin}/exports/shop.zip?token=s3cr3t` },
    });

    expect(archive).toMatchObject({ fileName: 'shop.zip', objects: 1 });
    expect(await ada.apply(await ada.plan(archive))).toMatchObject({
      state: 'succeeded',
    });
  });

  it.each([
    [
      'that has nothing',
      () => `${origin}/nothing`,
      'There is no file at {url}; check the URL',
    ],
    [
      'that it may not read',
      () => 'http://169.254.169.254/x.zip',
      'The backend cannot read {url}; check the URL, and backend.reading.allow and integrations in app-config',
    ],
  ])('AR-10: says nothing secret of a URL %s', async (_, where, said) => {
    const url = where();
    const refusal = await leavesNothing(() =>
      refusalOf(
        portal.client.fetchArchive({ body: { url: `${url}?token=s3cr3t` } }),
      ),
    );

    expect(refusal).toEqual({
      status: 400,
      message: said.replace('{url}', url),
    });
  });

  it('AR-12: lists an object that is not valid, and imports the rest', async () => {
    const archive = await ada.upload(
      await archiveOf([
        component('valid'),
        component('bad name!'),
        component('tagged', {}, { tags: ['No Tag'] }),
        // Neither an index nor a request of the catalog has room for it.
        component(endless),
        component('lost', { dependsOn: [`component:default/${endless}`] }),
      ]),
    );
    expect(archive).toMatchObject({ objects: 5, invalid: 4 });
    const { items } = await portal.client.listArchiveObjects({
      params: { id: archive.id },
    });
    expect(items.map(it => it.invalid)).toEqual([
      undefined,
      expect.stringContaining('name'),
      expect.stringContaining('tag'),
      'entityRef is longer than any reference',
      'references[0] is longer than any reference',
    ]);

    const run = await ada.apply(await ada.plan(archive));

    expect(run).toMatchObject({ state: 'partial', byAction: { create: 1 } });
  });

  it('AR-10: finds objects by kind, namespace and text, page by page', async () => {
    const archive = await ada.upload(
      await archiveOf(
        [
          component('one'),
          component('two', {}, { namespace: 'other', title: 'Zwei 100%' }),
          component('three', {}, { title: 'Drei' }),
        ],
        ref => ({ topLevel: !ref.endsWith('/three') }),
      ),
    );
    const list = async (query: object) => {
      const params = { id: archive.id };
      const page = await portal.client.listArchiveObjects({ params, query });
      return page.items.map(it => it.ref.split('/')[1]);
    };
    expect(await list({ kind: 'component' })).toEqual(['one', 'two', 'three']);
    expect(await list({ kind: 'api' })).toEqual([]);
    expect(await list({ namespace: 'other' })).toEqual(['two']);
    expect(await list({ topLevel: 'false' })).toEqual(['three']);
    expect(await list({ text: 'ZWEI' })).toEqual(['two']);
    expect(await list({ text: '100%' })).toEqual(['two']);
    expect(await list({ text: '%' })).toEqual(['two']);
    expect(await list({ text: 'default/' })).toEqual(['one', 'three']);
    const first = await portal.client.listArchiveObjects({
      params: { id: archive.id },
      query: { limit: 2 },
    });
    expect(first).toMatchObject({ total: 3, items: [{ seq: 1 }, { seq: 2 }] });
    expect(await list({ limit: 2, cursor: first.nextCursor })).toEqual([
      'three',
    ]);
  });
});
