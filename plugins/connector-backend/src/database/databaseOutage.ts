import type { Knex } from 'knex';

/** SQLSTATE: shut down, starting up, no room, connection classes; deadlocks. */
const PASSING = /^(57P0[1-5]|53\d\d\d|08\d\d\d|40001|40P01|55P03)$/;
const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
]);

const cut = new WeakSet<object>();

/**
 * Remembers the errors of statements that the server has not answered. The driver
 * of PostgreSQL gives them no code when a connection is cut.
 */
export function watchDatabase(knex: Knex): void {
  if (knex.client.config.client === 'pg') {
    knex.on('query-error', (error: { code?: string }) => {
      if (error.code === undefined) {
        cut.add(error);
      }
    });
  }
}

/** Whether the plugin's own database is away or busy, so that it may pass. */
export function isDatabaseOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) {
    return false;
  }
  const { code, name, cause } = error as {
    code?: unknown;
    name?: unknown;
    cause?: unknown;
  };
  return (
    cut.has(error) ||
    name === 'KnexTimeoutError' ||
    (typeof code === 'string' && (CODES.has(code) || PASSING.test(code))) ||
    isDatabaseOutage(cause)
  );
}
