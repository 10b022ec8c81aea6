import {
  annotations,
  type Connection,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { engines } from '../__testUtils__/databases';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';
import { pathOf, readImported, structureOf } from './__testUtils__/imported';
import { postgresSource, sqliteSource } from './__testUtils__/sources';

jest.setTimeout(60_000);

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const columns = (count: number) =>
  Array.from({ length: count }, (_, index) => `c${index} integer`).join(', ');

/** Table names that no one should choose and someone has chosen. */
const oddNames = [
  'select',
  'Order',
  'order',
  'ORDER',
  'quo"te',
  "apo'strophe",
  'back\\slash',
  'sla/sh',
  'co:lon',
  'with.dot',
  'with dot',
  'with-dot',
  'with_dot',
  ' around ',
  '-',
  '🛒 basket',
  '日本語',
  'Straße',
  '<b>bold</b>',
  '%s %d ${x} {{y}}',
  'null',
  'constructor',
  '__proto__',
];

describe.each(engines)('a source of odd shape, portal on %s', engine => {
  let portal: ImportPortal;

  beforeAll(async () => {
    portal = await startImportPortal({
      database: await portalDatabase(engine),
    });
  });
  afterAll(() => portal.stop());

  /** Imports it twice: all comes at once, and nothing changes afterwards. */
  async function importTwice(connection: Connection) {
    const first = await portal.run(connection.id);
    const { entities } = await readImported(portal.catalog, connection);
    expect(first).toMatchObject({
      state: 'succeeded',
      byAction: { create: entities.length, reject: 0 },
    });
    const second = await portal.run(connection.id);
    expect(second).toMatchObject({
      state: 'succeeded',
      byAction: { create: 0, replace: 0, ignore: entities.length },
    });
    return entities;
  }
  const tablesOf = (entities: readonly Entity[]) =>
    entities.filter(it => it.spec?.definition);

  it.each([
    ['PostgreSQL', async () => postgresSource(oddNames.map(createTable))],
    [
      'SQLite',
      async () =>
        // Whose names differ in more than case.
        sqliteSource(
          oddNames
            .filter(name => !['Order', 'ORDER'].includes(name))
            .map(createTable)
            .join(';'),
        ),
    ],
  ])('brings every odd name of %s under one of its own', async (_, make) => {
    const source = await make();
    const connection = await portal.connect(source.input());
    const tables = tablesOf(await importTwice(connection));
    const expected = oddNames.filter(
      name => 'knex' in source || !['Order', 'ORDER'].includes(name),
    );
    const names = tables.map(it => pathOf(it).at(-1));
    expect(names.sort()).toEqual([...expected].sort());
    expect(tables.map(it => it.metadata.title).sort()).toEqual(
      [...expected].sort(),
    );
    const refs = tables.map(it => it.metadata.name.toLowerCase());
    expect(new Set(refs).size).toBe(tables.length);
  });

  it('takes one odd name alone, by a pattern', async () => {
    const source = await postgresSource(oddNames.map(createTable));
    const connection = await portal.connect(
      source.input({ scope: { include: ['public.with\\.dot'], exclude: [] } }),
    );
    const tables = tablesOf(await importTwice(connection));
    expect(tables.map(it => it.metadata.title)).toEqual(['with.dot']);
  });

  it('shortens names of 300 characters, and tells those apart that begin alike', async () => {
    const long = ['a', 'b'].map(end => `${'x'.repeat(299)}${end}`);
    const connection = await portal.connect(
      sqliteSource(long.map(createTable).join(';')).input(),
    );
    const tables = tablesOf(await importTwice(connection));
    expect(tables.map(it => it.metadata.title).sort()).toEqual(long);
    for (const { metadata } of tables) {
      expect(metadata.name.length).toBeLessThanOrEqual(63);
      expect(metadata.annotations?.[annotations.connection]).toBe(
        connection.id,
      );
    }
  });

  it('brings a table of 1,600 columns whole', async () => {
    const source = await postgresSource([
      `CREATE TABLE wide (${columns(1600)})`,
      'CREATE TABLE narrow ()',
    ]);
    const connection = await portal.connect(source.input());
    const tables = tablesOf(await importTwice(connection));
    const counts = tables.map(it => [
      it.metadata.title,
      structureOf(it).columns.length,
    ]);
    expect(Object.fromEntries(counts)).toEqual({ wide: 1600, narrow: 0 });
  });

  it.each([
    ['PostgreSQL', () => postgresSource(), ['database', 'database-schema']],
    ['SQLite', async () => sqliteSource(), ['database', 'database-schema']],
  ])('takes an empty database of %s for what it is', async (_, make, types) => {
    const source = await make();
    const connection = await portal.connect(source.input());
    const entities = await importTwice(connection);
    const resources = entities.filter(it => it.kind === 'Resource');
    expect(resources.map(it => it.spec?.type).sort()).toEqual(types);
  });
});

function createTable(name: string): string {
  return `CREATE TABLE ${quoted(name)} (id integer)`;
}
