import {
  weekdays,
  type Recurrence,
} from '@backstage-connector/plugin-connector-common';
import fc from 'fast-check';
import { calendarDifferences } from '../testUtils/calendarCases';
import { instantsOf, offsetSpans } from '../testUtils/intlCalendar';
import { nextOccurrence, upcoming } from './nextOccurrence';
import { wallTimeAt } from './wallClock';
import { wallTimeAfter } from './wallTimes';

const daily = (time: string): Recurrence => ({ kind: 'daily', time });

/** The starts after a day, as `<wall time asked for> = <local time>[ dst]`. */
const starts = (
  zone: string,
  recurrence: Recurrence,
  after: string,
  count = 3,
) =>
  upcoming({ recurrence, zone }, new Date(after), count).map(
    ({ wallTime, local, dst }) =>
      `${wallTime} = ${local}${dst ? ` ${dst}` : ''}`,
  );

describe('nextOccurrence and daylight saving', () => {
  it.each<[string, string, Recurrence, string, string[]]>([
    [
      'Paris skips 02:30 in spring',
      'Europe/Paris',
      daily('02:30'),
      '2026-03-28T00:00:00Z',
      [
        '2026-03-28T02:30 = 2026-03-28T02:30:00+01:00',
        '2026-03-29T02:30 = 2026-03-29T03:00:00+02:00 moved',
        '2026-03-30T02:30 = 2026-03-30T02:30:00+02:00',
      ],
    ],
    [
      'Paris shows 02:30 twice in autumn',
      'Europe/Paris',
      daily('02:30'),
      '2026-10-24T00:00:00Z',
      [
        '2026-10-24T02:30 = 2026-10-24T02:30:00+02:00',
        '2026-10-25T02:30 = 2026-10-25T02:30:00+02:00 repeated',
        '2026-10-26T02:30 = 2026-10-26T02:30:00+01:00',
      ],
    ],
    [
      'the borders of the gap in Paris are not inside it',
      'Europe/Paris',
      { kind: 'cron', expression: '59 1 * * *' },
      '2026-03-28T12:00:00Z',
      [
        '2026-03-29T01:59 = 2026-03-29T01:59:00+01:00',
        '2026-03-30T01:59 = 2026-03-30T01:59:00+02:00',
        '2026-03-31T01:59 = 2026-03-31T01:59:00+02:00',
      ],
    ],
    [
      'several times of one gap start once, at its end',
      'Europe/Paris',
      { kind: 'cron', expression: '*/20 1-3 * * *' },
      '2026-03-29T00:30:00Z',
      [
        '2026-03-29T01:40 = 2026-03-29T01:40:00+01:00',
        '2026-03-29T02:00 = 2026-03-29T03:00:00+02:00 moved',
        '2026-03-29T03:20 = 2026-03-29T03:20:00+02:00',
      ],
    ],
    [
      'New York skips 02:00 in spring',
      'America/New_York',
      daily('02:00'),
      '2026-03-08T00:00:00Z',
      [
        '2026-03-08T02:00 = 2026-03-08T03:00:00-04:00 moved',
        '2026-03-09T02:00 = 2026-03-09T02:00:00-04:00',
        '2026-03-10T02:00 = 2026-03-10T02:00:00-04:00',
      ],
    ],
    [
      'New York shows every quarter of 01:00 twice in autumn, and starts once',
      'America/New_York',
      { kind: 'cron', expression: '30,45 1 * * *' },
      '2026-11-01T04:00:00Z',
      [
        '2026-11-01T01:30 = 2026-11-01T01:30:00-04:00 repeated',
        '2026-11-01T01:45 = 2026-11-01T01:45:00-04:00 repeated',
        '2026-11-02T01:30 = 2026-11-02T01:30:00-05:00',
      ],
    ],
    [
      'Lord Howe jumps by thirty minutes, forward',
      'Australia/Lord_Howe',
      daily('02:15'),
      '2026-10-03T00:00:00Z',
      [
        '2026-10-04T02:15 = 2026-10-04T02:30:00+11:00 moved',
        '2026-10-05T02:15 = 2026-10-05T02:15:00+11:00',
        '2026-10-06T02:15 = 2026-10-06T02:15:00+11:00',
      ],
    ],
    [
      'Lord Howe jumps by thirty minutes, back',
      'Australia/Lord_Howe',
      daily('01:45'),
      '2026-04-04T00:00:00Z',
      [
        '2026-04-05T01:45 = 2026-04-05T01:45:00+11:00 repeated',
        '2026-04-06T01:45 = 2026-04-06T01:45:00+10:30',
        '2026-04-07T01:45 = 2026-04-07T01:45:00+10:30',
      ],
    ],
    [
      'Samoa left out 30 December 2011',
      'Pacific/Apia',
      daily('08:00'),
      '2011-12-29T00:00:00Z',
      [
        '2011-12-29T08:00 = 2011-12-29T08:00:00-10:00',
        '2011-12-30T08:00 = 2011-12-31T00:00:00+14:00 moved',
        '2011-12-31T08:00 = 2011-12-31T08:00:00+14:00',
      ],
    ],
    [
      'the weekly run on the Friday that Samoa left out is not lost',
      'Pacific/Apia',
      { kind: 'weekly', weekdays: ['friday'], time: '08:00' },
      '2011-12-24T00:00:00Z',
      [
        '2011-12-30T08:00 = 2011-12-31T00:00:00+14:00 moved',
        '2012-01-06T08:00 = 2012-01-06T08:00:00+14:00',
        '2012-01-13T08:00 = 2012-01-13T08:00:00+14:00',
      ],
    ],
    [
      'São Paulo skipped midnight',
      'America/Sao_Paulo',
      daily('00:00'),
      '2018-11-03T12:00:00Z',
      [
        '2018-11-04T00:00 = 2018-11-04T01:00:00-02:00 moved',
        '2018-11-05T00:00 = 2018-11-05T00:00:00-02:00',
        '2018-11-06T00:00 = 2018-11-06T00:00:00-02:00',
      ],
    ],
    [
      'São Paulo showed the last hour of a day twice',
      'America/Sao_Paulo',
      daily('23:30'),
      '2018-02-17T12:00:00Z',
      [
        '2018-02-17T23:30 = 2018-02-17T23:30:00-02:00 repeated',
        '2018-02-18T23:30 = 2018-02-18T23:30:00-03:00',
        '2018-02-19T23:30 = 2018-02-19T23:30:00-03:00',
      ],
    ],
    [
      'Kathmandu has an odd offset and no daylight saving',
      'Asia/Kathmandu',
      daily('02:30'),
      '2026-03-28T20:45:00Z',
      [
        '2026-03-30T02:30 = 2026-03-30T02:30:00+05:45',
        '2026-03-31T02:30 = 2026-03-31T02:30:00+05:45',
        '2026-04-01T02:30 = 2026-04-01T02:30:00+05:45',
      ],
    ],
    [
      'UTC never jumps',
      'UTC',
      daily('02:30'),
      '2026-03-29T02:29:59.999Z',
      [
        '2026-03-29T02:30 = 2026-03-29T02:30:00Z',
        '2026-03-30T02:30 = 2026-03-30T02:30:00Z',
        '2026-03-31T02:30 = 2026-03-31T02:30:00Z',
      ],
    ],
    [
      'every six hours keeps to the wall clock over a jump',
      'Europe/Paris',
      { kind: 'everyHours', hours: 6, startAt: '2026-03-28T02:30' },
      '2026-03-28T18:00:00Z',
      [
        '2026-03-28T20:30 = 2026-03-28T20:30:00+01:00',
        '2026-03-29T02:30 = 2026-03-29T03:00:00+02:00 moved',
        '2026-03-29T08:30 = 2026-03-29T08:30:00+02:00',
      ],
    ],
  ])('%s', (_, zone, recurrence, after, expected) => {
    expect(starts(zone, recurrence, after)).toEqual(expected);
  });

  it('starts no second time when asked inside the second of two equal hours', () => {
    expect(
      starts('Europe/Paris', daily('02:30'), '2026-10-25T01:15:00Z', 1),
    ).toEqual(['2026-10-26T02:30 = 2026-10-26T02:30:00+01:00']);
  });
});

describe('nextOccurrence and the calendar', () => {
  it.each<[string, Recurrence, string, string[]]>([
    [
      'the 31st is the last day of a shorter month',
      { kind: 'monthly', day: 31, time: '02:00' },
      '2028-01-01',
      ['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30'],
    ],
    [
      'the 29th is the 28th of a common February',
      { kind: 'monthly', day: 29, time: '02:00' },
      '2027-01-30',
      ['2027-02-28', '2027-03-29', '2027-04-29', '2027-05-29'],
    ],
    [
      'the last day is the last of each month',
      { kind: 'monthly', day: 'last', time: '02:00' },
      '2026-11-01',
      ['2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28'],
    ],
    [
      'weekdays are those of the schedule',
      { kind: 'weekly', weekdays: ['sunday', 'wednesday'], time: '02:00' },
      '2026-12-27',
      ['2026-12-27', '2026-12-30', '2027-01-03', '2027-01-06'],
    ],
    [
      'cron means the day of month or the day of week, as cron does',
      { kind: 'cron', expression: '0 2 1 * MON' },
      '2026-11-29',
      ['2026-11-30', '2026-12-01', '2026-12-07', '2026-12-14'],
    ],
    [
      'cron finds the next leap day, eight years away',
      { kind: 'cron', expression: '0 2 29 2 *' },
      '2096-03-01',
      ['2104-02-29', '2108-02-29', '2112-02-29', '2116-02-29'],
    ],
  ])('%s', (_, recurrence, after, expected) => {
    expect(
      upcoming(
        { recurrence, zone: 'Europe/Paris' },
        new Date(`${after}T00:00:00Z`),
        4,
      ).map(start => start.wallTime),
    ).toEqual(expected.map(day => `${day}T02:00`));
  });

  it('does not start before the first run of every N hours', () => {
    expect(
      starts(
        'Europe/Paris',
        { kind: 'everyHours', hours: 36, startAt: '2026-06-01T12:00' },
        '2020-01-01T00:00:00Z',
      ),
    ).toEqual([
      '2026-06-01T12:00 = 2026-06-01T12:00:00+02:00',
      '2026-06-03T00:00 = 2026-06-03T00:00:00+02:00',
      '2026-06-04T12:00 = 2026-06-04T12:00:00+02:00',
    ]);
  });

  it('says which zone it does not know', () => {
    expect(() =>
      nextOccurrence(
        { recurrence: daily('02:30'), zone: 'Europe/Atlantis' },
        new Date(),
      ),
    ).toThrow('Europe/Atlantis');
  });
});

const zones = Intl.supportedValuesOf('timeZone');

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(parts => parts.map(it => String(it).padStart(2, '0')).join(':'));

const recurrences: fc.Arbitrary<Recurrence> = fc.oneof(
  time.map(daily),
  fc.record({
    kind: fc.constant('weekly' as const),
    weekdays: fc.subarray([...weekdays], { minLength: 1 }),
    time,
  }),
  fc.record({
    kind: fc.constant('monthly' as const),
    day: fc.oneof(
      fc.integer({ min: 1, max: 31 }),
      fc.constant('last' as const),
    ),
    time,
  }),
  fc.record({
    kind: fc.constant('everyHours' as const),
    hours: fc.integer({ min: 1, max: 168 }),
    startAt: time.map(it => `1980-05-17T${it}`),
  }),
  fc
    .tuple(fc.integer({ min: 1, max: 59 }), fc.integer({ min: 0, max: 23 }))
    .map(([step, hour]) => ({
      kind: 'cron' as const,
      expression: `*/${step} ${hour} * * *`,
    })),
);

const firstShown = (zone: string, wall: number) =>
  instantsOf(
    [wall],
    offsetSpans(zone, wall - 3 * 86_400_000, wall + 3 * 86_400_000),
  )[0];

describe('nextOccurrence in any zone at any time', () => {
  it('grows, keeps the wall time unless it is skipped, leaves none out and repeats none', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        recurrences,
        fc.date({
          min: new Date('1985-01-01'),
          max: new Date('2080-01-01'),
          noInvalidDate: true,
        }),
        (zone, recurrence, after) => {
          const list = upcoming({ recurrence, zone }, after, 6);
          let last = { at: after.getTime(), wall: wallTimeAt(+after, zone) };
          for (const start of list) {
            const at = Date.parse(start.at);
            const wall = Date.parse(`${start.wallTime}Z`);
            expect(at).toBeGreaterThan(last.at);
            // What lies between was shown before, so this start is the next.
            for (
              let between = wallTimeAfter(recurrence, last.wall);
              between < wall;
              between = wallTimeAfter(recurrence, between)
            ) {
              expect(firstShown(zone, between)).toBeLessThanOrEqual(last.at);
            }
            expect(firstShown(zone, wall)).toBe(at);
            expect(wallTimeAt(at, zone) === wall).toBe(start.dst !== 'moved');
            last = { at, wall };
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

/** Each with rules of its own kind; all zones in `yarn bench calendar`. */
const sample = [
  'Africa/Casablanca',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Antarctica/Troll',
  'Asia/Kathmandu',
  'Asia/Pyongyang',
  'Australia/Lord_Howe',
  'Europe/Dublin',
  'Europe/Paris',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];

describe('nextOccurrence over four years', () => {
  it.each(sample)('agrees with a walk along the calendar of %s', zone => {
    const { compared, differences } = calendarDifferences(
      zone,
      Date.UTC(2009, 11, 31),
      Date.UTC(2013, 11, 31),
    );
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(2_500);
  });
});
