import {
  existsSync,
  fstatSync,
  mkdtempSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  adaptDataset,
  applyChanges,
  createStatements,
  quoted,
  type RelationalDataset,
  type RelationalDialect,
  type RelationalDifferences,
  type RelationalWorld,
} from '@backstage-connector/plugin-connector-node/testUtils';
import Database from 'better-sqlite3';

const same = (text: string) => ({ write: text, read: text });
const lost = (why: string) => ({ lost: why });
const noComment = lost('SQLite keeps no SQL comment there.');

/** How SQLite shows what every relational source has. */
export const sqliteDifferences: RelationalDifferences = {
  schemas: { only: 'main' },
  longestName: 300,
  widestTable: 1_600,
  types: {
    smallint: 'SMALLINT',
    integer: 'INTEGER',
    bigint: 'INTEGER',
    'numeric(12,2)': 'NUMERIC(12,2)',
    double: 'DOUBLE PRECISION',
    boolean: 'BOOLEAN',
    'char(3)': 'CHAR(3)',
    'varchar(40)': 'VARCHAR(40)',
    text: 'TEXT',
    date: 'DATE',
    timestamp: 'TIMESTAMP',
    binary: 'BLOB',
  },
  texts: {
    'default.zero': same('0'),
    'default.true': same('TRUE'),
    'default.now': same('CURRENT_TIMESTAMP'),
    'default.quoted': same(`'it''s (new), -- really'`),
    'check.credit-not-negative': same('credit >= 0'),
    'check.quantity-positive': same(`quantity > 0 AND ')' <> '('`),
    'generated.total': same('quantity * price'),
    'generated.label': same(`'line ' || line`),
    'index.where-active': same('active IS TRUE'),
    'index.lower-name': { write: 'lower(name)', read: '(lower(name))' },
    'view.open-order': same(
      'SELECT customer, placed_on FROM sales_order -- of this year\nWHERE placed_on > 0',
    ),
    'view.customer-order': same('SELECT 1'),
  },
  identity: { always: 'autoincrement', 'by-default': 'autoincrement' },
  indexMethod: undefined,
  features: {
    'case-twins': lost('SQLite takes names that differ in case for the same.'),
    'generated-stored': 'kept',
    'generated-virtual': 'kept',
    'materialized-views': lost('SQLite has none.'),
    'database-comments': noComment,
    'schema-comments': noComment,
    'table-comments': 'kept',
    'view-comments': 'kept',
    'column-comments': 'kept',
    'constraint-comments': noComment,
    'index-comments': noComment,
    'constraint-names': 'kept',
  },
};
const dialect: RelationalDialect = {
  differences: sqliteDifferences,
  qualify: (_, name) => quoted(name),
  identity: ({ name }, { primaryKey }) =>
    `${quoted(name)} INTEGER CONSTRAINT ${quoted(
      primaryKey!.name,
    )} PRIMARY KEY AUTOINCREMENT`,
  identityIsPrimaryKey: true,
  comments: 'inline',
};

/** Files in a directory of their own, the only one the connector may read. */
export function createSqliteWorld(): RelationalWorld & { directory: string } {
  const directory = mkdtempSync(join(tmpdir(), 'sqlite-contract-'));
  const canary = 'canary-in-a-row';
  let count = 0;
  const fill = (file: string, dataset: RelationalDataset) => {
    const database = new Database(file);
    database.pragma('synchronous = OFF');
    database.transaction(() => {
      for (const statement of createStatements(dataset, dialect)) {
        database.exec(statement);
      }
      const { relations } = adaptDataset(dataset, sqliteDifferences).schemas[0];
      const roomy = relations.find(
        it => it.kind === 'table' && it.columns.every(c => c.nullable ?? true),
      );
      if (roomy) {
        const into = `${quoted(roomy.name)} (${quoted(roomy.columns[0].name)})`;
        database.prepare(`INSERT INTO ${into} VALUES (?)`).run(canary);
      }
    })();
    database.close();
  };
  return {
    directory,
    async seed(dataset) {
      count += 1;
      const file = join(directory, `shop-${count}.db`);
      fill(file, dataset);
      return {
        settings: { parameters: { file }, secrets: {} },
        system: file,
        database: `shop-${count}`,
        canaries: [canary],
        async change(changes) {
          await rm(file);
          fill(file, applyChanges(dataset, changes));
        },
        fingerprint: async () => (await readFile(file)).toString('base64'),
        openSessions: async () => descriptorsOf(file),
        remove: () => rm(file),
      };
    },
    breakages: {
      'wrong-credentials': { notApplicable: 'A file has no credentials.' },
      unreachable: { notApplicable: 'The file is on the machine itself.' },
      silent: { notApplicable: 'There is no server that could be silent.' },
      'missing-target': async () => ({
        settings: settingsOf(join(directory, 'nowhere.db')),
        effect: fails('open-file', 'sqlite.no-such-file'),
        repair: nothing,
      }),
      'missing-grant': async ({ settings }) => {
        const outside = mkdtempSync(join(tmpdir(), 'sqlite-outside-'));
        const file = join(outside, 'shop.db');
        await writeFile(file, await readFile(String(settings.parameters.file)));
        return {
          settings: settingsOf(file),
          effect: fails('open-file', 'sqlite.not-allowed'),
          repair: () => rm(outside, { recursive: true, force: true }),
        };
      },
      'dies-mid-read': async ({ settings }) => {
        const file = String(settings.parameters.file);
        return {
          settings,
          effect: fails('read-schema', 'sqlite.changed'),
          strike: () => rename(file, `${file}.gone`),
          async repair() {
            if (existsSync(`${file}.gone`)) {
              await rename(`${file}.gone`, file);
            }
          },
        };
      },
    },
    close: () => rm(directory, { recursive: true }),
  };
}

/** How many descriptors of this process are open on the file. */
function descriptorsOf(file: string): number {
  const { dev, ino } = statSync(file);
  return readdirSync('/dev/fd').filter(name => {
    try {
      const open = fstatSync(Number(name));
      return open.dev === dev && open.ino === ino;
    } catch {
      // The descriptor of the listing itself.
      return false;
    }
  }).length;
}

async function nothing() {}

function settingsOf(file: string) {
  return { parameters: { file }, secrets: {} };
}

function fails(step: string, code: string) {
  return { kind: 'check-fails' as const, step, codes: [code] };
}
