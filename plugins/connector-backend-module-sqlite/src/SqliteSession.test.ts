import { renameSync, symlinkSync } from 'node:fs';
import { ConnectorError } from '@backstage-connector/plugin-connector-node';
import { createMockDirectory } from '@backstage/backend-test-utils';
import Database from 'better-sqlite3';
import {
  quiet,
  readFileAssets,
  withFile,
  writeDatabase,
} from './__fixtures__/reading';

const folder = createMockDirectory();
beforeEach(() => folder.clear());
const file = () => folder.resolve('shop.db');
const tables = (count: number) =>
  Array.from({ length: count }, (_, at) => `CREATE TABLE t${at} (a);`).join('');

async function diagnosisOf(reading: Promise<unknown>) {
  const error = await reading.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(ConnectorError);
  expect(error.failure.remedy).not.toBe('');
  return error.failure.code;
}

describe('opening a file', () => {
  it.each([
    ['no file', 'sqlite.no-such-file', () => {}],
    [
      'a folder',
      'sqlite.not-a-file',
      () => folder.setContent({ 'shop.db': { inside: '' } }),
    ],
    [
      'a text',
      'sqlite.not-a-database',
      () => folder.setContent({ 'shop.db': 'id;name\n'.repeat(500) }),
    ],
    [
      'an encrypted database',
      'sqlite.not-a-database',
      () => folder.setContent({ 'shop.db': Buffer.alloc(8_192, 0xa7) }),
    ],
  ])('says so of %s', async (_, code, prepare) => {
    prepare();
    expect(await diagnosisOf(readFileAssets(file()))).toBe(code);
  });

  it('says so when a part of the path is no folder', async () => {
    folder.setContent({ parent: '' });
    expect(
      await diagnosisOf(readFileAssets(folder.resolve('parent/shop.db'))),
    ).toBe('sqlite.no-such-file');
  });

  it('says so of a locked database', async () => {
    writeDatabase(file(), tables(1));
    const other = new Database(file());
    other.exec('BEGIN EXCLUSIVE');
    expect(await diagnosisOf(readFileAssets(file()))).toBe('sqlite.busy');
    other.close();
  });

  it('says so of a damaged database', async () => {
    writeDatabase(file(), tables(200));
    const bytes = folder.content({ shouldReadAsText: false }) as {
      'shop.db': Buffer;
    };
    const damaged = Buffer.from(bytes['shop.db']);
    damaged.fill(0xff, 4_096);
    folder.setContent({ 'shop.db': damaged });
    expect(await diagnosisOf(readFileAssets(file()))).toBe('sqlite.corrupt');
  });

  it('reads a database in WAL mode while it is written, and writes nothing', async () => {
    const writer = new Database(file());
    writer.pragma('journal_mode = WAL');
    writer.exec('CREATE TABLE fresh (a)');
    const assets = await readFileAssets(file());
    expect(assets.map(it => it.name)).toContain('fresh');
    writer.close();
    expect(Object.keys(folder.content()!)).toEqual(['shop.db']);
  });
});

describe('the allowed directories', () => {
  beforeEach(() => folder.setContent({ in: {}, inner: {}, out: {} }));
  const open = (path: string) =>
    withFile(folder.resolve(path), async () => 'opened', {
      directories: [folder.resolve('in')],
    });

  it('let files below them be read', async () => {
    folder.addContent({ in: { deep: {} } });
    writeDatabase(folder.resolve('in/deep/shop.db'), tables(1));
    await expect(open('in/deep/shop.db')).resolves.toBe('opened');
  });

  it.each(['out/shop.db', 'inner/shop.db', 'shop.db'])(
    'keep %s from being read',
    async path => {
      writeDatabase(folder.resolve(path), tables(1));
      expect(await diagnosisOf(open(path))).toBe('sqlite.not-allowed');
    },
  );

  it('are not left by a link', async () => {
    writeDatabase(folder.resolve('out/shop.db'), tables(1));
    symlinkSync(folder.resolve('out/shop.db'), folder.resolve('in/link.db'));
    expect(await diagnosisOf(open('in/link.db'))).toBe('sqlite.not-allowed');
  });

  it('do not tell whether a file outside exists', async () => {
    expect(await diagnosisOf(open('out/nothing.db'))).toBe(
      'sqlite.not-allowed',
    );
  });
});

describe('a file that changes during the read', () => {
  beforeEach(() => writeDatabase(file(), tables(300)));
  const readWhile = (change: () => void) =>
    withFile(file(), async (session, connector) => {
      let seen = 0;
      for await (const asset of connector.extract(session, quiet)) {
        seen += asset.kind === 'table' ? 1 : 0;
        if (seen === 1) {
          change();
        }
      }
      return seen;
    });

  it.each([
    [
      'gets another table',
      () => writeDatabase(file(), 'CREATE TABLE late (a)'),
    ],
    ['is moved away', () => renameSync(file(), `${file()}.moved`)],
    [
      'is replaced by a like one',
      () => {
        writeDatabase(`${file()}.new`, tables(300));
        renameSync(`${file()}.new`, file());
      },
    ],
  ])('ends the read with an error when it %s', async (_, change) => {
    expect(await diagnosisOf(readWhile(change))).toBe('sqlite.changed');
  });

  it('goes on when only rows change', async () => {
    const write = () => {
      writeDatabase(file(), 'INSERT INTO t1 VALUES (1)');
    };
    expect(await readWhile(write)).toBeGreaterThanOrEqual(300);
  });
});
