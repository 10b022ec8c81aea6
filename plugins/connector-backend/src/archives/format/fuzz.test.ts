import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { archiveOf, manyLines, readAll } from './__testUtils__/archives';
import { ArchiveRefusedError } from './ArchiveRefusedError';

// Some hundred archives each are written to disk and read.
jest.setTimeout(60_000);

describe('An archive that was damaged', () => {
  const lines = manyLines(40);
  let whole: Buffer;
  let read: Awaited<ReturnType<typeof readAll>>;

  beforeAll(async () => {
    whole = await archiveOf(lines);
    read = await readAll(whole);
  });

  /**
   * Refused; or the same, because what was damaged is nothing that an archive says.
   */
  async function outcome(bytes: Buffer) {
    try {
      const found = await readAll(bytes);
      return isDeepStrictEqual(found, read) ? 'the same' : 'undetected';
    } catch (error) {
      return error instanceof ArchiveRefusedError ? 'refused' : error;
    }
  }

  it('is refused wherever it is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async length => {
        expect(await outcome(whole.subarray(0, length))).toBe('refused');
      }),
      { numRuns: 200 },
    );
  });

  it('is refused, or the same, whatever bits are flipped', async () => {
    const flip = fc.record({
      at: fc.nat({ max: whole.length - 1 }),
      bit: fc.nat({ max: 7 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(flip, { minLength: 1, maxLength: 3 }),
        async flips => {
          const bytes = Buffer.from(whole);
          flips.forEach(({ at, bit }) => {
            bytes[at] ^= 2 ** bit;
          });
          expect(await outcome(bytes)).toMatch(/^(refused|the same)$/);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is refused, or the same, whatever bits of its directory are flipped', async () => {
    const directory = whole.lastIndexOf(Buffer.from('PK\x01\x02')) - 65;
    for (let at = directory; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes[at] ^= 2 ** (at % 8);
      expect(await outcome(bytes)).toMatch(/^(refused|the same)$/);
    }
  });

  it('is refused, or the same, whatever bytes are put in or taken out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: whole.length }),
        fc.nat({ max: 40 }),
        fc.uint8Array({ maxLength: 40 }),
        async (at, removed, added) => {
          expect(
            await outcome(
              Buffer.concat([
                whole.subarray(0, at),
                added,
                whole.subarray(at + removed),
              ]),
            ),
          ).toMatch(/^(refused|the same)$/);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is refused when it is no archive at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async bytes => {
        expect(await outcome(Buffer.from(bytes))).toBe('refused');
      }),
      { numRuns: 100 },
    );
  });
});
