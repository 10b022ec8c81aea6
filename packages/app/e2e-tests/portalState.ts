import { join, resolve } from 'node:path';
// A browser test runs in Node.
// eslint-disable-next-line no-restricted-imports
import { DatabaseSync } from 'node:sqlite';

/** Where the portal of the tests answers. */
export const portalPort = process.env.E2E_PORT ?? '7107';

/** The folder of its databases; one each, for tests that run side by side. */
export const portalState = resolve(
  __dirname,
  '../../../var/e2e',
  `port-${portalPort}`,
);

/** Makes the schedule of a connection due, as if its time had come. */
export function makeDue(connectionId: string): void {
  const database = new DatabaseSync(join(portalState, 'db/connector.sqlite'));
  database.exec('PRAGMA busy_timeout = 5000');
  const now = new Date().toISOString();
  const { changes } = database
    .prepare(
      'UPDATE schedules SET next_run_at = ?, due_at = ? WHERE connection_id = ?',
    )
    .run(now, now, connectionId);
  database.close();
  if (!changes) throw new Error(`"${connectionId}" has no schedule`);
}
