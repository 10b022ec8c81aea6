import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, parse, resolve, sep } from 'node:path';
import {
  createScopeFilter,
  type ConnectorConfig,
  type ScopeFilter,
  type Session,
} from '@backstage-connector/plugin-connector-node';
import Database from 'better-sqlite3';

/** An open file. */
export interface SqliteSession extends Session {
  /** Names the file in URNs. */
  readonly system: string;
  /** Names the database in paths. */
  readonly database: string;
  readonly leftOut: ScopeFilter;
  /** Asks SQLite. The portal stands still until it has answered. */
  all<Row>(sql: string, ...values: string[]): Row[];
  /** @throws when the file is gone or another one, or has another schema. */
  assertUnchanged(): Promise<void>;
}

/** What SQLite calls the file itself, among files that may be attached. */
export const SCHEMA = 'main';

// SQLite waits for a lock in the portal's own thread.
const lockWaitMs = 200;

/** Opens the file, if it lies in one of the directories. */
export async function openSqlite(
  { parameters, scope }: ConnectorConfig,
  directories: readonly string[] | undefined,
): Promise<SqliteSession> {
  const written = String(parameters.file);
  const file = await followed(resolve(written));
  if (directories && !(await isBelow(file, directories))) {
    throw coded('CONNECTOR_NOT_ALLOWED', 'not in an allowed directory');
  }
  const opened = await stat(file);
  if (!opened.isFile()) {
    throw coded('CONNECTOR_NOT_A_FILE', 'not a file');
  }
  const database = new Database(file, {
    readonly: true,
    fileMustExist: true,
    timeout: lockWaitMs,
  });
  const all = <Row>(sql: string, ...values: string[]) =>
    database.prepare<string[], Row>(sql).all(...values);
  const schemaVersion = () =>
    database.pragma('schema_version', { simple: true });
  try {
    // Only now does SQLite read the file.
    const version = schemaVersion();
    const [{ release }] = all<{ release: string }>(
      'SELECT sqlite_version() AS release',
    );
    return {
      system: String(parameters.systemId ?? written),
      database: parse(file).name,
      leftOut: createScopeFilter(scope),
      evidence: {
        'open-file': `${opened.size} bytes, opened by SQLite ${release}.`,
      },
      all,
      async assertUnchanged() {
        const now = await stat(file).catch(() => undefined);
        const isSame = now?.ino === opened.ino && now.dev === opened.dev;
        if (!isSame || schemaVersion() !== version) {
          throw coded('CONNECTOR_CHANGED', 'not the file that was opened');
        }
      },
      close: async () => void database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The path without links, also of a file that does not exist. */
async function followed(path: string): Promise<string> {
  const folder = dirname(path);
  return realpath(path).catch(async () =>
    folder === path ? path : join(await followed(folder), basename(path)),
  );
}

async function isBelow(file: string, directories: readonly string[]) {
  const roots = await Promise.all(
    directories.map(directory => followed(resolve(directory))),
  );
  return roots.some(root => file.startsWith(join(root, sep)));
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
