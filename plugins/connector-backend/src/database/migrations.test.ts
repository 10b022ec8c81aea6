import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { readdirSync } from 'node:fs';
import { engines, freshDatabase } from '../__testUtils__/databases';
import type {
  DbArchiveMappingRow,
  DbArchiveObjectRow,
  DbArchiveRow,
  DbRunBeforeImageRow,
} from './archiveTables';
import type {
  DbCatalogInstanceRow,
  DbExportRow,
  DbSeenContentRow,
} from './exportTables';
import type {
  DbConnectionNewsRow,
  DbConnectionRow,
  DbConnectionSecretRow,
  DbObjectRow,
  DbRunDecisionRow,
  DbRunLogRow,
  DbRunRow,
  DbScheduleOccurrenceRow,
  DbScheduleRow,
} from './tables';

const directory = resolvePackagePath(
  '@backstage-connector/plugin-connector-backend',
  'migrations',
);
const at = '2026-01-01T00:00:00.000Z';

// Without the columns that later migrations add.
const connection: Omit<DbConnectionRow, 'version'> = {
  id: 'c-1',
  name: 'Warehouse',
  name_key: 'warehouse',
  technology: 'sqlite',
  origin: 'portal',
  parameters: '{"path":"a.db"}',
  scope: '{"include":[],"exclude":[]}',
  options: '{}',
  enabled: true,
  revision: 2,
  tested_revision: 1,
  last_check: '{}',
  declaration: 'k1:abc',
  identity_token_id: null,
  created_by: 'user:default/ada',
  updated_by: 'user:default/ada',
  created_at: at,
  updated_at: at,
};

const secret: DbConnectionSecretRow = {
  connection_id: 'c-1',
  field: 'password',
  key_id: 'k1',
  ciphertext: 'c2VhbGVk',
  variable: null,
  updated_at: at,
};

const run: Omit<
  DbRunRow,
  'attempts' | 'not_before' | 'slot' | 'details_deleted_at'
> = {
  id: 'r-1',
  connection_id: 'c-1',
  connection_name: 'Warehouse',
  technology: 'sqlite',
  kind: 'import',
  state: 'running',
  trigger: 'manual',
  requested_by: 'user:default/ada',
  settings: '{}',
  phase: 'plan',
  attempt: 1,
  ticket: 't-1',
  heartbeat_at: at,
  cancel_requested: false,
  stages: '[]',
  delivery: null,
  delivery_settled: true,
  report: null,
  failure: null,
  queued_at: at,
  started_at: at,
  ended_at: null,
};

const line: DbRunLogRow = {
  run_id: 'r-1',
  seq: 1,
  at,
  level: 'info',
  stage: 'extract',
  message: 'Reading the source',
  context: null,
};

const decision: Omit<DbRunDecisionRow, 'notes' | 'modified_at' | 'basis'> = {
  run_id: 'r-1',
  seq: 1,
  uid: 'u-1',
  ref: 'resource:default/orders',
  urn: 'urn:connector:sqlite:a.db:main/orders',
  title: 'orders',
  asset_kind: 'table',
  action: 'create',
  rule: 'identity.create',
  reason: 'identity.new',
  facts: null,
  changes: null,
  after: '{}',
  applied: false,
  source_hash: 'h',
  hash: 'h',
};

const object: Omit<DbObjectRow, 'missed_runs' | 'missed_in' | 'dismissed_in'> =
  {
    uid: 'u-1',
    entity_ref: 'resource:default/orders',
    source_kind: 'connection',
    source_id: 'c-1',
    urn: 'urn:connector:sqlite:a.db:main/orders',
    asset_kind: 'table',
    title: 'orders',
    entity: '{}',
    source_hash: 'h',
    hash: 'h',
    state: 'present',
    run_id: 'r-1',
    modified_at: at,
    delivered_hash: null,
    delivered_ref: null,
    delivered_at: null,
    visible_hash: null,
  };

const schedule: DbScheduleRow = {
  connection_id: 'c-1',
  definition: '{}',
  enabled: true,
  origin: 'portal',
  version: 1,
  next_run_at: at,
  due_at: at,
  updated_by: 'user:default/ada',
  updated_at: at,
};

const occurrence: DbScheduleOccurrenceRow = {
  connection_id: 'c-1',
  at,
  outcome: 'waiting',
  run_id: null,
  decided_at: at,
};

const news: DbConnectionNewsRow = {
  connection_id: 'c-1',
  told: 'failing',
  run_id: 'r-1',
  told_at: at,
  last_success_at: null,
  ticket: null,
  claimed_at: null,
};

const archive: DbArchiveRow = {
  id: 'a-1',
  ready: true,
  file_name: 'shop.zip',
  uploaded_at: at,
  uploaded_by: 'user:default/ada',
  expires_at: at,
  header: '{}',
  contents: '{}',
};

const archiveObject: DbArchiveObjectRow = {
  archive_id: 'a-1',
  seq: 1,
  uid: 'u-1',
  ref: 'component:default/shop',
  api_version: 'backstage.io/v1alpha1',
  kind: 'Component',
  kind_key: 'component',
  namespace: 'default',
  type: 'service',
  title: 'Shop',
  search: 'shop component:default/shop',
  top_level: true,
  modified_at: at,
  hash: 'h',
  lifecycle: 'production',
  owner_ref: 'user:default/ada',
  owner_uid: 'u-2',
  organization_ref: null,
  organization_uid: null,
  system_wide: false,
  links: '[]',
  invalid: null,
  entity: '{}',
};

const archiveMapping: DbArchiveMappingRow = {
  instance: 'i-1',
  from_ref: 'user:default/ada',
  to_ref: 'user:default/lovelace',
  updated_by: 'user:default/ada',
  updated_at: at,
};

const beforeImage: DbRunBeforeImageRow = {
  run_id: 'r-1',
  uid: 'u-1',
  seq: 1,
  after_hash: 'h',
  image: null,
};

const exported: DbExportRow = {
  id: 'e-1',
  file_name: 'archive.zip',
  created_by: 'user:default/ada',
  created_at: at,
  selection: '{}',
  bytes: 12,
  report: '{}',
};

const seenContent: DbSeenContentRow = { uid: 'u-1', hash: 'h', seen_at: at };

const instance: DbCatalogInstanceRow = { only: 1, id: 'i-1' };

/** Every migration, oldest first, with a row for each of its tables. */
const migrations: Record<string, Record<string, object>> = {
  '20261123100000_init.js': {
    connections: connection,
    connection_secrets: secret,
    runs: run,
    run_log: line,
    run_decisions: decision,
    objects: object,
  },
  '20261123110000_schedules.js': {
    schedules: schedule,
    schedule_occurrences: occurrence,
  },
  '20261123120000_run_queue.js': {},
  '20261123130000_connection_versions.js': {},
  '20261123130000_health.js': { connection_news: news },
  '20261123140000_exports.js': {
    exports: exported,
    seen_content: seenContent,
    catalog_instance: instance,
  },
  '20261123140000_run_comparison.js': {},
  '20261123150000_archives.js': {
    archives: archive,
    archive_objects: archiveObject,
    archive_mappings: archiveMapping,
    run_before_images: beforeImage,
  },
  '20261123160000_dismissals.js': {},
};

async function insertRows(knex: Knex, rows: Record<string, object>) {
  for (const [table, row] of Object.entries(rows)) {
    await knex(table).insert(row);
  }
}

it('tests every migration', () => {
  expect(readdirSync(directory)).toEqual(Object.keys(migrations));
});

describe.each(engines)('migrations on %s', engine => {
  it.each(Object.entries(migrations))(
    '%s goes up, with rows down, and up again',
    async (name, rows) => {
      const knex = await freshDatabase(engine);
      for (const earlier of Object.keys(migrations)) {
        if (earlier === name) {
          break;
        }
        await knex.migrate.up({ directory });
        await insertRows(knex, migrations[earlier]);
      }
      await knex.migrate.up({ directory });
      await insertRows(knex, rows);
      await knex.migrate.down({ directory });
      for (const table of Object.keys(rows)) {
        await expect(knex.schema.hasTable(table)).resolves.toBe(false);
      }
      await knex.migrate.up({ directory });
      await insertRows(knex, rows);
      for (const [table, row] of Object.entries(rows)) {
        const [found] = await knex(table).select('*');
        expect(asTyped(found)).toEqual(asTyped(row));
      }
    },
  );

  it('counts the versions of connections that were saved before from 1', async () => {
    const knex = await freshDatabase(engine);
    await knex.migrate.up({ directory });
    await knex('connections').insert(connection);
    await knex.migrate.latest({ directory });
    await expect(knex('connections').select('version')).resolves.toEqual([
      { version: 1 },
    ]);
  });

  it('refuses a second row of what there is one of', async () => {
    const knex = await freshDatabase(engine);
    await knex.migrate.latest({ directory });
    for (const rows of Object.values(migrations)) {
      await insertRows(knex, rows);
    }
    const refused = (table: string, row: object) =>
      expect(knex(table).insert(row)).rejects.toThrow(/unique/i);
    await refused('connections', { ...connection, id: 'c-2' });
    await refused('runs', { ...run, id: 'r-2', state: 'queued' });
    await refused('objects', { ...object, uid: 'u-2' });
    await refused('schedules', schedule);
    await refused('schedule_occurrences', { ...occurrence, outcome: 'missed' });
    await refused('schedule_occurrences', { ...occurrence, at: '2027' });
    await refused('archive_mappings', archiveMapping);
    await refused('run_before_images', beforeImage);
    await knex('runs').insert({ ...run, id: 'r-2', state: 'failed' });
    await knex('schedule_occurrences').insert({
      ...occurrence,
      at: '2027',
      outcome: 'missed',
    });
  });
});

/** `boolean` columns come back as 0 and 1 from SQLite. */
function asTyped(row: object) {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'boolean' ? Number(value) : value,
    ]),
  );
}
