import { isError } from '@backstage/errors';
import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How the folder of an upload begins; six characters of `mkdtemp` follow. */
export const FOLDER_PREFIX = 'connector-archive-';

/** The only file in it. */
export const FILE_NAME = 'archive.zip';

/**
 * How long after its last write no process looks at an upload any more: a
 * million objects are read in minutes.
 */
const LEFT_AFTER_MS = 6 * 3_600_000;

// No folder; another process was faster; there is more in it by now; of others.
const LEFT_ALONE = ['ENOTDIR', 'ENOENT', 'ENOTEMPTY', 'EACCES', 'EPERM'];

/**
 * Deletes the folders of uploads whose process died. Age alone decides, because
 * several processes, and portals, may share a temporary directory. What is not
 * exactly such a folder of this user is left alone, and no link is followed.
 *
 * @returns how many were deleted.
 */
export async function deleteLeftFolders(options: {
  now: Date;
  signal: AbortSignal;
  directory?: string;
}): Promise<number> {
  const { now, signal, directory = tmpdir() } = options;
  const before = now.getTime() - LEFT_AFTER_MS;
  let deleted = 0;
  for (const name of await readdir(directory)) {
    signal.throwIfAborted();
    const isUpload = name.startsWith(FOLDER_PREFIX);
    if (isUpload && (await deleteFolder(join(directory, name), before))) {
      deleted += 1;
    }
  }
  return deleted;
}

async function deleteFolder(path: string, before: number): Promise<boolean> {
  try {
    const names = await readdir(path);
    const files = names.map(name => join(path, name));
    const isLeft =
      names.every(name => name === FILE_NAME) &&
      (await isOld(path, before, 'isDirectory')) &&
      (await Promise.all(files.map(it => isOld(it, before, 'isFile')))).every(
        Boolean,
      );
    if (isLeft) {
      await Promise.all(files.map(it => unlink(it)));
      await rmdir(path);
    }
    return isLeft;
  } catch (error) {
    if (isError(error) && LEFT_ALONE.includes(String(error.code))) {
      return false;
    }
    throw error;
  }
}

/** Asks for what is there itself, not for what it links to. */
async function isOld(
  path: string,
  before: number,
  type: 'isDirectory' | 'isFile',
): Promise<boolean> {
  const found = await lstat(path);
  // There is no user to compare where there is no getuid.
  const isOwn = found.uid === (process.getuid?.() ?? found.uid);
  return isOwn && found[type]() && found.mtimeMs < before;
}
