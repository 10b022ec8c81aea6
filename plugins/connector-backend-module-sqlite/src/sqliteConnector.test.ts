import { createMockDirectory } from '@backstage/backend-test-utils';
import Database from 'better-sqlite3';
import {
  readFileAssets,
  readTable,
  writeDatabase,
} from './__fixtures__/reading';

const folder = createMockDirectory();
beforeEach(() => folder.clear());
const fileOf = (sql: string) => writeDatabase(folder.resolve('shop.db'), sql);
const urn = 'urn:connector:sqlite:shop:shop/main';

describe('the SQLite connector', () => {
  it('reads every kind of table', async () => {
    const file = fileOf(`
      CREATE TABLE plain (a);
      CREATE TABLE strict (a INT NOT NULL PRIMARY KEY) STRICT;
      CREATE TABLE keyed (a TEXT, b INT, PRIMARY KEY (b, a)) WITHOUT ROWID;
      CREATE VIRTUAL TABLE search USING fts5 (title, body);
      CREATE VIEW both AS SELECT a FROM plain UNION SELECT a FROM keyed;
    `);
    const assets = await readFileAssets(file);
    expect(
      assets.map(it => (it.kind === 'table' ? it.relationType : it.kind)),
    ).toEqual([
      'database',
      'schema',
      ...['view', 'table', 'table', 'virtual-table', 'table'],
    ]);
    const keyed = await readTable(file, 'keyed');
    expect(keyed.structure.primaryKey?.columns).toEqual(['b', 'a']);
    expect(keyed.structure.columns.map(it => it.nullable)).toEqual([
      false,
      false,
    ]);
    // Neither its hidden columns nor the tables it keeps its content in.
    const search = await readTable(file, 'search');
    expect(search.structure.columns.map(it => it.name)).toEqual([
      'title',
      'body',
    ]);
  });

  it('knows that a rowid is never null, and other keys may be', async () => {
    const file = fileOf(`
      CREATE TABLE rowid (id INTEGER PRIMARY KEY);
      CREATE TABLE quirk (id INT PRIMARY KEY);
    `);
    const nullable = async (name: string) =>
      (await readTable(file, name)).structure.columns[0].nullable;
    expect(await nullable('rowid')).toBe(false);
    expect(await nullable('quirk')).toBe(true);
  });

  it('finds the targets of foreign keys whatever their case', async () => {
    const file = fileOf(`
      CREATE TABLE Customer (id INTEGER PRIMARY KEY);
      CREATE TABLE sale (
        customer INT REFERENCES CUSTOMER,
        shop INT CONSTRAINT at REFERENCES closed (id)
          ON UPDATE SET NULL ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
      );
    `);
    const { structure } = await readTable(file, 'sale');
    expect(structure.foreignKeys).toEqual([
      {
        columns: ['customer'],
        target: {
          urn: `${urn}/Customer`,
          path: ['shop', 'main', 'Customer'],
          columns: [],
        },
      },
      {
        name: 'at',
        columns: ['shop'],
        target: {
          urn: `${urn}/closed`,
          path: ['shop', 'main', 'closed'],
          columns: ['id'],
          external: true,
        },
        onUpdate: 'SET NULL',
        onDelete: 'CASCADE',
        deferrable: true,
      },
    ]);
  });

  it('reads constraints and indexes, each once', async () => {
    const file = fileOf(`
      CREATE TABLE t (a INT, b TEXT UNIQUE, c INT, CONSTRAINT pair UNIQUE (C, A));
      CREATE INDEX plain ON t (c, a DESC);
      CREATE UNIQUE INDEX odd ON t (lower(b) COLLATE NOCASE DESC, c) WHERE a > 0;
    `);
    const { structure } = await readTable(file, 't');
    expect(structure.uniqueConstraints).toEqual([
      { columns: ['b'] },
      { name: 'pair', columns: ['c', 'a'] },
    ]);
    expect(structure.indexes).toEqual([
      { name: 'odd', columns: ['lower(b)', 'c'], unique: true, where: 'a > 0' },
      { name: 'plain', columns: ['c', 'a'], unique: false },
    ]);
  });

  it('numbers columns without gaps after they were dropped and renamed', async () => {
    const file = fileOf(`
      CREATE TABLE t (a INT, b INT, c INT /* Kept. */);
      ALTER TABLE t DROP COLUMN a;
      ALTER TABLE t RENAME COLUMN b TO "new b";
      ALTER TABLE t ADD COLUMN d TEXT DEFAULT 'x';
    `);
    const { structure } = await readTable(file, 't');
    expect(structure.columns).toMatchObject([
      { name: 'new b', position: 1 },
      { name: 'c', position: 2, comment: 'Kept.' },
      { name: 'd', position: 3, default: "'x'" },
    ]);
  });

  it('takes the owner from a line of the comment', async () => {
    const file = fileOf(
      'CREATE TABLE t (\n/* Sales.\n * owner: group:default/sales\n */\n a)',
    );
    expect(await readTable(file, 't')).toMatchObject({
      comment: 'Sales.\nowner: group:default/sales',
      owner: 'group:default/sales',
    });
  });

  it('says which view or virtual table cannot be read, and reads the rest', async () => {
    const file = folder.resolve('shop.db');
    const database = new Database(file);
    database.unsafeMode();
    database.exec(`
      CREATE TABLE kept (a);
      CREATE VIEW broken AS SELECT * FROM gone;
      PRAGMA writable_schema = ON;
      INSERT INTO sqlite_schema VALUES
        ('table', 'foreign', 'foreign', 0, 'CREATE VIRTUAL TABLE "foreign" USING unheard_of');
    `);
    database.close();
    expect(await readFileAssets(file)).toMatchObject([
      { kind: 'database' },
      { kind: 'schema' },
      { kind: 'not-observed', name: 'broken', urn: `${urn}/broken` },
      { kind: 'not-observed', name: 'foreign' },
      { kind: 'table', name: 'kept' },
    ]);
  });

  it('takes what the patterns take', async () => {
    const file = fileOf(
      'CREATE TABLE sales_a (x); CREATE TABLE sales_tmp (x); CREATE TABLE hr (x)',
    );
    const assets = await readFileAssets(file, {
      scope: { include: ['main.sales_*'], exclude: ['*.*_tmp'] },
    });
    expect(assets.map(it => `${it.kind} ${it.name}`)).toEqual([
      'database shop',
      'schema main',
      'out-of-scope hr',
      'out-of-scope sales_tmp',
      'table sales_a',
    ]);
  });

  it('reads a database without tables', async () => {
    folder.setContent({ 'shop.db': '' });
    const assets = await readFileAssets(folder.resolve('shop.db'));
    expect(assets.map(it => it.kind)).toEqual(['database', 'schema']);
  });

  it('lets others run between portions of a large database', async () => {
    const tables = Array.from({ length: 1_000 }, (_, at) => `t${at}`);
    const file = fileOf(tables.map(it => `CREATE TABLE ${it} (a);`).join(''));
    let turns = 0;
    let reading = true;
    const count = () => {
      turns += 1;
      if (reading) {
        setImmediate(count);
      }
    };
    setImmediate(count);
    const assets = await readFileAssets(file);
    reading = false;
    expect(assets).toHaveLength(1_002);
    expect(turns).toBeGreaterThan(9);
  });
});
