import {
  byCode,
  type Diagnosis,
} from '@backstage-connector/plugin-connector-node';

/** Codes of what this module finds out before the driver says it. */
export const codes = {
  noTls: 'POSTGRESQL_NO_TLS',
  noPassword: 'POSTGRESQL_NO_PASSWORD',
  oldServer: 'POSTGRESQL_OLD_SERVER',
  unusableSchema: 'POSTGRESQL_UNUSABLE_SCHEMA',
} as const;

/**
 * What a server says, by SQLSTATE.
 *
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export const diagnoses: readonly Diagnosis[] = [
  {
    code: 'postgresql.tls-refused',
    title: 'The server does not offer TLS',
    remedy:
      'Switch TLS on in the server (ssl = on), or choose another SSL mode if the network is trusted.',
    kind: 'config',
    step: 'reach',
    field: 'sslMode',
    matches: byCode(codes.noTls),
  },
  {
    code: 'postgresql.too-many-connections',
    title: 'The server has no room for another connection',
    remedy:
      'Try again later, or raise max_connections or the connection limit of the role.',
    kind: 'transient',
    step: 'reach',
    matches: byCode('53300'),
  },
  {
    code: 'postgresql.not-ready',
    title: 'The server is starting up or shutting down',
    remedy: 'Try again when it has started.',
    kind: 'transient',
    step: 'reach',
    matches: byCode('57P03'),
  },
  {
    code: 'postgresql.old-server',
    title: 'The server is older than PostgreSQL 12',
    remedy: 'Upgrade the server.',
    kind: 'config',
    step: 'reach',
    matches: byCode(codes.oldServer),
  },
  {
    code: 'postgresql.password',
    title: 'User or password is wrong',
    remedy:
      'Check both, and that the password has not expired. Some services want the server name in the user.',
    kind: 'config',
    step: 'authenticate',
    field: 'password',
    matches: byCode('28P01'),
  },
  {
    code: 'postgresql.password-missing',
    title: 'The server asks for a password',
    remedy: 'Enter the password of the user.',
    kind: 'config',
    step: 'authenticate',
    field: 'password',
    matches: byCode(codes.noPassword),
  },
  {
    code: 'postgresql.user-refused',
    title: 'The server does not let this user in from here',
    remedy:
      'Check that the role exists and may log in, and that pg_hba.conf allows it for this database, the address of the portal and the SSL mode.',
    kind: 'config',
    step: 'authenticate',
    field: 'user',
    matches: byCode('28000'),
  },
  {
    code: 'postgresql.unknown-database',
    title: 'The database does not exist',
    remedy: 'Check its name; upper and lower case are different.',
    kind: 'config',
    step: 'database',
    field: 'database',
    matches: byCode('3D000'),
  },
  {
    code: 'postgresql.grant',
    title: 'The user lacks a right',
    remedy:
      'Grant CONNECT on the database to the user; the tables of pg_catalog must be readable, as they are by default.',
    kind: 'config',
    step: 'database',
    field: 'user',
    matches: byCode('42501'),
  },
  {
    code: 'postgresql.unusable-schema',
    title: 'The user may not use every schema',
    remedy:
      'GRANT USAGE ON SCHEMA … TO the user for the schemas named, or exclude them.',
    kind: 'config',
    step: 'usage',
    matches: byCode(codes.unusableSchema),
  },
  {
    code: 'postgresql.query-cancelled',
    title: 'A query was cancelled or took too long',
    remedy:
      'Raise the statement time-out, and look for sessions that lock tables for a long time.',
    kind: 'transient',
    field: 'statementTimeout',
    matches: byCode('57014', '55P03', '25P04'),
  },
  {
    code: 'postgresql.session-ended',
    title: 'The server ended the session',
    remedy:
      'Try again. The server was stopped or has crashed, or somebody ended the session.',
    kind: 'transient',
    matches: byCode('57P01', '57P02', '57P05'),
  },
  {
    code: 'postgresql.out-of-memory',
    title: 'The server has run out of memory or locks',
    remedy:
      'Try again when it has less to do, or raise max_locks_per_transaction.',
    kind: 'transient',
    matches: byCode('53200'),
  },
  {
    code: 'postgresql.internal',
    title: 'The server could not read its own catalog',
    remedy:
      'Try again: this happens when structure is changed while it is read. If it stays, look at the log of the server.',
    kind: 'transient',
    matches: byCode('XX000'),
  },
];
