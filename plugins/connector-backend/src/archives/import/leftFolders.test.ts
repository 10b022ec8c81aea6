import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  mkdir,
  readdir,
  readFile,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { deleteLeftFolders } from './leftFolders';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const YESTERDAY = new Date('2026-02-28T12:00:00.000Z');
const BEFORE = new Date('2026-03-01T11:00:00.000Z');

describe('deleteLeftFolders', () => {
  const directory = createMockDirectory();
  const elsewhere = createMockDirectory();
  beforeEach(() => {
    directory.clear();
    elsewhere.clear();
  });

  const sweep = (signal = new AbortController().signal) =>
    deleteLeftFolders({ now: NOW, signal, directory: directory.path });
  const left = async () => (await readdir(directory.path)).sort();

  /** As an upload leaves it whose process dies, at a time. */
  async function folder(
    name: string,
    options: { file?: string; written?: Date; at?: Date } = {},
  ): Promise<string> {
    const { at = YESTERDAY, file = 'archive.zip', written = at } = options;
    const path = join(directory.path, name);
    await mkdir(path);
    await writeFile(join(path, file), 'PK');
    await utimes(join(path, file), written, written);
    await utimes(path, at, at);
    return path;
  }

  it('deletes what nobody has written to for hours', async () => {
    await folder('connector-archive-aB3dE6');
    const empty = join(directory.path, 'connector-archive-empty1');
    await mkdir(empty);
    await utimes(empty, YESTERDAY, YESTERDAY);

    expect(await sweep()).toBe(2);
    expect(await left()).toEqual([]);
    expect(await sweep()).toBe(0);
  });

  it('leaves an upload that may be in use', async () => {
    await folder('connector-archive-young1', { at: BEFORE });
    await folder('connector-archive-young2', { written: BEFORE });

    expect(await sweep()).toBe(0);
    expect(await left()).toHaveLength(2);
  });

  it('leaves what is not a folder of an upload', async () => {
    await folder('another-archive-aB3dE6');
    await folder('connector-archive-other1', { file: 'notes.txt' });
    const more = await folder('connector-archive-other2');
    await mkdir(join(more, 'kept'));
    await utimes(more, YESTERDAY, YESTERDAY);
    const file = join(directory.path, 'connector-archive-other3');
    await writeFile(file, 'A file');
    await utimes(file, YESTERDAY, YESTERDAY);
    const before = await left();
    await folder('connector-archive-zzzzzz');

    expect(await sweep()).toBe(1);
    expect(await left()).toEqual(before);
    expect((await readdir(more)).sort()).toEqual(['archive.zip', 'kept']);
  });

  it('follows no link, to a folder or to a file', async () => {
    elsewhere.addContent({ 'archive.zip': 'Of somebody else' });
    await utimes(elsewhere.resolve('archive.zip'), YESTERDAY, YESTERDAY);
    await utimes(elsewhere.path, YESTERDAY, YESTERDAY);
    await symlink(
      elsewhere.path,
      directory.resolve('connector-archive-link01'),
    );
    const path = directory.resolve('connector-archive-link02');
    await mkdir(path);
    await symlink(elsewhere.resolve('archive.zip'), join(path, 'archive.zip'));
    await utimes(path, YESTERDAY, YESTERDAY);

    // The links themselves are older than the sweep, too.
    await deleteLeftFolders({
      now: new Date(Date.now() + 86_400_000),
      signal: new AbortController().signal,
      directory: directory.path,
    });

    expect(await left()).toEqual([
      'connector-archive-link01',
      'connector-archive-link02',
    ]);
    expect(await readFile(elsewhere.resolve('archive.zip'), 'utf8')).toBe(
      'Of somebody else',
    );
  });

  it('deletes each once when several processes sweep at a time', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        folder(`connector-archive-${String(n).padStart(6, '0')}`),
      ),
    );

    const deleted = await Promise.all([sweep(), sweep(), sweep()]);

    expect(deleted.reduce((sum, it) => sum + it)).toBe(20);
    expect(await left()).toEqual([]);
  });

  it('stops when it is told to', async () => {
    await folder('connector-archive-aB3dE6');
    await expect(sweep(AbortSignal.abort())).rejects.toThrow();
    expect(await left()).toHaveLength(1);
  });
});
