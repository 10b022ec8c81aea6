import type { Connection } from '@backstage-connector/plugin-connector-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { engines } from '../__testUtils__/databases';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import { countPostgres } from './__testUtils__/countPostgres';
import { manyTables } from './__testUtils__/generated';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';
import {
  countImported,
  pathOf,
  readImported,
  refOf,
  related,
  structureOf,
  type Imported,
} from './__testUtils__/imported';
import {
  postgresSource,
  sqliteSource,
  type PostgresSource,
} from './__testUtils__/sources';

jest.setTimeout(120_000);

const everything = readFileSync(
  resolve(__dirname, '__fixtures__/everything.sql'),
  'utf8',
);

/** Which relation depends on which other, as the source says it. */
const dependencies = `
  SELECT conrelid AS one, confrelid AS other FROM pg_constraint
   WHERE contype = 'f' AND conrelid <> confrelid
     AND NOT (conparentid <> 0
       AND (SELECT relispartition FROM pg_class WHERE oid = confrelid))
  UNION SELECT inhrelid, inhparent FROM pg_inherits
    JOIN pg_class ON oid = inhrelid WHERE relkind IN ('r', 'p', 'f')`;

describe.each(engines)('a whole import, portal on %s', engine => {
  let portal: ImportPortal;

  beforeAll(async () => {
    portal = await startImportPortal({
      database: await portalDatabase(engine),
      // Whatever starts sooner has not waited for the next look.
      connector: { worker: { pollInterval: '60s' } },
    });
  });
  afterAll(() => portal.stop());

  const imported = async (connection: Connection): Promise<Imported> => {
    const run = await portal.run(connection.id);
    expect(run).toMatchObject({ state: 'succeeded', attempt: 1 });
    const { entities } = await readImported(portal.catalog, connection);
    const count = entities.length;
    expect(run.byAction).toMatchObject({ create: count, ignore: 0 });
    expect(run.delivery).toEqual({
      planned: count,
      sent: count,
      visible: count,
      contested: 0,
      settled: true,
    });
    return readImported(portal.catalog, connection);
  };

  describe('of a database with one of everything', () => {
    let source: PostgresSource;
    let connection: Connection;
    let found: Imported;

    beforeAll(async () => {
      source = await postgresSource([everything]);
      await source.knex.raw(
        `COMMENT ON DATABASE "${source.database}" IS 'Made for a test'`,
      );
      connection = await portal.connect(source.input());
      found = await imported(connection);
    });

    it('has all that information_schema and pg_catalog count', async () => {
      const counted = await countPostgres(source.knex);
      expect(Object.values(counted.relations)).toHaveLength(6);
      expect(countImported(found)).toEqual(counted);
    });

    it('stands below a System of its own', async () => {
      const [system] = found.entities.filter(it => it.kind === 'System');
      const [database] = found.entities.filter(
        it => it.spec?.type === 'database',
      );
      expect(system.metadata.title).toBe(connection.name);
      expect(database.metadata).toMatchObject({
        title: source.database,
        description: 'Made for a test',
      });
      expect(related(database, 'partOf')).toEqual([refOf(system)]);
      expect(related(system, 'hasPart')).toEqual([refOf(database)]);
      const schemas = found.entities.filter(
        it => it.spec?.type === 'database-schema',
      );
      expect(schemas.map(it => related(it, 'dependsOn'))).toEqual(
        schemas.map(() => [refOf(database)]),
      );
    });

    it('depends as the foreign keys and parents of the source say', async () => {
      const { rows } = await source.knex.raw(
        `SELECT a.nspname || '.' || one.relname AS one,
                b.nspname || '.' || other.relname AS other
           FROM (${dependencies}) d
           JOIN pg_class one ON one.oid = d.one
           JOIN pg_class other ON other.oid = d.other
           JOIN pg_namespace a ON a.oid = one.relnamespace
           JOIN pg_namespace b ON b.oid = other.relnamespace`,
      );
      const expected = (rows as { one: string; other: string }[]).map(
        ({ one, other }) => `${one} -> ${other}`,
      );
      const names = new Map(
        found.entities.map(it => [refOf(it), pathOf(it).slice(1)]),
      );
      const shown = found.entities
        .filter(it => it.spec?.definition)
        .flatMap(it => {
          const [schema] = pathOf(it).slice(1);
          const others = related(it, 'dependsOn').map(ref => names.get(ref)!);
          expect(others).toContainEqual([schema]);
          return others
            .filter(other => other.length > 1)
            .map(
              other => `${pathOf(it).slice(1).join('.')} -> ${other.join('.')}`,
            );
        });
      expect(expected.length).toBeGreaterThan(8);
      expect(shown.sort()).toEqual(expected.sort());
    });

    it('tells of each column, key and type what the source says', () => {
      const customer = found.relation('crm', 'customer');
      expect(customer?.metadata.description).toBe('People and companies');
      const { columns, ...keys } = structureOf(customer);
      expect(columns).toMatchObject([
        { name: 'region', type: 'character(2)', nullable: false },
        { name: 'number', identity: 'always', nullable: false },
        { name: 'name', type: 'character varying(80)' },
        { name: 'mail', typeOf: { kind: 'domain', name: 'crm.email' } },
        { name: 'standing', typeOf: { values: ['new', 'good', 'barred'] } },
        { name: 'home', nullable: true, typeOf: { kind: 'composite' } },
        { name: 'nicknames', type: 'text[]' },
        { name: 'credit', type: 'numeric(12,2)', default: '0' },
        { name: 'name_length', generated: 'stored' },
      ]);
      expect(keys).toMatchObject({
        primaryKey: { name: 'customer_pk', columns: ['region', 'number'] },
        uniqueConstraints: [{ comment: 'One account a mailbox' }],
        indexes: [{ name: 'customer_by_name', comment: 'For the search box' }],
      });
      const [, byCustomer] = structureOf(
        found.relation('sales', 'order'),
      ).foreignKeys;
      expect(byCustomer).toMatchObject({
        name: 'order_customer_fk',
        columns: ['customer_region', 'customer_number'],
        onDelete: 'CASCADE',
        comment: 'Who pays',
        target: {
          path: [source.database, 'crm', 'customer'],
          columns: ['region', 'number'],
          ref: refOf(customer),
        },
      });
    });
  });

  it('brings 300 tables completely, and starts without waiting for a poll', async () => {
    const source = await postgresSource(manyTables(300));
    const connection = await portal.connect(source.input());
    const found = await imported(connection);
    expect(countImported(found)).toEqual(await countPostgres(source.knex));
    const { lastRun } = await portal.client.getConnection({
      params: { id: connection.id },
    });
    const { queuedAt = '', startedAt = '' } = lastRun ?? {};
    expect(Date.parse(startedAt) - Date.parse(queuedAt)).toBeLessThan(10_000);
  });

  it('brings an SQLite file completely', async () => {
    const source = sqliteSource(`
      CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
      CREATE TABLE book ( -- What is lent
        author INTEGER REFERENCES author (id) ON DELETE CASCADE,
        title TEXT DEFAULT 'none', -- As printed
        pages INTEGER CHECK (pages > 0),
        PRIMARY KEY (author, title)
      ) WITHOUT ROWID;
      CREATE INDEX book_by_pages ON book (pages);
      CREATE VIEW thick AS SELECT * FROM book WHERE pages > 500;`);
    const connection = await portal.connect(source.input());
    const found = await imported(connection);
    expect(countImported(found)).toMatchObject({
      schemas: 1,
      relations: { table: 2, view: 1 },
      columns: 8,
      primaryKeys: 2,
      foreignKeys: 1,
      uniqueConstraints: 1,
      checks: 1,
      indexes: 1,
      viewQueries: 1,
      comments: { relation: 1, column: 1 },
    });
    const [author, book] = ['author', 'book'].map(name =>
      found.relation('main', name),
    );
    expect(related(book, 'dependsOn')).toContain(refOf(author));
  });
});
