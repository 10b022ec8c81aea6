// Builds the sample source: `node packages/backend/sample/buildWarehouse.mjs`
// writes var/sample/retail-warehouse.db, unless it is newer than its parts.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

const sample = dirname(fileURLToPath(import.meta.url));
const target = join(sample, '../../../var/sample/retail-warehouse.db');
// Tables refer to one another across the files, which SQLite does not mind
// until rows come in: those are last.
const parts = ['crm', 'inventory', 'sales', 'finance', 'rows'].map(name =>
  join(sample, 'warehouse', `${name}.sql`),
);

const modified = file => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
const newest = Math.max(
  ...[...parts, fileURLToPath(import.meta.url)].map(modified),
);

if ((modified(target) ?? 0) < newest) {
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = `${target}.part`;
  rmSync(unfinished, { force: true });
  const database = new Database(unfinished);
  database.pragma('foreign_keys = ON');
  database.transaction(() => {
    for (const part of parts) {
      database.exec(readFileSync(part, 'utf8'));
    }
  })();
  database.close();
  renameSync(unfinished, target);
}
