import {
  createConnector,
  type Connector,
} from '@backstage-connector/plugin-connector-node';
import { checks } from './checks';
import { diagnoses } from './diagnoses';
import { extractAssets, relationTypes } from './extractAssets';
import { listRelations } from './readTables';
import { openSqlite, SCHEMA, type SqliteSession } from './SqliteSession';
import { technology } from './technology';

/** Reads SQLite files: those in the directories, or any when none is given. */
export function createSqliteConnector(
  options: { directories?: readonly string[] } = {},
): Connector<SqliteSession> {
  return createConnector<SqliteSession>({
    technology,
    diagnoses,
    checks,
    example: {
      parameters: { file: '../../var/sample/retail-warehouse.db' },
      secrets: {},
    },
    open: config => openSqlite(config, options.directories),
    async *list(session) {
      for (const { name, type } of listRelations(session)) {
        yield { path: [SCHEMA, name], relationType: relationTypes[type] };
      }
    },
    extract: extractAssets,
  });
}
