import type { Recurrence } from '@backstage-connector/plugin-connector-common';
import { nextOccurrence } from '../schedules/nextOccurrence';
import {
  daysBetween,
  instantsOf,
  offsetSpans,
  type Span,
} from './intlCalendar';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A recurrence, and all its wall times in plain arithmetic. */
interface CalendarCase {
  readonly recurrence: Recurrence;
  walls(days: readonly Date[]): number[];
}

const at = (hours: number, minutes: number) => (day: Date) =>
  day.getTime() + hours * HOUR + minutes * MINUTE;

const isLastOfMonth = (day: Date) =>
  new Date(day.getTime() + DAY).getUTCDate() === 1;

/** One of each kind; together they meet every clock change of a zone. */
export const calendarCases: readonly CalendarCase[] = [
  {
    recurrence: { kind: 'daily', time: '02:30' },
    walls: days => days.map(at(2, 30)),
  },
  {
    recurrence: {
      kind: 'weekly',
      weekdays: ['sunday', 'friday'],
      time: '00:15',
    },
    walls: days =>
      days.filter(day => [0, 5].includes(day.getUTCDay())).map(at(0, 15)),
  },
  {
    recurrence: { kind: 'monthly', day: 31, time: '23:45' },
    walls: days => days.filter(isLastOfMonth).map(at(23, 45)),
  },
  {
    recurrence: { kind: 'everyHours', hours: 35, startAt: '1970-01-01T01:05' },
    walls: days => {
      const first = days[0].getTime();
      const walls: number[] = [];
      for (let wall = HOUR + 5 * MINUTE; wall < days.at(-1)!.getTime(); ) {
        if (wall >= first) {
          walls.push(wall);
        }
        wall += 35 * HOUR;
      }
      return walls;
    },
  },
  {
    recurrence: { kind: 'cron', expression: '50 1,3 1-7 * SUN' },
    walls: days =>
      days
        .filter(day => day.getUTCDate() <= 7 || day.getUTCDay() === 0)
        .flatMap(day => [at(1, 50)(day), at(3, 50)(day)]),
  },
];

/** Every quarter of an hour: for the days around a clock change. */
export const denseCase: CalendarCase = {
  recurrence: { kind: 'cron', expression: '*/15 * * * *' },
  walls: days =>
    days.flatMap(day =>
      Array.from(
        { length: 96 },
        (_, index) => day.getTime() + index * 15 * MINUTE,
      ),
    ),
};

/**
 * What two computations of the starts in one zone do not agree on: the one that
 * schedules go by, and one that shares nothing with it. For `yarn bench calendar`.
 * @public
 */
export function calendarDifferences(
  zone: string,
  from: number,
  to: number,
): { compared: number; clockChanges: number; differences: string[] } {
  const spans = offsetSpans(zone, from - 3 * DAY, to + 3 * DAY);
  const changes = spans.slice(1).map(span => span.from);
  const results = [
    ...calendarCases.map(given => compare(given, { zone, spans, from, to })),
    ...changes.map(change =>
      compare(denseCase, {
        zone,
        spans,
        from: change - DAY,
        to: change + DAY,
      }),
    ),
  ];
  return {
    compared: results.reduce((sum, it) => sum + it.compared, 0),
    clockChanges: changes.length,
    differences: results.flatMap(it => it.differences),
  };
}

function compare(
  { recurrence, walls }: CalendarCase,
  options: { zone: string; spans: readonly Span[]; from: number; to: number },
) {
  const { zone, spans, from, to } = options;
  const days = daysBetween(from - 3 * DAY, to + 3 * DAY);
  const expected = instantsOf(walls(days), spans).filter(
    instant => instant > from && instant <= to,
  );
  const actual: number[] = [];
  let next = nextOccurrence({ recurrence, zone }, new Date(from)).getTime();
  while (next <= to) {
    actual.push(next);
    next = nextOccurrence({ recurrence, zone }, new Date(next)).getTime();
  }
  const wrong = expected.findIndex(
    (instant, index) => instant !== actual[index],
  );
  const agree = wrong === -1 && actual.length === expected.length;
  const show = (instant?: number) =>
    instant === undefined ? 'none' : new Date(instant).toISOString();
  return {
    compared: expected.length,
    differences: agree
      ? []
      : [
          `${zone}, ${JSON.stringify(recurrence)}: expected ${show(
            expected.at(wrong),
          )}, got ${show(actual.at(wrong))}; ${expected.length} against ${
            actual.length
          } starts`,
        ],
  };
}
