import { scheduleDefinitionSchema, type Recurrence } from './schedule';

const daily: Recurrence = { kind: 'daily', time: '02:30' };

const problems = (over: Record<string, unknown>) =>
  scheduleDefinitionSchema
    .safeParse({ recurrence: daily, zone: 'Europe/Paris', ...over })
    .error?.issues.map(issue => `${issue.path.join('.')} ${issue.message}`);

describe('scheduleDefinitionSchema', () => {
  it('fills in what a person may leave out', () => {
    expect(
      scheduleDefinitionSchema.parse({ recurrence: daily, zone: 'UTC' }),
    ).toEqual({
      recurrence: daily,
      zone: 'UTC',
      enabled: true,
      overlap: 'skip',
      gracePeriodHours: 6,
      jitterSeconds: 0,
    });
  });

  it.each<Recurrence>([
    { kind: 'everyHours', hours: 6, startAt: '2028-02-29T23:45' },
    { kind: 'weekly', weekdays: ['monday', 'friday'], time: '00:00' },
    { kind: 'monthly', day: 31, time: '23:59' },
    { kind: 'monthly', day: 'last', time: '23:59' },
    { kind: 'cron', expression: '*/15 8-18 * * 1-5' },
  ])('accepts %j', recurrence => {
    expect(problems({ recurrence })).toBeUndefined();
  });

  it.each([
    'Europe/Atlantis',
    'Paris time',
    '+02:00',
    '',
    'Europe/Paris; drop',
  ])('refuses the zone "%s"', zone => {
    expect(problems({ zone })).toEqual([
      'zone must be an IANA time zone such as Europe/Paris',
    ]);
  });

  it.each([
    [
      'an unknown recurrence',
      { recurrence: { kind: 'yearly' } },
      'recurrence.kind must be everyHours, daily, weekly, monthly or cron',
    ],
    [
      'an hour that does not exist',
      { recurrence: { kind: 'daily', time: '24:00' } },
      'recurrence.time must be a time such as 02:30',
    ],
    [
      'a time without leading zero',
      { recurrence: { kind: 'daily', time: '2:30' } },
      'recurrence.time must be a time such as 02:30',
    ],
    [
      'no weekday',
      { recurrence: { kind: 'weekly', weekdays: [], time: '02:30' } },
      'recurrence.weekdays needs at least one day',
    ],
    [
      'a weekday twice',
      {
        recurrence: {
          kind: 'weekly',
          weekdays: ['monday', 'monday'],
          time: '02:30',
        },
      },
      'recurrence.weekdays repeats a day',
    ],
    [
      'a weekday that does not exist',
      { recurrence: { kind: 'weekly', weekdays: ['mon'], time: '02:30' } },
      'recurrence.weekdays.0 must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday',
    ],
    [
      'the 32nd',
      { recurrence: { kind: 'monthly', day: 32, time: '02:30' } },
      'recurrence.day must be a day from 1 to 31, or last',
    ],
    [
      'day 0',
      { recurrence: { kind: 'monthly', day: 0, time: '02:30' } },
      'recurrence.day must be a day from 1 to 31, or last',
    ],
    [
      'the 30th of February as a start',
      {
        recurrence: {
          kind: 'everyHours',
          hours: 1,
          startAt: '2026-02-30T00:00',
        },
      },
      'recurrence.startAt must be a date and time without zone such as 2026-01-31T02:30',
    ],
    [
      'a start with a zone',
      {
        recurrence: {
          kind: 'everyHours',
          hours: 1,
          startAt: '2026-02-01T00:00Z',
        },
      },
      'recurrence.startAt must be a date and time without zone such as 2026-01-31T02:30',
    ],
    [
      'an empty cron expression',
      { recurrence: { kind: 'cron', expression: '  ' } },
      'recurrence.expression is required',
    ],
    [
      'an overlap rule that does not exist',
      { overlap: 'kill' },
      'overlap must be skip or queue',
    ],
  ])('refuses %s, naming the field', (_, over, problem) => {
    expect(problems(over)).toEqual([problem]);
  });

  it.each([
    [
      {
        recurrence: {
          kind: 'everyHours',
          hours: 0,
          startAt: '2026-01-01T00:00',
        },
      },
      'recurrence.hours',
    ],
    [
      {
        recurrence: {
          kind: 'everyHours',
          hours: 1.5,
          startAt: '2026-01-01T00:00',
        },
      },
      'recurrence.hours',
    ],
    [{ gracePeriodHours: -1 }, 'gracePeriodHours'],
    [{ jitterSeconds: 3601 }, 'jitterSeconds'],
    [{ enabled: 'yes' }, 'enabled'],
    [{ zone: undefined }, 'zone'],
    [{ recurrence: undefined }, 'recurrence'],
    [{ recurrence: { kind: 'daily' } }, 'recurrence.time'],
  ])('refuses %j', (over, field) => {
    expect(problems(over)).toEqual([
      expect.stringMatching(new RegExp(`^${field.replace('.', '\\.')} `)),
    ]);
  });
});
