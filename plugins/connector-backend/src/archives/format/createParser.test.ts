import { z } from 'zod';
import { createParser } from './createParser';

/** More than is parsed without a look first. */
const LONG = 100_000;

describe('createParser', () => {
  const looked = jest.fn();
  const entry = z.unknown().refine(
    value => {
      looked(value);
      return value === 'good';
    },
    { message: 'is bad' },
  );
  const schema = z.object({
    name: z.string(),
    list: z.array(z.object({ entry, others: z.array(entry).optional() })),
    byKey: z.record(z.string(), entry).optional(),
    usual: z.array(entry).default([]),
    variant: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('one') }),
        z.object({ kind: z.literal('many'), all: z.array(entry) }),
      ])
      .optional(),
  });
  const parse = createParser(schema);
  const good = { entry: 'good' };
  beforeEach(() => looked.mockClear());

  it.each([0, LONG])('gives what the schema makes of %s bytes', bytes => {
    const value = { name: 'x', list: [good], byKey: { a: 'good' }, more: 1 };

    expect(parse(value, bytes)).toEqual({
      data: { name: 'x', list: [good], byKey: { a: 'good' }, usual: [] },
    });
  });

  it.each<[string, object]>([
    ['entries of a list', { list: Array(1_000).fill({}) }],
    [
      'entries of a list in a list',
      { list: [{ ...good, others: Array(1_000).fill('bad') }] },
    ],
    [
      'entries of a record',
      {
        list: [],
        byKey: Object.fromEntries(Array.from({ length: 1_000 }).entries()),
      },
    ],
    [
      'entries of a list that has a default',
      { list: [], usual: Array(1_000).fill('bad') },
    ],
    [
      'entries of a list of one variant',
      {
        list: [],
        variant: { kind: 'many', all: Array(1_000).fill('bad') },
      },
    ],
  ])('looks no further than the first of many wrong %s', (_, wrong) => {
    parse({ name: 'x', ...wrong }, LONG);

    expect(looked.mock.calls.length).toBeLessThan(3);
  });

  it.each<[unknown, string]>([
    [[], 'it must be an object'],
    [{ list: [] }, 'name is required'],
    [{ name: 'x', list: {} }, 'list must be a list'],
    [{ name: 'x', list: [good, 1] }, 'list[1] must be an object'],
    [{ name: 'x', list: [good, {}] }, 'list[1].entry is bad'],
    [
      { name: 'x', list: [{ ...good, others: ['good', 'bad'] }] },
      'list[0].others[1] is bad',
    ],
    [{ name: 'x', list: [], byKey: [] }, 'byKey must be an object'],
    [{ name: 'x', list: [], byKey: { 'a\nb': 0 } }, 'byKey["a\\nb"] is bad'],
    [
      { name: 'x', list: [], byKey: { ['k'.repeat(150)]: 0 } },
      `byKey["${'k'.repeat(100)}…"] is bad`,
    ],
    [
      { name: 'x', list: [], variant: { kind: 'many', all: ['bad'] } },
      'variant.all[0] is bad',
    ],
    [
      { name: 'x', list: [], variant: { kind: 'none' } },
      'variant.kind must be one or many',
    ],
  ])('names where the problem is, and what: %j', (value, problem) => {
    expect(parse(value, 0)).toEqual({ problem });
    expect(parse(value, LONG)).toEqual({ problem });
  });

  it('tells what only the whole has', () => {
    const limited = createParser(z.object({ list: z.array(entry).max(1) }));

    expect(limited({ list: ['good', 'good'] }, LONG)).toEqual({
      problem: 'list must be at most 1 entries long',
    });
  });
});
