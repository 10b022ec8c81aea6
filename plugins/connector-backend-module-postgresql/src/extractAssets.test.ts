import type {
  Asset,
  Scope,
  TableAsset,
} from '@backstage-connector/plugin-connector-common';
import {
  listAll,
  readAll,
} from '@backstage-connector/plugin-connector-node/testUtils';
import { everything } from './__fixtures__/everything';
import {
  createTestDatabase,
  type TestDatabase,
} from './__fixtures__/testServer';
import { postgresqlConnector as connector } from './postgresqlConnector';

// A real server, on a machine that may be busy.
jest.setTimeout(60_000);

describe('what is extracted from PostgreSQL', () => {
  let database: TestDatabase;
  let version: number;
  let assets: Asset[];

  const read = (scope?: Scope) =>
    readAll({ connector, settings: database.settings, scope });

  beforeAll(async () => {
    database = await createTestDatabase();
    version = await database.version();
    await database.ask(everything(version));
    await database.ask(`COMMENT ON DATABASE ${database.name} IS 'For tests.'`);
    await database.grantUsage();
    assets = await read();
  });
  afterAll(() => database?.remove());

  const find = (name: string) => assets.find(it => it.name === name);
  const table = (name: string) => {
    const found = find(name);
    expect(found?.kind).toBe('table');
    return found as TableAsset;
  };
  const structure = (name: string) => table(name).structure;
  const column = (name: string, of = 'customer') =>
    structure(of).columns.find(it => it.name === name);

  it('says where things are, and what they are called', () => {
    const { host, port } = database.settings.parameters;
    const urn = `urn:connector:postgresql:${host}%3A${port}:${database.name}`;
    expect(assets[0]).toEqual({
      kind: 'database',
      urn,
      name: database.name,
      path: [database.name],
      comment: 'For tests.',
    });
    expect(find('shop')).toEqual({
      kind: 'schema',
      urn: `${urn}/shop`,
      parent: urn,
      name: 'shop',
      path: [database.name, 'shop'],
      comment: 'What we sell.',
    });
    expect(table('Case')).toMatchObject({
      urn: `${urn}/Other%20%22One%22/Case`,
      parent: `${urn}/Other%20%22One%22`,
      path: [database.name, 'Other "One"', 'Case'],
    });
  });

  it('uses the system id of the settings in URNs', async () => {
    const { parameters, secrets } = database.settings;
    const [top] = await readAll({
      connector,
      settings: { secrets, parameters: { ...parameters, systemId: 'main' } },
    });
    expect(top.urn).toBe(`urn:connector:postgresql:main:${database.name}`);
  });

  it('has every kind of relation, and nothing else', () => {
    const types = assets.flatMap(it =>
      it.kind === 'table' ? [[it.name, it.relationType]] : [],
    );
    expect(Object.fromEntries(types)).toEqual({
      Case: 'table',
      bare: 'table',
      base: 'table',
      customer: 'table',
      derived: 'table',
      item: 'table',
      overview: 'view',
      refund: 'table',
      refund_2026: 'partition',
      refund_by_day: 'partitioned-table',
      remote: 'foreign-table',
      sale: 'partitioned-table',
      sale_2026: 'partition',
      sale_later: 'partition',
      sale_later_1: 'partition',
      snapshot: 'materialized-view',
    });
  });

  it('takes comments, and the owner they name', () => {
    expect(table('customer')).toMatchObject({
      comment: 'They buy.\n  Owner: group:default/sales\nSometimes.',
      owner: 'group:default/sales',
    });
    expect(column('code')?.comment).toBe('Three letters.');
    expect(table('overview').comment).toBe('Who bought when.');
    expect(table('overview').owner).toBeUndefined();
    expect(column('name', 'overview')?.comment).toBe('Theirs.');
  });

  it('counts columns without gaps', () => {
    const { columns } = structure('customer');
    expect(columns.map(it => it.position)).toEqual(
      columns.map((_, at) => at + 1),
    );
    expect(columns.map(it => it.name)).not.toContain('gone');
    expect(structure('bare').columns).toEqual([]);
  });

  it('describes columns in the words of the server', () => {
    expect(column('id')).toMatchObject({
      type: 'bigint',
      nullable: false,
      identity: 'always',
    });
    expect(column('code')).toMatchObject({
      type: 'character(3)',
      nullable: false,
      default: `'abc'::bpchar`,
    });
    expect(column('name')).toMatchObject({
      type: 'character varying(80)',
      nullable: true,
    });
    expect(column('shouted')).toMatchObject({
      default: 'upper(code::text)',
      generated: 'stored',
    });
    // In UTC, wherever the server is.
    expect(column('born')).toMatchObject({
      type: 'timestamp(3) with time zone',
      default: `'1999-12-31 22:00:00+00'::timestamp with time zone`,
    });
    expect(column('serial_number')).toMatchObject({
      type: 'integer',
      nullable: false,
      default: `nextval('shop.customer_serial_number_seq'::regclass)`,
    });
    expect(column('whispered')?.generated).toBe(
      version < 180000 ? undefined : 'virtual',
    );
  });

  it('explains types that users have made', () => {
    const mood = {
      kind: 'enum',
      name: 'shop.mood',
      values: ['so, so', 'fine', `it's great`],
      comment: 'How they feel.',
    };
    expect(column('feels')).toMatchObject({ type: 'shop.mood', typeOf: mood });
    expect(column('felt')).toMatchObject({ type: 'shop.mood[]', typeOf: mood });
    expect(column('credit')).toMatchObject({
      nullable: false,
      typeOf: {
        kind: 'domain',
        baseType: 'numeric(8,2)',
        checks: expect.arrayContaining([
          'VALUE > 0::numeric',
          'VALUE < 1000::numeric',
        ]),
      },
    });
    expect(column('credits')).toMatchObject({ nullable: true });
    expect(column('lives_at')?.typeOf).toMatchObject({
      kind: 'composite',
      name: 'shop.address',
    });
    expect(column('active')?.typeOf).toMatchObject({
      kind: 'range',
      baseType: 'date',
    });
    expect(column('name')?.typeOf).toBeUndefined();
  });

  it('reads keys and checks', () => {
    const { primaryKey, uniqueConstraints, checks } = structure('customer');
    expect(primaryKey).toEqual({
      name: 'customer_pk',
      columns: ['id'],
      comment: 'The key.',
    });
    expect(uniqueConstraints).toEqual([
      ...(version < 150000
        ? []
        : [
            {
              name: 'customer_born',
              columns: ['born'],
              nullsNotDistinct: true,
            },
          ]),
      {
        name: 'customer_code',
        columns: ['name', 'code'],
        comment: 'The other key.',
      },
    ]);
    expect(checks).toEqual([
      {
        name: 'customer_name',
        expression: 'length(name::text) > 1 OR name IS NULL',
        comment: 'No initials.',
      },
    ]);
    expect(structure('Case').primaryKey?.columns).toEqual(['twin', 'Twin']);
  });

  it('reads foreign keys', () => {
    const target = (name: string) => {
      const { urn, path } = table(name);
      return { urn, path };
    };
    expect(structure('Case').foreignKeys).toEqual([
      {
        name: 'case_customer',
        columns: ['customer'],
        target: { ...target('customer'), columns: ['id'] },
        onUpdate: 'CASCADE',
        onDelete: 'SET DEFAULT',
        deferrable: true,
        comment: 'Across schemas.',
      },
    ]);
    expect(structure('item').foreignKeys).toEqual([
      {
        name: 'item_case',
        columns: ['a', 'b'],
        target: { ...target('Case'), columns: ['twin', 'Twin'] },
        onUpdate: 'SET NULL',
        onDelete: 'RESTRICT',
      },
    ]);
  });

  it('reads a foreign key to a partitioned table once', () => {
    const targets = (name: string) =>
      structure(name).foreignKeys.map(it => [
        it.name,
        it.target.path[it.target.path.length - 1],
      ]);
    expect(targets('refund')).toEqual([['refund_sale', 'sale']]);
    expect(targets('refund_by_day')).toEqual([['refund_by_day_sale', 'sale']]);
    expect(targets('refund_2026')).toEqual([['refund_by_day_sale', 'sale']]);
    expect(targets('sale_2026')).toEqual([['sale_customer', 'customer']]);
    expect(targets('sale_later_1')).toEqual([['sale_customer', 'customer']]);
  });

  it('reads indexes that no key has', () => {
    expect(structure('customer').indexes).toEqual([
      {
        name: 'customer_active',
        columns: ['active'],
        unique: false,
        method: 'gist',
      },
      {
        name: 'customer_lower',
        columns: ['lower(name::text)', 'code'],
        included: ['born'],
        unique: true,
        method: 'btree',
        where: `code <> 'x'::bpchar`,
        comment: 'For the search.',
      },
    ]);
    expect(structure('snapshot').indexes).toMatchObject([
      { name: 'snapshot_sales', columns: ['sales'] },
    ]);
    // The one behind the exclusion constraint.
    expect(structure('Case').indexes).toMatchObject([
      { columns: ['customer'] },
    ]);
  });

  it('reads the SQL of views', () => {
    expect(structure('overview').sql).toMatch(
      /^SELECT c\.name,\s+s\.day\s+FROM shop\.customer c/,
    );
    expect(structure('snapshot').sql).toContain('FROM shop.sale');
    expect(structure('customer').sql).toBeUndefined();
  });

  it('reads how tables depend on tables', () => {
    const { urn, path } = table('sale');
    expect(structure('sale').partitionKey).toBe('RANGE (day)');
    expect(structure('sale_2026')).toMatchObject({
      inherits: [{ urn, path }],
      partitionBound: `FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
    });
    expect(structure('sale_later')).toMatchObject({
      partitionKey: 'LIST (day)',
      partitionBound: 'DEFAULT',
    });
    expect(structure('derived')).toMatchObject({
      inherits: [{ path: [database.name, 'shop', 'base'] }],
      columns: [{ name: 'id' }, { name: 'more' }],
    });
    expect(structure('remote').foreignServer).toBe('elsewhere');
    expect(structure('customer').inherits).toBeUndefined();
  });

  describe('with patterns', () => {
    it('names a schema that is left out once, and what points there', async () => {
      const some = await read({ include: [], exclude: ['shop'] });
      expect(some.map(it => [it.kind, it.name])).toEqual([
        ['database', database.name],
        ['schema', 'Other "One"'],
        ['table', 'Case'],
        ['out-of-scope', 'shop'],
      ]);
      expect(some[2]).toMatchObject({
        structure: { foreignKeys: [{ target: { external: true } }] },
      });
    });

    it('names every table that is left out', async () => {
      const some = await read({ include: ['shop.sale*'], exclude: ['*.*_1'] });
      expect(some.filter(it => it.kind === 'table').map(it => it.name)).toEqual(
        ['sale', 'sale_2026', 'sale_later'],
      );
      expect(some.find(it => it.name === 'sale_later_1')).toMatchObject({
        kind: 'out-of-scope',
        reason: expect.stringContaining('*.*_1'),
      });
      expect(some.find(it => it.name === 'customer')?.kind).toBe(
        'out-of-scope',
      );
    });
  });

  describe('without a grant on one schema', () => {
    beforeAll(async () => {
      await database.ask(`REVOKE USAGE ON SCHEMA shop FROM ${database.user}`);
    });
    afterAll(() => database.grantUsage());

    it('says that it was not observed, and what to grant', async () => {
      const some = await read();
      expect(some.map(it => it.kind)).toEqual([
        'database',
        'schema',
        'table',
        'not-observed',
      ]);
      expect(some[3]).toMatchObject({
        name: 'shop',
        reason: expect.stringContaining(
          `GRANT USAGE ON SCHEMA "shop" TO "${database.user}"`,
        ),
      });
      expect(some[2]).toMatchObject({
        structure: { foreignKeys: [{ target: { external: true } }] },
      });
    });

    it('says so only if the patterns want it', async () => {
      const some = await read({ include: [], exclude: ['shop'] });
      expect(some[3]).toMatchObject({ kind: 'out-of-scope', name: 'shop' });
    });

    it('lists what can be read', async () => {
      await expect(
        listAll({ connector, settings: database.settings }),
      ).resolves.toEqual([
        { path: ['Other "One"', 'Case'], relationType: 'table' },
      ]);
    });
  });
});
