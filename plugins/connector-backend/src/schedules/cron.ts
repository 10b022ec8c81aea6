import { CronExpressionParser } from 'cron-parser';
import type { WallTime } from './wallClock';

const HOW = 'write minute, hour, day of month, month and day of week';

/**
 * The next wall time of a cron expression. The parser counts in UTC, where there
 * is no daylight saving: the zone of the schedule comes in afterwards, by the
 * rules of every other recurrence.
 */
export function cronTimeAfter(expression: string, wall: WallTime): WallTime {
  return CronExpressionParser.parse(expression, {
    currentDate: new Date(wall),
    tz: 'UTC',
  })
    .next()
    .getTime();
}

/** What is wrong with a cron expression, in words that follow its name. */
export function cronProblem(expression: string): string | undefined {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5) {
    return `has ${fields.length} fields, not five; ${HOW}`;
  }
  // The parser takes H for a time of its own choice, another one at each call.
  if (fields.some(field => /H/.test(field.replace(/[A-Za-z]{3}/g, '')))) {
    return `must not contain H; ${HOW}`;
  }
  try {
    cronTimeAfter(expression, 0);
    return undefined;
  } catch {
    return `is not a cron expression, or never comes due; ${HOW}, such as 30 2 * * 1-5`;
  }
}
