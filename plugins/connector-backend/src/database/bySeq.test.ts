import type { Knex } from 'knex';
import { engines, freshDatabase } from '../__testUtils__/databases';
import { batchesBySeq, pageBySeq } from './bySeq';
import { encodeCursor } from './cursor';

interface Row {
  seq: number;
  colour: string;
}

describe.each(engines)('rows by their seq on %s', engine => {
  let knex: Knex;
  const asked: string[] = [];

  beforeAll(async () => {
    knex = await freshDatabase(engine);
    await knex.schema.createTable('marbles', table => {
      table.integer('seq').primary();
      table.text('colour').notNullable();
    });
    await knex('marbles').insert(
      Array.from({ length: 10 }, (_, n) => ({
        seq: 10 * (n + 1),
        colour: n % 2 ? 'red' : 'blue',
      })),
    );
    knex.on('query', ({ sql }: { sql: string }) => asked.push(sql));
  });
  beforeEach(() => {
    asked.length = 0;
  });

  const page = (limit: number, cursor?: string) =>
    pageBySeq<Row>(
      knex('marbles').where({ colour: 'red' }),
      ['seq', 'colour'],
      { limit, cursor },
    );

  it('come page by page, counted once', async () => {
    const first = await page(2);
    expect(first).toMatchObject({
      rows: [{ seq: 20, colour: 'red' }, { seq: 40 }],
      total: 5,
    });
    const second = await page(2, first.nextCursor);
    expect(second).toMatchObject({
      rows: [{ seq: 60 }, { seq: 80 }],
      total: 5,
    });
    const third = await page(2, second.nextCursor);
    expect(third).toEqual({ rows: [{ seq: 100, colour: 'red' }], total: 5 });
    expect(asked.filter(sql => sql.includes('count'))).toHaveLength(1);
  });

  it.each([5, 6])(
    'are not counted when %d a page show them all',
    async limit => {
      const { rows, total, nextCursor } = await page(limit);
      expect([rows.length, total, nextCursor]).toEqual([5, 5, undefined]);
      expect(asked).toHaveLength(1);
    },
  );

  it('may be none', async () => {
    const none = knex('marbles').where({ colour: 'green' });
    expect(await pageBySeq<Row>(none, ['seq'], { limit: 2 })).toEqual({
      rows: [],
      total: 0,
    });
  });

  it.each([
    ['no cursor', 'abc'],
    ['one of another list', encodeCursor(['2026-01-01', 'x'])],
    ['one number', encodeCursor([1])],
    ['numbers that are none', encodeCursor([1.5, 2])],
  ])('refuse %s', async (_, cursor) => {
    await expect(page(2, cursor)).rejects.toThrow('"cursor" is not valid');
  });

  it('come in batches, to the last', async () => {
    const batches: number[][] = [];
    for await (const batch of batchesBySeq<Row>(() => knex('marbles'), 4)) {
      batches.push(batch.map(({ seq }) => seq));
    }
    expect(batches).toEqual([
      [10, 20, 30, 40],
      [50, 60, 70, 80],
      [90, 100],
    ]);
  });
});
