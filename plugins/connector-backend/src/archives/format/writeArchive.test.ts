import { hash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import {
  archiveOf,
  lineOf,
  manyLines,
  origin,
  readAll,
  shop,
  streamed,
} from './__testUtils__/archives';
import { canonicalJson } from './canonicalJson';
import { writeArchive } from './writeArchive';

// Some archives are of the size they are made for.
jest.setTimeout(60_000);

describe('writeArchive', () => {
  it('writes what is read again', async () => {
    const lines = manyLines(3);
    const { header, objects } = await readAll(await archiveOf(lines));
    expect(objects).toEqual(lines.map(line => ({ line })));
    expect(header).toMatchObject({
      ...origin,
      format: 'backstage-connector-archive',
      version: 1,
      objects: 3,
      byKind: { Component: 3 },
      parts: [{ name: 'objects-0001.ndjson', objects: 3 }],
    });
  });

  it('says the digest and the size of each part', async () => {
    const lines = manyLines(2);
    const { header } = await readAll(await archiveOf(lines));
    const text = lines.map(line => `${canonicalJson(line)}\n`).join('');
    expect(header.parts).toEqual([
      {
        name: 'objects-0001.ndjson',
        objects: 2,
        bytes: Buffer.byteLength(text),
        sha256: hash('sha256', text),
      },
    ]);
  });

  it('begins another part after 10,000 objects', async () => {
    const { header, objects } = await readAll(
      await archiveOf(manyLines(10_001)),
    );
    expect(header.parts.map(part => [part.name, part.objects])).toEqual([
      ['objects-0001.ndjson', 10_000],
      ['objects-0002.ndjson', 1],
    ]);
    expect(objects).toHaveLength(10_001);
  });

  it('begins another part after 16 MiB', async () => {
    const long = { ...shop, spec: { ...shop.spec, text: 'x'.repeat(2 ** 20) } };
    const { header } = await readAll(
      await archiveOf(Array(17).fill(lineOf(long))),
      { ratio: 10_000 },
    );
    expect(header.parts.map(part => part.objects)).toEqual([16, 1]);
  });

  it('writes an archive of nothing', async () => {
    const { header, objects } = await readAll(await archiveOf([]));
    expect(header).toMatchObject({ objects: 0, byKind: {}, parts: [] });
    expect(objects).toEqual([]);
  });

  it('gives the same bytes for the same lines', async () => {
    const lines = manyLines(50);
    const reversed = lines.map(
      line =>
        JSON.parse(JSON.stringify(line, Object.keys(line).reverse())) && {
          ...Object.fromEntries(Object.entries(line).reverse()),
        },
    ) as typeof lines;
    expect(await archiveOf(reversed)).toEqual(await archiveOf(lines));
  });

  it('reads on only as far as somebody reads the archive', async () => {
    let taken = 0;
    async function* lines() {
      for (const line of manyLines(20_000)) {
        taken += 1;
        yield { ...line, uid: hash('sha512', line.uid).repeat(20) };
      }
    }
    const archive = writeArchive({ lines: lines(), origin: () => origin });
    archive.read();
    await new Promise(resolve => archive.once('readable', resolve));
    expect(taken).toBeLessThan(2_000);
    await buffer(archive);
    expect(taken).toBe(20_000);
  });

  it('ends the lines when nobody reads on', async () => {
    let ended: () => void;
    const end = new Promise<void>(resolve => {
      ended = resolve;
    });
    async function* lines() {
      try {
        for (;;) {
          yield* manyLines(100);
        }
      } finally {
        ended();
      }
    }
    const archive = writeArchive({ lines: lines(), origin: () => origin });
    await new Promise(resolve => archive.once('readable', resolve));
    archive.destroy();
    await expect(end).resolves.toBeUndefined();
  });

  it('fails as the lines do', async () => {
    async function* lines() {
      yield lineOf();
      throw new Error('The catalog is gone');
    }
    const archive = writeArchive({ lines: lines(), origin: () => origin });
    await expect(buffer(archive)).rejects.toThrow('The catalog is gone');
  });

  it('refuses to write what nobody could read', async () => {
    const spec = { ...shop.spec, definition: 'é'.repeat(6 * 2 ** 20) };
    await expect(archiveOf([lineOf({ ...shop, spec })])).rejects.toThrow(
      'component:default/shop takes more than the 10485760 bytes',
    );
  });

  it('asks for its origin after the last line', async () => {
    const omitted: (typeof origin)['omitted'] = [];
    async function* lines() {
      yield lineOf();
      omitted.push({
        from: 'component:default/shop',
        path: 'spec.system',
        ref: 'system:default/retail',
        reason: 'not-found',
      });
    }
    const archive = writeArchive({
      lines: lines(),
      origin: () => ({ ...origin, omitted }),
    });
    const { header } = await readAll(await buffer(archive));
    expect(header.omitted).toEqual(omitted);
    expect(header.omitted).toHaveLength(1);
  });

  it('loses nothing, whatever the texts are', async () => {
    const text = fc.string({ unit: 'grapheme' });
    const value = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ title: text, spec: fc.dictionary(text, value) })),
        async entities => {
          const lines = entities.map(({ title, spec }, index) =>
            lineOf({
              apiVersion: 'example.com/v1',
              kind: 'Thing',
              metadata: { name: `thing-${index}`, uid: `${index}`, title },
              spec: JSON.parse(JSON.stringify(spec)),
            }),
          );
          const { objects } = await readAll(await archiveOf(lines));
          expect(objects.map(({ line }) => line)).toEqual(lines);
          expect(
            objects.every(({ invalid }) => !invalid?.includes('sha256')),
          ).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is read as it was written by the stream of another', async () => {
    const once = await archiveOf(manyLines(5));
    const { objects } = await readAll(once);
    const again = writeArchive({
      lines: streamed(objects.map(({ line }) => line)),
      origin: () => origin,
    });
    expect(await buffer(again)).toEqual(once);
  });
});
