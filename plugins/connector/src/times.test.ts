import { DateTime, Settings } from 'luxon';
import { durationText, elapsed, exactTime, relativeTime } from './times';

const at = '2026-11-22T10:00:00.000Z';

describe('relativeTime', () => {
  it('counts from the given instant', () => {
    const now = DateTime.fromISO('2026-11-22T10:03:00.000Z');
    expect(relativeTime(at, now)).toBe('3 minutes ago');
  });
});

describe('exactTime', () => {
  const { defaultZone } = Settings;
  afterEach(() => {
    Settings.defaultZone = defaultZone;
  });

  it.each([
    ['Europe/Berlin', /Nov 22, 2026, 11:00:00.AM .*Europe\/Berlin/],
    ['America/New_York', /Nov 22, 2026, 5:00:00.AM .*America\/New_York/],
  ])('names the zone %s of the viewer', (zone, text) => {
    Settings.defaultZone = zone;
    expect(exactTime(at)).toMatch(text);
  });
});

describe('durationText', () => {
  it.each([
    [0, '0 ms'],
    [950, '950 ms'],
    [4200, '4.2 s'],
    [125_000, '2 min 5 s'],
    [3_780_000, '1 h 3 min'],
  ])('says %d ms as %s', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });
});

describe('elapsed', () => {
  const now = DateTime.fromISO('2026-11-22T10:00:05.000Z');

  it('ends with the run, or now while it runs', () => {
    const endedAt = '2026-11-22T10:00:02.000Z';
    expect(elapsed({ startedAt: at, endedAt }, now)).toBe(2000);
    expect(elapsed({ startedAt: at }, now)).toBe(5000);
  });

  it('is unknown before the start', () => {
    expect(elapsed({}, now)).toBeUndefined();
  });

  it('is never negative, whatever the clocks say', () => {
    expect(elapsed({ startedAt: '2026-11-22T10:00:09.000Z' }, now)).toBe(0);
  });
});
