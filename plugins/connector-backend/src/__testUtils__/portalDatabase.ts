import { createMockDirectory } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { randomUUID } from 'node:crypto';
import { freshDatabase, type engines } from './databases';

const directory = createMockDirectory();

/**
 * The `backend.database` of a portal that has nothing in it yet. A second portal
 * with the same value finds what the first has left.
 */
export async function portalDatabase(
  engine: (typeof engines)[number],
): Promise<JsonObject> {
  if (engine === 'SQLITE_3') {
    return {
      client: 'better-sqlite3',
      connection: { directory: directory.resolve(randomUUID()) },
    };
  }
  const { connection } = (await freshDatabase(engine)).client.config;
  const { host, port, user, password, database } = connection;
  return {
    client: 'pg',
    connection: { host, port, user, password, database },
    // One schema a plugin, all in a database that is dropped after the suite.
    pluginDivisionMode: 'schema',
  };
}
