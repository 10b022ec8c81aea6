import { jitterMs } from './jitter';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));

describe('jitterMs', () => {
  it('is nothing without jitter', () => {
    expect(jitterMs(0, 'c-1', at(0))).toBe(0);
  });

  it('spreads starts over the whole span, and never beyond', () => {
    const delays = Array.from({ length: 500 }, (_, index) =>
      jitterMs(60, `c-${index}`, at(0)),
    );
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.min(...delays)).toBeLessThan(3_000);
    expect(Math.max(...delays)).toBeLessThanOrEqual(60_000);
    expect(Math.max(...delays)).toBeGreaterThan(57_000);
  });

  it('is the same for all who work it out, and another for the next start', () => {
    expect(jitterMs(60, 'c-1', at(0))).toBe(jitterMs(60, 'c-1', at(0)));
    expect(jitterMs(60, 'c-1', at(0))).not.toBe(jitterMs(60, 'c-1', at(1)));
  });
});
