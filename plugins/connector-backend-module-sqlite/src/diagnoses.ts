import {
  byCode,
  type Diagnosis,
} from '@backstage-connector/plugin-connector-node';

const atFile = { step: 'open-file', field: 'file' } as const;

/**
 * What can be wrong with a file, by the codes of Node, of SQLite
 * (https://sqlite.org/rescode.html), and of the connector itself.
 */
export const diagnoses: readonly Diagnosis[] = [
  {
    ...atFile,
    code: 'sqlite.no-such-file',
    title: 'The file does not exist',
    remedy:
      'Check the path: it is a path on the machine the portal runs on, relative to the folder of the backend.',
    kind: 'config',
    matches: byCode(
      'ENOENT',
      'ENOTDIR',
      'ENAMETOOLONG',
      'ELOOP',
      // A path with a NUL in it.
      'ERR_INVALID_ARG_VALUE',
    ),
  },
  {
    ...atFile,
    code: 'sqlite.not-allowed',
    title: 'The portal must not read files there',
    remedy:
      'Move the file, or have its folder added to connector.sqlite.directories in the configuration of the portal.',
    kind: 'config',
    matches: byCode('CONNECTOR_NOT_ALLOWED'),
  },
  {
    ...atFile,
    code: 'sqlite.not-a-file',
    title: 'The path leads to something that is no file',
    remedy: 'Enter the path of the database file itself, not of its folder.',
    kind: 'config',
    matches: byCode('CONNECTOR_NOT_A_FILE'),
  },
  {
    ...atFile,
    code: 'sqlite.permission',
    title: 'The portal may not read the file',
    remedy:
      'Give the user the portal runs as the right to read the file and to enter its folder.',
    kind: 'config',
    matches: byCode('EACCES', 'EPERM', 'SQLITE_PERM', 'SQLITE_AUTH'),
  },
  {
    ...atFile,
    code: 'sqlite.not-a-database',
    title: 'The file is not an SQLite database, or it is encrypted',
    remedy:
      'Check the path. An encrypted database must be decrypted into another file first.',
    kind: 'config',
    matches: byCode('SQLITE_NOTADB'),
  },
  {
    ...atFile,
    code: 'sqlite.cannot-open',
    title: 'SQLite cannot open the file',
    remedy:
      'A database in WAL mode needs a folder the portal can write to, or its -wal and -shm files beside it.',
    kind: 'config',
    matches: byCode('SQLITE_CANTOPEN', 'SQLITE_READONLY_DIRECTORY'),
  },
  {
    ...atFile,
    code: 'sqlite.needs-recovery',
    title: 'The database was left in the middle of a change',
    remedy: 'Open it once with the application that writes it.',
    kind: 'config',
    matches: byCode(
      'SQLITE_READONLY_ROLLBACK',
      'SQLITE_READONLY_RECOVERY',
      'SQLITE_READONLY_CANTINIT',
      'SQLITE_BUSY_RECOVERY',
    ),
  },
  {
    code: 'sqlite.busy',
    title: 'Another program has locked the database',
    remedy: 'Try again when the other program is done.',
    kind: 'transient',
    matches: byCode('SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED'),
  },
  {
    code: 'sqlite.changed',
    title: 'The database was changed or replaced while it was read',
    remedy: 'Try again; what was read so far is not used.',
    kind: 'transient',
    matches: byCode('CONNECTOR_CHANGED', 'SQLITE_SCHEMA'),
  },
  {
    code: 'sqlite.corrupt',
    title: 'The file is damaged',
    remedy: 'Restore it from a backup, or try the .recover command of sqlite3.',
    kind: 'config',
    field: 'file',
    matches: byCode(
      'SQLITE_CORRUPT',
      'SQLITE_CORRUPT_INDEX',
      'SQLITE_CORRUPT_SEQUENCE',
      'SQLITE_CORRUPT_VTAB',
      'SQLITE_IOERR_SHORT_READ',
    ),
  },
  {
    code: 'sqlite.io',
    title: 'The disk cannot be read',
    remedy: 'Look at the log of the machine; check the disk or network folder.',
    kind: 'transient',
    matches: byCode(
      'EIO',
      'ESTALE',
      'SQLITE_IOERR',
      'SQLITE_IOERR_READ',
      'SQLITE_IOERR_FSTAT',
      'SQLITE_IOERR_LOCK',
      'SQLITE_IOERR_RDLOCK',
      'SQLITE_IOERR_SHMMAP',
      'SQLITE_IOERR_SHMOPEN',
    ),
  },
];
