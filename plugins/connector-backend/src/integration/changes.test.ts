import {
  ABSENT_TAG,
  annotations,
  type Connection,
  type ImportOptions,
} from '@backstage-connector/plugin-connector-common';
import { importOptions } from '../__testUtils__/connections';
import { engines } from '../__testUtils__/databases';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';
import {
  readImported,
  refOf,
  related,
  structureOf,
} from './__testUtils__/imported';
import { catalogAtRest, rowVersions } from './__testUtils__/rowVersions';
import { postgresSource, type PostgresSource } from './__testUtils__/sources';

jest.setTimeout(60_000);

const shop = [
  'CREATE SCHEMA shop',
  'CREATE TABLE shop.customer (id integer PRIMARY KEY, mail text, name text)',
  `CREATE TABLE shop."order" (id integer PRIMARY KEY,
     customer integer CONSTRAINT by_customer REFERENCES shop.customer)`,
  'CREATE TABLE shop.invoice (id integer)',
  `COMMENT ON TABLE shop.invoice IS 'Old words'`,
  'CREATE TABLE shop.old (id integer)',
];

describe.each(engines)('what a source changes, portal on %s', engine => {
  let portal: ImportPortal;
  beforeAll(async () => {
    portal = await startImportPortal({
      database: await portalDatabase(engine),
    });
  });
  afterAll(() => portal.stop());

  /** A source that has been imported once, and a catalog that is at rest. */
  async function setUp(
    statements: readonly string[] = shop,
    over: Partial<ImportOptions> = {},
  ) {
    const source = await postgresSource(statements);
    const options = { ...importOptions, ...over };
    const connection = await portal.connect(source.input({ options }));
    await portal.run(connection.id);
    await catalogAtRest(portal.catalogKnex);
    return { source, connection };
  }

  /** All that a run may write to, except the run itself. */
  async function written() {
    const connectorKnex = await portal.knexOf('connector');
    return {
      catalog: await rowVersions(portal.catalogKnex),
      ledger: await rowVersions(connectorKnex, ['objects']),
      connections: await rowVersions(connectorKnex, ['connections']),
    };
  }

  const relation = async (connection: Connection, ...path: string[]) =>
    (await readImported(portal.catalog, connection)).relation(...path);

  const change = async ({ knex }: PostgresSource, ...statements: string[]) => {
    for (const statement of statements) {
      await knex.raw(statement);
    }
  };

  it('ignores all that is as it was, and writes nothing but the run', async () => {
    const { connection } = await setUp();
    const before = await written();
    expect(before.catalog).toHaveProperty('final_entities');

    const again = await portal.run(connection.id);

    expect(again.report).toMatchObject({
      byReason: { 'identity.unchanged': 8 },
      findings: [],
    });
    expect(again.delivery).toMatchObject({ planned: 0, sent: 0 });
    expect(await portal.decisions(again.id)).toEqual([]);
    expect(await written()).toEqual(before);
  });

  it('previews exactly the differences, and then brings them', async () => {
    const { source, connection } = await setUp();
    const before = await readImported(portal.catalog, connection);
    const [customerRef, oldRef] = ['customer', 'old'].map(name =>
      refOf(before.relation('shop', name)),
    );
    const atRest = await written();
    await change(
      source,
      'ALTER TABLE shop.customer DROP COLUMN mail',
      'ALTER TABLE shop."order" DROP CONSTRAINT by_customer',
      `COMMENT ON TABLE shop.invoice IS 'New words'`,
      'DROP TABLE shop.old',
      'CREATE TABLE shop.added (id integer)',
    );

    const preview = await portal.run(connection.id, 'preview');

    const planned = await portal.decisions(preview.id);
    expect(
      planned.map(({ title, action, reason, changes }) => ({
        title,
        action,
        reason,
        changes,
      })),
    ).toEqual([
      { title: 'added', action: 'create', reason: 'identity.new' },
      {
        title: 'customer',
        action: 'replace',
        reason: 'identity.changed',
        changes: [
          {
            path: 'columns.mail',
            before: { name: 'mail', type: 'text', nullable: true },
          },
        ],
      },
      {
        title: 'invoice',
        action: 'replace',
        reason: 'identity.changed',
        changes: [
          {
            path: 'metadata.description',
            before: 'Old words',
            after: 'New words',
          },
        ],
      },
      {
        title: 'order',
        action: 'replace',
        reason: 'identity.changed',
        changes: [
          { path: 'spec.dependsOn', before: customerRef },
          {
            path: 'foreignKeys.by_customer',
            before: expect.objectContaining({ columns: ['customer'] }),
          },
        ],
      },
      {
        title: 'old',
        action: 'flag',
        reason: 'absence.flagged',
        changes: [
          { path: 'metadata.tags', after: ABSENT_TAG },
          {
            path: `metadata.annotations.${JSON.stringify(annotations.state)}`,
            after: 'absent',
          },
        ],
      },
    ]);
    expect(preview.report?.byReason).toMatchObject({ 'identity.unchanged': 4 });
    expect(preview.delivery).toBeUndefined();
    expect(await written()).toEqual(atRest);

    const run = await portal.run(connection.id);

    expect(await portal.decisions(run.id)).toEqual(
      planned.map(decision => ({ ...decision, applied: true })),
    );
    expect(run.delivery).toMatchObject({ planned: 5, visible: 5 });
    await catalogAtRest(portal.catalogKnex);
    const after = await readImported(portal.catalog, connection);
    const table = (name: string) => after.relation('shop', name);
    const columnsOf = (name: string) =>
      structureOf(table(name)).columns.map(it => it.name);
    expect(columnsOf('customer')).toEqual(['id', 'name']);
    expect(structureOf(table('order')).foreignKeys).toEqual([]);
    expect(related(table('order'), 'dependsOn')).not.toContain(customerRef);
    expect(table('invoice')?.metadata.description).toBe('New words');
    expect(columnsOf('added')).toEqual(['id']);
    expect(table('old')?.metadata).toMatchObject({
      tags: [ABSENT_TAG],
      annotations: { [annotations.state]: 'absent' },
    });
    const uidsOf = ({ entities }: typeof before) =>
      new Map(entities.map(it => [refOf(it), it.metadata.uid]));
    const uids = uidsOf(after);
    uids.delete(refOf(table('added')));
    expect(uids).toEqual(uidsOf(before));
    expect(await written()).not.toEqual(atRest);

    const nothingLeft = await portal.run(connection.id);
    expect(nothingLeft.byAction).toMatchObject({ ignore: 9, flag: 0 });
    expect(nothingLeft.delivery).toMatchObject({ sent: 0 });

    await change(source, 'CREATE TABLE shop.old (id integer)');
    const restored = await portal.run(connection.id);
    expect(await portal.decisions(restored.id)).toMatchObject([
      { action: 'replace', reason: 'identity.restored', ref: oldRef },
    ]);
    const old = await relation(connection, 'shop', 'old');
    expect(old?.metadata.tags).toBeUndefined();
    expect(old?.metadata.annotations).not.toHaveProperty(annotations.state);
    expect(old?.metadata.uid).toBe(table('old')?.metadata.uid);
  });

  it('removes what is absent where the connection says so, and makes it anew', async () => {
    const { source, connection } = await setUp(shop, { absence: 'remove' });
    await change(source, 'DROP TABLE shop.old');

    const run = await portal.run(connection.id);

    expect(run).toMatchObject({
      state: 'succeeded',
      byAction: { remove: 1, ignore: 7 },
      delivery: { planned: 1, sent: 1 },
    });
    expect(await relation(connection, 'shop', 'old')).toBeUndefined();
    const rows = await (await portal.knexOf('connector'))('objects')
      .where({ source_id: connection.id, title: 'old' })
      .select('uid');
    expect(rows).toEqual([]);

    await change(source, 'CREATE TABLE shop.old (id integer)');
    const again = await portal.run(connection.id);
    expect(again.byAction).toMatchObject({ create: 1, ignore: 7 });
    expect(await relation(connection, 'shop', 'old')).toBeDefined();
  });

  it('holds many removals until a person lets them go', async () => {
    const tables = Array.from({ length: 14 }, (_, n) => `shop.t${n}`);
    const { source, connection } = await setUp(
      ['CREATE SCHEMA shop', ...tables.map(it => `CREATE TABLE ${it} ()`)],
      { absence: 'remove' },
    );
    await change(
      source,
      ...tables.slice(2).map(it => `DROP TABLE ${it}`),
      'CREATE TABLE shop.added ()',
    );

    const run = await portal.run(connection.id);

    expect(run).toMatchObject({
      state: 'needs-review',
      byAction: { remove: 12, create: 1 },
      delivery: { sent: 1 },
    });
    const { entities } = await readImported(portal.catalog, connection);
    expect(entities).toHaveLength(19);

    await portal.client.reviewRun({
      params: { id: run.id },
      body: { answer: 'apply' },
    });
    const applied = await portal.ended(run.id);
    expect(applied.state).toBe('succeeded');
    const left = await readImported(portal.catalog, connection);
    expect(left.entities).toHaveLength(7);
  });
});
