import { DateTime, Settings } from 'luxon';
import {
  durationText,
  elapsed,
  exactTime,
  localInstants,
  relativeTime,
} from './times';

const at = '2026-11-22T10:00:00.000Z';

// Before AM and PM, versions of Node.js differ in the space they put.
const plainSpaces = (text: string) => text.replace(/\s/g, ' ');

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

describe('localInstants', () => {
  const { defaultZone, defaultLocale } = Settings;
  beforeEach(() => {
    Settings.defaultZone = 'Europe/Berlin';
  });
  afterEach(() => {
    Settings.defaultZone = defaultZone;
    Settings.defaultLocale = defaultLocale;
  });

  it('says every instant of a sentence in the zone of the viewer', () => {
    expect(
      plainSpaces(
        localInstants(
          'The archive has a newer version, of 2026-02-01T00:00:00.000Z; the catalog has that of 2025-07-31T22:30:05Z.',
        ),
      ),
    ).toBe(
      'The archive has a newer version, of Feb 1, 2026, 1:00:00 AM GMT+1; the catalog has that of Aug 1, 2025, 12:30:05 AM GMT+2.',
    );
  });

  it('says them in the language of the viewer', () => {
    Settings.defaultLocale = 'de';
    expect(localInstants('of 2026-02-01T00:00:00.000Z')).toBe(
      'of 1. Feb. 2026, 1:00:00 MEZ',
    );
  });

  it('tells two apart that lie in the same second', () => {
    const sentence = localInstants(
      'of 2026-02-01T00:00:00.250Z; that of 2026-02-01T00:00:00.125Z.',
    );
    expect(plainSpaces(sentence)).toBe(
      'of Feb 1, 2026, 1:00:00.250 AM GMT+1; that of Feb 1, 2026, 1:00:00.125 AM GMT+1.',
    );
  });

  it.each([
    'Nothing has changed.',
    'component:default/backup-2026-02-01t00:00:00z',
    'https://example.com/2026-02-01T00:00:00Z',
    'Its name is at-2026-02-01T00:00:00Z-old.',
    'The month of 2026-13-01T00:00:00Z does not exist.',
  ])('leaves alone: %s', sentence => {
    expect(localInstants(sentence)).toBe(sentence);
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
