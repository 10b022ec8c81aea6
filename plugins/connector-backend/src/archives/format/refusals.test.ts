import { hash } from 'node:crypto';
import { constants, deflateRawSync } from 'node:zlib';
import {
  archiveRefusals,
  type ArchiveRefusalCode,
} from '@backstage-connector/plugin-connector-common';
import {
  archiveFiles,
  archiveOf,
  lineOf,
  manyLines,
  origin,
  readAll,
  shop,
} from './__testUtils__/archives';
import { buildZip, type ZipFileToBuild } from './__testUtils__/buildZip';
import { ArchiveRefusedError } from './ArchiveRefusedError';
import type { ArchiveLimits } from './limits';

/** A file that must be refused, and with which words. */
interface Hostile {
  readonly code: ArchiveRefusalCode;
  readonly what: string;
  readonly bytes: () => Buffer | Promise<Buffer>;
  readonly says: string;
  readonly limits?: Partial<ArchiveLimits>;
}

const line = `${JSON.stringify(lineOf())}\n`;
const [header, part] = archiveFiles();

/** A good archive but for what is said of its part, or added to it. */
const withPart = (said: Partial<ZipFileToBuild>) =>
  buildZip([header, { ...part, ...said }]);
const withFile = (name: string, said: Partial<ZipFileToBuild> = {}) =>
  buildZip([header, part, { name, content: 'x', ...said }]);
const withText = (text: Buffer | string) => buildZip(archiveFiles(text));
const withHeader = (said: Parameters<typeof archiveFiles>[1]) =>
  buildZip(archiveFiles(undefined, said));
const withLine = (said: object) =>
  withText(`${JSON.stringify({ ...lineOf(), ...said })}\n`);

const sha = (text: string) => hash('sha256', text);
const partSaid = { name: part.name, objects: 1, bytes: line.length };

/** Deflated bytes that unpack to `mebibytes` of one letter, made without unpacking them. */
function deflatedLetters(mebibytes: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(2 ** 20, 'a'), {
    finishFlush: constants.Z_FULL_FLUSH,
  });
  const end = deflateRawSync(Buffer.alloc(0));
  return Buffer.concat([...Array(mebibytes).fill(piece), end]);
}

const hostiles: Hostile[] = [
  {
    code: 'not-a-zip',
    what: 'an empty file',
    bytes: () => Buffer.alloc(0),
    says: 'The file is not a zip.',
  },
  {
    code: 'not-a-zip',
    what: 'a YAML file',
    bytes: () => Buffer.from('apiVersion: backstage.io/v1alpha1\n'.repeat(99)),
    says: 'The file is not a zip.',
  },
  {
    code: 'truncated',
    what: 'an upload that was cut off in the middle',
    bytes: async () => {
      const whole = await archiveOf(manyLines(100));
      return whole.subarray(0, whole.length / 2);
    },
    says: 'The file is cut off',
  },
  {
    code: 'truncated',
    what: 'a file without its last byte',
    bytes: async () => (await archiveOf([lineOf()])).subarray(0, -1),
    says: 'The file is cut off',
  },
  {
    code: 'damaged',
    what: 'a directory that lies elsewhere',
    bytes: () => {
      const bytes = buildZip([header, part]);
      bytes.writeUInt32LE(bytes.length, bytes.length - 6);
      return bytes;
    },
    says: 'The zip is damaged: unexpected EOF.',
  },
  {
    code: 'damaged',
    what: 'a directory with another size than it has',
    bytes: () => {
      const bytes = buildZip([header, part]);
      bytes.writeUInt32LE(7, bytes.length - 10);
      return bytes;
    },
    says: 'its directory has 123 bytes, not the 7 it says',
  },
  {
    code: 'damaged',
    what: 'bytes that are not deflated',
    bytes: () => withPart({ packed: Buffer.alloc(50, 0xff) }),
    says: '"objects-0001.ndjson" cannot be unpacked',
  },
  {
    code: 'damaged',
    what: 'deflated bytes without their end',
    bytes: () =>
      withPart({ packed: deflateRawSync(Buffer.from(line)).subarray(0, 99) }),
    says: '"objects-0001.ndjson" cannot be unpacked',
  },
  {
    code: 'damaged',
    what: 'a header with another CRC',
    bytes: () =>
      buildZip([{ ...header, directory: { crc: 7 }, local: { crc: 7 } }, part]),
    says: 'the CRC of archive.json is wrong',
  },
  {
    code: 'stray-bytes',
    what: 'bytes after the end',
    bytes: () => buildZip([header, part], { after: Buffer.from('<script>') }),
    says: 'The 8 bytes at',
  },
  {
    code: 'stray-bytes',
    what: 'a comment, in which another end could hide',
    bytes: () => buildZip([header, part], { comment: 'by hand' }),
    says: 'The 7 bytes at',
  },
  {
    code: 'stray-bytes',
    what: 'a program before the first file',
    bytes: () =>
      buildZip([{ ...header, before: Buffer.from('#!/bin/sh\n') }, part]),
    says: 'The 10 bytes at 0 belong to no file',
  },
  {
    code: 'stray-bytes',
    what: 'bytes between two files',
    bytes: () => buildZip([header, { ...part, before: Buffer.alloc(5) }]),
    says: 'The 5 bytes at',
  },
  {
    code: 'stray-bytes',
    what: 'bytes after the end of what is deflated',
    bytes: () =>
      withPart({
        packed: Buffer.concat([deflateRawSync(line), Buffer.alloc(6)]),
      }),
    says: 'The 6 bytes at',
  },
  {
    code: 'header-mismatch',
    what: 'two names for the same bytes',
    bytes: () =>
      buildZip([
        header,
        part,
        {
          ...part,
          at: 1,
          directory: { name: 'objects-0002.ndjson' },
          local: { name: 'objects-0002.ndjson' },
          name: 'objects-0001.ndjson',
        },
      ]),
    says: 'different things about "objects-0002.ndjson": its name',
  },
  {
    code: 'header-mismatch',
    what: 'another name in the entry',
    bytes: () => withPart({ local: { name: 'objects-0009.ndjson' } }),
    says: 'about "objects-0001.ndjson": its name',
  },
  {
    code: 'header-mismatch',
    what: 'another way of packing in the entry',
    bytes: () => withPart({ local: { method: 0 } }),
    says: 'about "objects-0001.ndjson": how it is packed',
  },
  {
    code: 'header-mismatch',
    what: 'other flags in the entry',
    bytes: () => withPart({ local: { flags: 1 } }),
    says: 'about "objects-0001.ndjson": its flags',
  },
  {
    code: 'header-mismatch',
    what: 'another size in the entry',
    bytes: () => withPart({ local: { bytes: 1 } }),
    says: 'about "objects-0001.ndjson": its size',
  },
  {
    code: 'header-mismatch',
    what: 'another CRC in the entry',
    bytes: () => withPart({ local: { crc: 1 } }),
    says: 'about "objects-0001.ndjson": its CRC',
  },
  {
    code: 'header-mismatch',
    what: 'a data descriptor that is none',
    bytes: () => withPart({ directory: { flags: 8 }, local: { flags: 8 } }),
    says: 'about "objects-0001.ndjson": what follows its bytes',
  },
  {
    code: 'file-too-large',
    what: 'a file over the limit',
    bytes: () => buildZip([header, part]),
    limits: { fileBytes: 100 },
    says: 'at most 100 are read. Export less at once, or ask an administrator of the portal to raise connector.archives.limits.fileBytes',
  },
  {
    code: 'too-many-entries',
    what: 'more files than the limit',
    bytes: () => buildZip([header, part]),
    limits: { entries: 1 },
    says: 'The zip holds 2 files; at most 1 are read.',
  },
  {
    code: 'unpacked-too-large',
    what: 'a bomb of many files',
    bytes: () =>
      buildZip([
        header,
        ...[1, 2, 3].map(number => ({
          name: `objects-000${number}.ndjson`,
          content: Buffer.alloc(2 ** 20, 'a'),
        })),
      ]),
    limits: { unpackedBytes: 2 ** 21, ratio: 10_000 },
    says: 'at most 2097152 are read',
  },
  {
    code: 'ratio-too-high',
    what: 'a bomb',
    bytes: () => withPart({ content: Buffer.alloc(2 ** 24, ' ') }),
    says: '"objects-0001.ndjson" is 1029 times larger unpacked than packed; at most 200 times',
  },
  {
    code: 'wrong-size',
    what: 'a bomb that says it is small',
    bytes: () =>
      withPart({
        packed: deflatedLetters(64),
        directory: { bytes: line.length },
        local: { bytes: line.length },
      }),
    says: `"objects-0001.ndjson" does not have the ${line.length} bytes`,
  },
  {
    code: 'wrong-size',
    what: 'a file that says it is larger than it is',
    bytes: () => {
      const bytes = line.length + 1;
      const [said] = archiveFiles(line, {
        parts: [{ ...partSaid, bytes, sha256: sha(line) }],
      });
      return buildZip([
        said,
        { ...part, directory: { bytes }, local: { bytes } },
      ]);
    },
    says: `does not have the ${line.length + 1} bytes`,
  },
  {
    code: 'wrong-size',
    what: 'a lie in 64 bits',
    bytes: () => {
      const bytes = line.length + 1;
      const [said] = archiveFiles(line, {
        parts: [{ ...partSaid, bytes, sha256: sha(line) }],
      });
      return buildZip(
        [
          said,
          { ...part, zip64: true, directory: { bytes }, local: { bytes } },
        ],
        { zip64: true },
      );
    },
    says: `does not have the ${line.length + 1} bytes`,
  },
  {
    code: 'unsafe-path',
    what: 'a way up',
    bytes: () => withFile('../../etc/passwd'),
    says: 'The zip holds "../../etc/passwd", a path that leads out of it.',
  },
  {
    code: 'unsafe-path',
    what: 'a way up in the middle',
    bytes: () => withFile('objects/../../x'),
    says: '"objects/../../x"',
  },
  {
    code: 'unsafe-path',
    what: 'an absolute path',
    bytes: () => withFile('/etc/passwd'),
    says: '"/etc/passwd"',
  },
  {
    code: 'unsafe-path',
    what: 'a drive',
    bytes: () => withFile('C:evil.ndjson'),
    says: '"C:evil.ndjson"',
  },
  {
    code: 'unsafe-path',
    what: 'the separator of Windows',
    bytes: () => withFile('..\\evil.ndjson'),
    says: '"..\\\\evil.ndjson"',
  },
  {
    code: 'symlink',
    what: 'a symbolic link',
    bytes: () => withPart({ mode: 0o120777 }),
    says: '"objects-0001.ndjson" is not a file, but a link or a device.',
  },
  {
    code: 'symlink',
    what: 'a device',
    bytes: () => withPart({ mode: 0o060666 }),
    says: 'a link or a device',
  },
  {
    code: 'duplicate-entry',
    what: 'the same name twice',
    bytes: () => buildZip([header, part, part]),
    says: 'The zip holds "objects-0001.ndjson" twice.',
  },
  {
    code: 'duplicate-entry',
    what: 'two headers',
    bytes: () => buildZip([header, header, part]),
    says: 'The zip holds "archive.json" twice.',
  },
  {
    code: 'nested-zip',
    what: 'a zip in the zip',
    bytes: () => withFile('archive.zip', { content: buildZip([header, part]) }),
    says: '"archive.zip" is a zip in the zip.',
  },
  {
    code: 'nested-zip',
    what: 'a zip under the name of a part',
    bytes: () => withText(buildZip([header, part])),
    says: 'objects-0001.ndjson is a zip in the zip.',
  },
  {
    code: 'unexpected-entry',
    what: 'a file of something else',
    bytes: () => withFile('readme.md'),
    says: 'The zip holds "readme.md", which is no part of an archive.',
  },
  {
    code: 'unexpected-entry',
    what: 'a folder',
    bytes: () => withFile('objects/', { content: '', mode: 0o040755 }),
    says: '"objects/"',
  },
  {
    code: 'unexpected-entry',
    what: 'a very long name with other characters',
    bytes: () => withFile(`\n\u001b[31m${'x'.repeat(5000)}`),
    says: `"\\n\\u001b[31m${'x'.repeat(94)}…"`,
  },
  {
    code: 'encrypted-entry',
    what: 'an encrypted file',
    bytes: () => withPart({ flags: 1 }),
    says: '"objects-0001.ndjson" is encrypted. Make the zip without a password.',
  },
  {
    code: 'unsupported-compression',
    what: 'another way of packing',
    bytes: () => withPart({ method: 14 }),
    says: '"objects-0001.ndjson" is packed with method 14',
  },
  {
    code: 'missing-header',
    what: 'a zip without a header',
    bytes: () => buildZip([part]),
    says: 'The zip holds no archive.json.',
  },
  {
    code: 'missing-header',
    what: 'an empty zip',
    bytes: () => buildZip([]),
    says: 'The zip holds no archive.json.',
  },
  {
    code: 'header-too-large',
    what: 'a header over the limit',
    bytes: () => buildZip([header, part]),
    limits: { headerBytes: 10 },
    says: 'at most 10 are read',
  },
  {
    code: 'invalid-header',
    what: 'a header that lacks a field',
    bytes: () => withHeader({ createdBy: undefined }),
    says: 'archive.json is not the header of an archive: createdBy is required.',
  },
  {
    code: 'invalid-header',
    what: 'a header that is a list',
    bytes: () => buildZip([{ ...header, content: '[]' }, part]),
    says: 'it must be an object',
  },
  {
    code: 'invalid-header',
    what: 'a header that is null',
    bytes: () => buildZip([{ ...header, content: 'null' }, part]),
    says: 'it must be an object',
  },
  {
    code: 'invalid-header',
    what: 'a part with a path for a name',
    bytes: () =>
      withHeader({
        parts: [
          { ...partSaid, name: '../objects-0001.ndjson', sha256: sha('') },
        ],
      }),
    says: 'parts[0].name',
  },
  {
    code: 'invalid-header',
    what: 'a part that is named twice',
    bytes: () => {
      const it = { ...partSaid, sha256: sha(line) };
      return withHeader({ parts: [it, it], objects: 2, byKind: { A: 2 } });
    },
    says: 'parts names objects-0001.ndjson twice',
  },
  {
    code: 'invalid-header',
    what: 'a catalog with an endless name',
    bytes: () =>
      withHeader({ source: { ...origin.source, instance: 'x'.repeat(101) } }),
    says: 'source.instance must be at most 100 characters long',
  },
  {
    code: 'unknown-format',
    what: 'another format',
    bytes: () => withHeader({ format: 'centrasite' }),
    says: 'archive.json says it is "centrasite"; only backstage-connector-archive is read.',
  },
  {
    code: 'unknown-version',
    what: 'a version of the future',
    bytes: () => withHeader({ version: 2 }),
    says: 'The archive has version 2 of the format; this portal reads 1. Update this portal',
  },
  {
    code: 'missing-part',
    what: 'a part that is not there',
    bytes: () => buildZip([header]),
    says: 'archive.json names objects-0001.ndjson, which the zip does not hold.',
  },
  {
    code: 'extra-part',
    what: 'a part that nobody named',
    bytes: () => withFile('objects-0002.ndjson'),
    says: 'The zip holds objects-0002.ndjson, which archive.json does not name.',
  },
  {
    code: 'wrong-digest',
    what: 'a part that was changed',
    bytes: () =>
      buildZip([header, { ...part, content: line.replace('Sells', 'Stole') }]),
    says: 'objects-0001.ndjson is not what was exported',
  },
  {
    code: 'wrong-count',
    what: 'another number of lines',
    bytes: () =>
      withHeader({
        objects: 2,
        byKind: { Component: 2 },
        parts: [{ ...partSaid, objects: 2, sha256: sha(line) }],
      }),
    says: 'objects-0001.ndjson has 1 objects; archive.json says 2.',
  },
  {
    code: 'wrong-count',
    what: 'another size',
    bytes: () =>
      withHeader({ parts: [{ ...partSaid, bytes: 5, sha256: sha(line) }] }),
    says: `objects-0001.ndjson has ${line.length} bytes; archive.json says 5.`,
  },
  {
    code: 'wrong-count',
    what: 'parts that do not add up',
    bytes: () => withHeader({ objects: 7 }),
    says: 'The list of parts has 1 objects; archive.json says 7.',
  },
  {
    code: 'wrong-count',
    what: 'kinds that do not add up',
    bytes: () => withHeader({ byKind: { API: 3 } }),
    says: 'The list of kinds has 3 objects; archive.json says 1.',
  },
  {
    code: 'wrong-count',
    what: 'other kinds',
    bytes: () => withHeader({ byKind: { API: 1 } }),
    says: 'The kind "API" has 0 objects; archive.json says 1.',
  },
  {
    code: 'wrong-count',
    what: 'an object of a kind that the header does not name',
    bytes: () =>
      withText(`${JSON.stringify(lineOf({ ...shop, kind: 'API' }))}\n`),
    says: 'The kind "Component" has 0 objects; archive.json says 1.',
  },
  {
    code: 'wrong-count',
    what: 'a kind in the header that is no name',
    bytes: () => withHeader({ byKind: { ['\n'.repeat(9_999)]: 1 } }),
    says: `The kind "${'\\n'.repeat(100)}…" has 0 objects`,
  },
  {
    code: 'too-many-objects',
    what: 'more objects than the limit',
    bytes: () => archiveOf(manyLines(3)),
    limits: { objects: 2 },
    says: 'The archive has 3 objects; at most 2 are read.',
  },
  {
    code: 'too-many-references',
    what: 'an object with more references than the limit',
    bytes: () => archiveOf([lineOf()]),
    limits: { objectReferences: 1 },
    says: 'Line 1 of objects-0001.ndjson has more than 1 references. Export less at once, or ask an administrator of the portal to raise connector.archives.limits.objectReferences',
  },
  {
    code: 'too-many-references',
    what: 'more references of all objects than the limit',
    bytes: () => archiveOf(manyLines(3)),
    limits: { references: 5 },
    says: 'The archive has more than 5 references. Export less at once, or ask an administrator of the portal to raise connector.archives.limits.references',
  },
  {
    code: 'line-too-long',
    what: 'a line over the limit',
    bytes: () => archiveOf([lineOf()]),
    limits: { lineBytes: 200 },
    says: 'Line 1 of objects-0001.ndjson has more than 200 bytes.',
  },
  {
    code: 'line-too-long',
    what: 'the second line over the limit',
    bytes: () => withText(`${line}${'x'.repeat(2000)}\n`),
    limits: { lineBytes: 1000 },
    says: 'Line 2 of objects-0001.ndjson has more than 1000 bytes.',
  },
  {
    code: 'invalid-utf8',
    what: 'a line in Latin 1',
    bytes: () => withText(Buffer.from(line.replace('Sells', '\xfc'), 'latin1')),
    says: 'Line 1 of objects-0001.ndjson is not UTF-8.',
  },
  {
    code: 'invalid-utf8',
    what: 'a header in UTF-16',
    bytes: () =>
      buildZip([
        { ...header, content: Buffer.from('\ufeff{"a":"é"}', 'utf16le') },
        part,
      ]),
    says: 'archive.json is not UTF-8.',
  },
  {
    code: 'not-json',
    what: 'a line that is no JSON',
    bytes: () => withText(`${line}{'uid': 1}\n`),
    says: 'Line 2 of objects-0001.ndjson is not JSON.',
  },
  {
    code: 'not-json',
    what: 'an empty line',
    bytes: () => withText(`\n${line}`),
    says: 'Line 1 of objects-0001.ndjson is not JSON.',
  },
  {
    code: 'not-json',
    what: 'a header that is YAML',
    bytes: () => buildZip([{ ...header, content: 'format: x' }, part]),
    says: 'archive.json is not JSON.',
  },
  {
    code: 'too-deep',
    what: 'a line of ten million lists',
    bytes: () => withText('['.repeat(10_000_000)),
    limits: { ratio: 10_000 },
    says: 'Line 1 of objects-0001.ndjson nests objects and lists more than 64 deep.',
  },
  {
    code: 'too-deep',
    what: 'a header of many objects in one another',
    bytes: () =>
      buildZip([{ ...header, content: '{"a":'.repeat(10_000) }, part]),
    says: 'archive.json nests objects and lists more than 64 deep.',
  },
  {
    code: 'too-many-values',
    what: 'a small file with millions of objects in its header',
    bytes: () => withHeader({ omitted: Array(1_000_000).fill({}) }),
    limits: { ratio: 10_000 },
    says: 'archive.json has more than 2000000 values.',
  },
  {
    code: 'too-many-values',
    what: 'a line with more values than the limit',
    bytes: () => withLine({ references: Array(30).fill(0) }),
    limits: { values: 30 },
    says: 'Line 1 of objects-0001.ndjson has more than 30 values.',
  },
  {
    code: 'too-many-values',
    what: 'a header with more kinds than the limit',
    bytes: () =>
      withHeader({
        byKind: Object.fromEntries(
          Array.from({ length: 1_000 }, (_, at) => [`k${at}`, 0]),
        ),
      }),
    limits: { values: 1_000 },
    says: 'archive.json has more than 1000 values.',
  },
  {
    code: 'not-an-object',
    what: 'a line that is a list',
    bytes: () => withText('[]\n'),
    says: 'Line 1 of objects-0001.ndjson is not an object of the format: it must be an object.',
  },
  {
    code: 'not-an-object',
    what: 'a line without a uid',
    bytes: () => withLine({ uid: undefined }),
    says: 'uid is required',
  },
  {
    code: 'not-an-object',
    what: 'a line with another date',
    bytes: () => withLine({ modifiedAt: 'yesterday' }),
    says: 'modifiedAt',
  },
  {
    code: 'not-an-object',
    what: 'a line whose entity is a text',
    bytes: () => withLine({ entity: 'x' }),
    says: 'entity must be an object',
  },
  {
    code: 'not-an-object',
    what: 'a line whose references are none',
    bytes: () => withLine({ references: [{ path: 'spec.system' }] }),
    says: 'references[0].ref is required',
  },
];

async function refusalOf({ bytes, limits }: Hostile): Promise<unknown> {
  const given = await bytes();
  return readAll(given, limits).catch(error => error);
}

describe('An archive is refused', () => {
  it.each(hostiles.map(it => [it.code, it.what, it] as const))(
    '%s: %s',
    async (code, _, hostile) => {
      const error = await refusalOf(hostile);
      expect(error).toBeInstanceOf(ArchiveRefusedError);
      expect(error).toMatchObject({ code, name: 'InputError' });
      expect((error as Error).message).toContain(hostile.says);
      // Nothing is left to be filled in.
      expect((error as Error).message).not.toMatch(/\{\w+\}/);
    },
  );

  it('overlapping-entries: an entry in the bytes of another', async () => {
    const inner = buildZip([part]).subarray(0, -22 - 46 - part.name.length);
    const bytes = buildZip([
      header,
      { name: 'objects-0002.ndjson', content: inner, stored: true },
      { ...part, at: 1 },
    ]);
    // The third entry of the directory lies in the second.
    const at = bytes.lastIndexOf(Buffer.from(part.name)) - 4;
    const outside = bytes.indexOf(Buffer.from('objects-0002.ndjson'));
    bytes.writeUInt32LE(outside + part.name.length, at);
    const error = await readAll(bytes).catch(it => it);
    expect(error).toMatchObject({ code: 'overlapping-entries' });
    expect(error.message).toContain(
      '"objects-0001.ndjson" overlaps "objects-0002.ndjson"',
    );
  });

  it('line-too-long: a line of 2 GB, of which little is ever held', async () => {
    const mebibytes = 2048;
    // What follows the first half cannot be unpacked, and nobody tries to.
    const good = deflatedLetters(mebibytes);
    const packed = Buffer.concat([
      good.subarray(0, good.length / 2),
      Buffer.alloc(good.length / 2, 0xff),
    ]);
    const said = { bytes: mebibytes * 2 ** 20, packedBytes: packed.length };
    const [top] = archiveFiles('', {
      parts: [{ ...partSaid, bytes: said.bytes, sha256: sha('') }],
    });
    const bytes = buildZip([
      top,
      { name: part.name, content: '', packed, directory: said, local: said },
    ]);
    const before = process.memoryUsage().rss;
    const error = await readAll(bytes, { ratio: 10_000 }).catch(it => it);
    expect(error).toMatchObject({ code: 'line-too-long' });
    expect(error.message).toContain('more than 10485760 bytes');
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
  });

  it('for each reason there is', () => {
    const tested = new Set(hostiles.map(({ code }) => code));
    tested.add('overlapping-entries');
    expect(
      Object.keys(archiveRefusals).filter(
        code => !tested.has(code as ArchiveRefusalCode),
      ),
    ).toEqual([]);
  });
});

describe('An archive is accepted', () => {
  it.each<[string, () => Buffer]>([
    [
      'in 64 bits',
      () =>
        buildZip(
          [header, part].map(it => ({ ...it, zip64: true })),
          { zip64: true },
        ),
    ],
    ['with an end in 64 bits', () => buildZip([header, part], { zip64: true })],
    [
      'stored',
      () => buildZip([header, part].map(it => ({ ...it, stored: true }))),
    ],
    ['with signed descriptors', () => withPart({ descriptor: 'signed' })],
    ['with bare descriptors', () => withPart({ descriptor: 'bare' })],
    ['with long descriptors', () => withPart({ descriptor: 'long' })],
    ['with the header at its end', () => buildZip([part, header])],
    ['without an end of the last line', () => withText(line.trimEnd())],
  ])('%s', async (_, bytes) => {
    expect((await readAll(bytes())).objects).toEqual([{ line: lineOf() }]);
  });

  it('with brackets in its texts, which open nothing', async () => {
    const entity = { ...shop, spec: { ...shop.spec, type: '[{"'.repeat(100) } };
    const given = lineOf(entity);

    const { objects } = await readAll(await archiveOf([given]), {
      values: 100,
    });

    expect(objects).toEqual([{ line: given }]);
  });
});
