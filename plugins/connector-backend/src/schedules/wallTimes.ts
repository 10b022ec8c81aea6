import {
  weekdays,
  type Recurrence,
} from '@backstage-connector/plugin-connector-common';
import type { DateTime } from 'luxon';
import { cronTimeAfter } from './cron';
import { asUtc, type WallTime } from './wallClock';

const HOUR = 3_600_000;

/** The first wall time of a recurrence after `wall`. Knows nothing of zones. */
export function wallTimeAfter(
  recurrence: Recurrence,
  wall: WallTime,
): WallTime {
  switch (recurrence.kind) {
    case 'everyHours': {
      const start = Date.parse(`${recurrence.startAt}Z`);
      const step = recurrence.hours * HOUR;
      const steps = Math.floor((wall - start) / step) + 1;
      return start + Math.max(steps, 0) * step;
    }
    case 'daily':
      return firstDayAfter(wall, recurrence.time, () => true);
    case 'weekly':
      return firstDayAfter(wall, recurrence.time, date =>
        recurrence.weekdays.includes(weekdays[date.weekday - 1]),
      );
    case 'monthly':
      return firstDayAfter(
        wall,
        recurrence.time,
        date =>
          date.day ===
          (recurrence.day === 'last'
            ? date.daysInMonth
            : Math.min(recurrence.day, date.daysInMonth)),
      );
    case 'cron':
      return cronTimeAfter(recurrence.expression, wall);
    default:
      return recurrence satisfies never;
  }
}

function firstDayAfter(
  wall: WallTime,
  time: string,
  matches: (date: DateTime<true>) => boolean,
): WallTime {
  const [hour, minute] = time.split(':').map(Number);
  let date = asUtc(wall).startOf('day').set({ hour, minute });
  while (date.toMillis() <= wall || !matches(date)) {
    date = date.plus({ days: 1 });
  }
  return date.toMillis();
}
