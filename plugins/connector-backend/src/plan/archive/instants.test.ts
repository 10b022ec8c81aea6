import { compareInstants } from './instants';

describe('compareInstants', () => {
  it.each([
    ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00Z', 0],
    ['2026-01-01T00:00Z', '2026-01-01T00:00:00.0Z', 0],
    ['2026-01-01T00:00:00.1Z', '2026-01-01T00:00:00.100Z', 0],
    ['2026-01-01T00:00:00.1234Z', '2026-01-01T00:00:00.123Z', 0],
    ['2026-01-01T00:00:00.1Z', '2026-01-01T00:00:00Z', 1],
    ['2026-01-01T00:00:00.9Z', '2026-01-01T00:00:01Z', -1],
    ['2025-12-31T23:59:59.999Z', '2026-01-01T00:00Z', -1],
    ['2026-01-01T00:01Z', '2026-01-01T00:00:59.999Z', 1],
  ])('%s and %s: %d', (one, other, expected) => {
    expect(compareInstants(one, other)).toBe(expected);
    expect(compareInstants(other, one)).toBe(expected === 0 ? 0 : -expected);
  });
});
