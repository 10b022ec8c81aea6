import type { JsonObject } from '@backstage/types';
import { archiveOf, lineOf, readAll, shop } from './__testUtils__/archives';
import { lineProblem } from './lineProblem';

const nested = (depth: number): JsonObject =>
  depth === 0 ? {} : { in: nested(depth - 1) };
const withSpec = (spec: JsonObject) =>
  lineOf({ ...shop, spec: { ...shop.spec, ...spec } });
const limits = { ratio: 10_000 };

describe('lineProblem', () => {
  it.each([
    ['an ordinary object', lineOf()],
    ['nested as deep as can be', withSpec({ deep: nested(60) })],
    ['nearly as long as can be', withSpec({ text: '\0'.repeat(1_700_000) })],
  ])('has nothing against what can be read: %s', async (_, line) => {
    expect(lineProblem(line)).toBe(undefined);
    await expect(
      readAll(await archiveOf([line]), limits),
    ).resolves.toBeTruthy();
  });

  it.each([
    [
      'a UUID longer than any',
      lineOf(shop, { uid: 'x'.repeat(37) }),
      'uid must be at most 36 characters long',
    ],
    [
      'an empty UUID',
      lineOf(shop, { uid: '' }),
      'uid must be at least 1 characters long',
    ],
    [
      'nested too deep',
      withSpec({ deep: nested(61) }),
      'it nests objects and lists more than 64 deep',
    ],
  ])('finds what spoils an archive: %s', async (_, line, problem) => {
    expect(lineProblem(line)).toBe(problem);
    await expect(readAll(await archiveOf([line]), limits)).rejects.toThrow();
  });

  it.each([
    [
      'too long',
      withSpec({ text: '\0'.repeat(1_750_000) }),
      'it takes more than 10485760 bytes',
    ],
    [
      'a reference longer than any',
      withSpec({ system: 'x'.repeat(300) }),
      'references[1] is longer than any reference',
    ],
  ])('finds what could not be imported: %s', (_, line, problem) => {
    expect(lineProblem(line)).toBe(problem);
  });
});
