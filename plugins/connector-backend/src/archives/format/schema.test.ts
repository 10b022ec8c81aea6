import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import {
  archiveHeaderSchema,
  archiveLineSchema,
  type ArchiveHeader,
  type ArchiveLine,
} from '@backstage-connector/plugin-connector-common';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { importOptions } from '../../__testUtils__/connections';
import {
  archiveOf,
  lineOf,
  manyLines,
  shop,
  withFile,
} from './__testUtils__/archives';
import { defaultArchiveLimits } from './limits';
import { unpackEntry } from './unpackEntry';
import { readZipEntries } from './zipEntries';

const FOLDER = join(__dirname, '../../../../../docs/reference');

/** The schema as it is published. */
function published(file: string): ValidateFunction {
  const ajv = new Ajv({
    strict: true,
    allowUnionTypes: true,
    allErrors: true,
  });
  addFormats(ajv);
  return ajv.compile(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
}

/** The files of an archive, before anything is made of them. */
function unpacked(archive: Buffer): Promise<Map<string, string>> {
  return withFile(archive, async file => {
    const files = new Map<string, string>();
    for (const entry of await readZipEntries(file, defaultArchiveLimits)) {
      const chunks = unpackEntry(file, entry, undefined);
      files.set(entry.name, await text(Readable.from(chunks)));
    }
    return files;
  });
}

const unowned = {
  ...shop,
  kind: 'Location',
  spec: { type: 'url', target: 'https://example.com' },
};

describe('The published JSON schema', () => {
  const fitsHeader = published('archive-header.schema.json');
  const fitsLine = published('archive-line.schema.json');
  let header: ArchiveHeader;
  let lines: ArchiveLine[];

  beforeAll(async () => {
    const files = await unpacked(
      await archiveOf([...manyLines(20), lineOf(unowned)], {
        omitted: [
          {
            from: 'component:default/shop',
            path: 'spec.system',
            ref: 'system:default/retail',
            reason: 'not-selected',
          },
        ],
        connections: [
          {
            id: 'c-1',
            name: 'Warehouse',
            technology: 'postgresql',
            parameters: { host: 'db', port: 5432, readReplica: false },
            withheld: ['password'],
            scope: { include: ['sales.*'], exclude: [] },
            options: importOptions,
            schedule: {
              recurrence: { kind: 'monthly', day: 'last', time: '02:30' },
              zone: 'Europe/Paris',
              enabled: true,
              overlap: 'skip',
              gracePeriodHours: 6,
              jitterSeconds: 0,
            },
          },
        ],
      }),
    );
    header = JSON.parse(files.get('archive.json')!);
    lines = files
      .get('objects-0001.ndjson')!
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
  });

  it('fits what is written', () => {
    expect(lines).toHaveLength(21);
    expect(fitsHeader(header)).toBe(true);
    expect(lines.every(line => fitsLine(line))).toBe(true);
  });

  it('asks for each field that reading asks for', () => {
    for (const field of Object.keys(header)) {
      const { [field as keyof ArchiveHeader]: _, ...rest } = header;
      expect([field, fitsHeader(rest)]).toEqual([
        field,
        archiveHeaderSchema.safeParse(rest).success,
      ]);
    }
    for (const field of Object.keys(lines[0])) {
      const { [field as keyof ArchiveLine]: _, ...rest } = lines[0];
      expect([field, fitsLine(rest)]).toEqual([
        field,
        archiveLineSchema.safeParse(rest).success,
      ]);
    }
  });

  it.each<[string, Partial<Record<keyof ArchiveLine, unknown>>]>([
    ['a digest that is none', { sha256: 'x' }],
    ['a date that is none', { modifiedAt: '2026-02-30T00:00:00Z' }],
    ['a date in another zone', { modifiedAt: '2026-02-20T00:00:00+01:00' }],
    ['an empty uid', { uid: '' }],
    ['a reference without a path', { references: [{ ref: 'a:b/c' }] }],
    ['an entity that is a list', { entity: [] }],
    ['an owner that is a text', { owner: 'user:default/ada' }],
  ])('refuses %s, as reading does', (_, said) => {
    const line = { ...lines[0], ...said };
    expect(fitsLine(line)).toBe(false);
    expect(archiveLineSchema.safeParse(line).success).toBe(false);
  });

  it.each<[string, Record<string, unknown>]>([
    ['no name', { name: undefined }],
    ['a setting that is a list', { parameters: { host: [] } }],
    ['a technology that is none', { technology: 'Ä' }],
    ['a schedule that never runs', { schedule: { recurrence: {} } }],
  ])('refuses a connection with %s, as reading does', (_, said) => {
    const [connection] = header.connections!;
    const wrong = { ...header, connections: [{ ...connection, ...said }] };
    expect(fitsHeader(JSON.parse(JSON.stringify(wrong)))).toBe(false);
    expect(archiveHeaderSchema.safeParse(wrong).success).toBe(false);
  });

  it('lets a header have fields of its own, as reading does', () => {
    const more = { ...header, comment: 'by hand' };
    expect(fitsHeader(more)).toBe(true);
    expect(archiveHeaderSchema.safeParse(more).success).toBe(true);
  });
});
