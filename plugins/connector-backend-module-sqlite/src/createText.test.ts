import { readIndexText, readTableText, readViewText } from './createText';

describe('readTableText', () => {
  const commentsOf = (sql: string) => {
    const { comment, columns } = readTableText(sql);
    return {
      table: comment,
      ...Object.fromEntries([...columns].map(([key, it]) => [key, it.comment])),
    };
  };

  it('takes a comment above a column or behind it for its own', () => {
    expect(
      commentsOf(`CREATE TABLE t (
        -- Above a.
        a INTEGER PRIMARY KEY, -- Behind a.
        -- Above b,
        -- in two lines.
        b TEXT /* Amid b. */ NOT NULL,
        c TEXT -- Behind the last.
      )`),
    ).toEqual({
      table: undefined,
      a: 'Above a.\nBehind a.',
      b: 'Above b,\nin two lines.\nAmid b.',
      c: 'Behind the last.',
    });
  });

  it.each([
    ['before the bracket', 'CREATE TABLE t -- Mine.\n(a)'],
    ['behind the bracket', 'CREATE TABLE t ( -- Mine.\n a)'],
    ['as a block that comes first', 'CREATE TABLE t (\n /* Mine. */\n a)'],
    ['as a decorated block', 'CREATE TABLE t (\n /**\n * Mine.\n */\n a)'],
  ])('takes a comment %s for the table', (_, sql) => {
    expect(commentsOf(sql)).toEqual({ table: 'Mine.', a: undefined });
  });

  it('does not take comments of constraints for those of columns', () => {
    expect(
      commentsOf('CREATE TABLE t (a, -- Of a.\n -- Of the check.\n CHECK (a))'),
    ).toEqual({ table: undefined, a: 'Of a.' });
  });

  it('is not misled by quotes, brackets and comment signs', () => {
    const text = readTableText(
      `CREATE TABLE "odd (t" ("a,b" TEXT DEFAULT '),--', [c d] DECIMAL(10, 2), \`e"f\` INT,
        'g''h' INT, "check" INT, "i""j" INT CHECK ("i""j" <> ')' /* ) */), k x'')`,
    );
    expect([...text.columns.keys()]).toEqual([
      'a,b',
      'c d',
      'e"f',
      "g'h",
      'check',
      'i"j',
      'k',
    ]);
    expect(text.checks).toEqual([
      { name: undefined, expression: `"i""j" <> ')' /* ) */` },
    ]);
  });

  it('reads names and kinds of constraints, of columns and of the table', () => {
    expect(
      readTableText(`create table t (
        a integer constraint pk primary key autoincrement,
        b int constraint "b once" unique constraint b_positive check (b > 0),
        c int references u constraint named references v (x) on delete cascade,
        d int not null generated always as (b * (c + 1)) stored,
        e as (b),
        f int references w not deferrable,
        constraint pair unique (b collate nocase, "C" desc)
        constraint sum check (b + c < 9),
        unique (d)
        foreign key (b, c) references x deferrable initially deferred
      )`),
    ).toMatchObject({
      primaryKeyName: 'pk',
      columns: new Map<string, object>([
        ['a', { autoincrement: true }],
        ['b', {}],
        ['c', {}],
        ['d', { generatedAs: 'b * (c + 1)' }],
        ['e', { generatedAs: 'b' }],
        ['f', {}],
      ]),
      uniques: [
        { name: 'b once', columns: ['b'] },
        { name: 'pair', columns: ['b', 'C'] },
        { name: undefined, columns: ['d'] },
      ],
      checks: [
        { name: 'b_positive', expression: 'b > 0' },
        { name: 'sum', expression: 'b + c < 9' },
      ],
      foreignKeys: [
        { name: undefined },
        { name: 'named' },
        { name: undefined },
        { name: undefined, deferrable: true },
      ],
    });
  });

  it.each(['', 'CREATE TABLE t', 'CREATE TABLE t (', 'CREATE TABLE t (a /*'])(
    'does not fail on %p',
    sql => {
      expect(readTableText(sql).checks).toEqual([]);
    },
  );
});

describe('readViewText', () => {
  it.each([
    ['CREATE VIEW v AS SELECT 1', undefined, 'SELECT 1'],
    ['CREATE VIEW v -- Mine.\n(a) AS\nSELECT 1 AS a', 'Mine.', 'SELECT 1 AS a'],
    [
      'CREATE VIEW "as" AS -- Mine.\nSELECT 1 -- not',
      'Mine.',
      'SELECT 1 -- not',
    ],
  ])('reads %p', (sql, comment, query) => {
    expect(readViewText(sql)).toEqual({ comment, query });
  });
});

describe('readIndexText', () => {
  it('reads expressions without order and collation, and the condition', () => {
    expect(
      readIndexText(
        `CREATE UNIQUE INDEX "i (" ON t (a DESC, lower(b || ',') COLLATE NOCASE ASC, (c + 1)) -- x
         WHERE a IS NOT NULL AND (b > 1)`,
      ),
    ).toEqual({
      expressions: ['a', `lower(b || ',')`, '(c + 1)'],
      where: 'a IS NOT NULL AND (b > 1)',
    });
  });

  it('has no condition for an index over all rows', () => {
    expect(readIndexText('CREATE INDEX i ON t (a)')).toEqual({
      expressions: ['a'],
      where: undefined,
    });
  });
});
