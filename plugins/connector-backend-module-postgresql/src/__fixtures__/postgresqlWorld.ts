import {
  alterStatements,
  createStatements,
  quoted,
  TIME_LIMIT,
  type RelationalDataset,
  type RelationalDialect,
  type RelationalDifferences,
  type RelationalWorld,
  type Settings,
} from '@backstage-connector/plugin-connector-node/testUtils';
import { createTestDatabase, type TestDatabase } from './testServer';
import { closedPort, listenSilently } from './testSockets';

const same = (text: string) => ({ write: text, read: text });
const joined = `
   FROM sales."order" o
     JOIN crm.customer c ON c.id = o.customer`;

/** How PostgreSQL shows what every relational source has. */
export const postgresqlDifferences: RelationalDifferences = {
  schemas: 'kept',
  longestName: 63,
  widestTable: 1_600,
  types: {
    smallint: 'smallint',
    integer: 'integer',
    bigint: 'bigint',
    'numeric(12,2)': 'numeric(12,2)',
    double: 'double precision',
    boolean: 'boolean',
    'char(3)': 'character(3)',
    'varchar(40)': 'character varying(40)',
    text: 'text',
    date: 'date',
    timestamp: 'timestamp without time zone',
    binary: 'bytea',
  },
  texts: {
    'default.zero': same('0'),
    'default.true': same('true'),
    'default.now': same('now()'),
    'default.quoted': {
      write: `'it''s (new), -- really'`,
      read: `'it''s (new), -- really'::character varying`,
    },
    'check.credit-not-negative': {
      write: 'credit >= 0',
      read: 'credit >= 0::numeric',
    },
    'check.quantity-positive': same('quantity > 0'),
    'generated.total': {
      write: 'quantity * price',
      read: '(quantity::numeric * price)',
    },
    'generated.label': same(`'line'`),
    'index.where-active': same('active'),
    'index.lower-name': { write: 'lower(name)', read: 'lower(name::text)' },
    'view.open-order': same(
      `SELECT o.customer,\n    o.placed_on${joined}\n  WHERE c.active;`,
    ),
    'view.customer-order': same(`SELECT c.name,\n    o.number${joined};`),
  },
  identity: { always: 'always', 'by-default': 'by-default' },
  indexMethod: 'btree',
  features: {
    'case-twins': 'kept',
    'generated-stored': 'kept',
    'generated-virtual': { lost: 'PostgreSQL has them since version 18 only.' },
    'materialized-views': 'kept',
    'database-comments': 'kept',
    'schema-comments': 'kept',
    'table-comments': 'kept',
    'view-comments': 'kept',
    'column-comments': 'kept',
    'constraint-comments': 'kept',
    'index-comments': 'kept',
    'constraint-names': 'kept',
  },
};

const dialect: RelationalDialect = {
  differences: postgresqlDifferences,
  qualify: (schema, name) => `${quoted(schema)}.${quoted(name)}`,
  identity: ({ name, type, identity }) =>
    `${quoted(name)} ${postgresqlDifferences.types[type]} GENERATED ${
      identity === 'always' ? 'ALWAYS' : 'BY DEFAULT'
    } AS IDENTITY`,
  identityIsPrimaryKey: false,
  comments: 'statements',
};

// Changes with every change of structure, and of the one row there is.
const fingerprint = `
  SELECT (SELECT sum(xmin::text::bigint) FROM pg_class)
      || '/' || (SELECT sum(xmin::text::bigint) FROM pg_attribute)
      || '/' || (SELECT sum(xmin::text::bigint) FROM pg_description)
      || '/' || (SELECT sum(xmin::text::bigint) FROM pg_namespace)
      || '/' || pg_database_size(current_database()) AS it`;

const rowCanary = 'canary in a row';

/** Databases of their own on the server that the environment names. */
export function createPostgresqlWorld(): RelationalWorld {
  const databases = new Map<string, TestDatabase>();
  const databaseOf = ({ parameters }: Settings) =>
    databases.get(String(parameters.database))!;
  return {
    async seed(dataset) {
      const database = await createTestDatabase();
      databases.set(database.name, database);
      await fill(database, dataset);
      return {
        settings: database.settings,
        system: `${database.settings.parameters.host}:${database.settings.parameters.port}`,
        database: database.name,
        canaries: [database.settings.secrets.password, rowCanary],
        async change(changes) {
          await database.ask(
            changes.flatMap(change => alterStatements(change, dialect)),
          );
        },
        fingerprint: async () =>
          (await database.ask<{ it: string }>(fingerprint))[0].it,
        openSessions: async () => (await database.sessions()).length,
        async remove() {
          databases.delete(database.name);
          await database.remove();
        },
      };
    },
    breakages: {
      'wrong-credentials': async ({ settings }) => ({
        // A server that trusts everybody still wants to know the user.
        settings: withParameters(settings, { user: 'nobody' }),
        effect: fails(
          'authenticate',
          'postgresql.password',
          'postgresql.user-refused',
        ),
        repair: nothing,
      }),
      unreachable: async ({ settings }) => ({
        settings: withParameters(settings, { port: await closedPort() }),
        effect: fails('reach', 'network.refused'),
        repair: nothing,
      }),
      silent: async ({ settings }) => {
        const { host, port, close } = await listenSilently();
        return {
          settings: withParameters(settings, { host, port }),
          effect: fails('reach', TIME_LIMIT),
          repair: close,
        };
      },
      'missing-target': async ({ settings }) => ({
        settings: withParameters(settings, { database: 'nowhere' }),
        effect: fails('database', 'postgresql.unknown-database'),
        repair: nothing,
      }),
      'missing-grant': async ({ settings }) => {
        const { ask, user } = databaseOf(settings);
        await ask(`REVOKE USAGE ON SCHEMA crm FROM ${user}`);
        return {
          settings,
          effect: {
            kind: 'not-observed',
            step: 'usage',
            codes: ['postgresql.unusable-schema'],
            path: ['crm'],
          },
          async repair() {
            await ask(`GRANT USAGE ON SCHEMA crm TO ${user}`);
          },
        };
      },
      'dies-mid-read': async ({ settings }) => ({
        settings,
        effect: fails(
          'schemas',
          'postgresql.session-ended',
          'network.connection-lost',
        ),
        strike: () => databaseOf(settings).endSessions(),
        repair: nothing,
      }),
    },
    async close() {
      await Promise.all([...databases.values()].map(it => it.remove()));
    },
  };
}

async function fill(database: TestDatabase, dataset: RelationalDataset) {
  await database.ask([
    ...(dataset.comment
      ? [`COMMENT ON DATABASE ${database.name} IS '${dataset.comment}'`]
      : []),
    ...createStatements(dataset, dialect),
  ]);
  const [table] = await database.ask<{ name: string }>(
    `SELECT min(oid::regclass::text) AS name FROM pg_class
      WHERE relname = 'customer'`,
  );
  if (table.name) {
    await database.ask(
      `INSERT INTO ${table.name} (code, name) VALUES ('abc', '${rowCanary}')`,
    );
  }
  await database.grantUsage();
}

async function nothing() {}

function fails(step: string, ...codes: string[]) {
  return { kind: 'check-fails' as const, step, codes };
}

function withParameters(
  settings: Settings,
  parameters: Settings['parameters'],
): Settings {
  return { ...settings, parameters: { ...settings.parameters, ...parameters } };
}
