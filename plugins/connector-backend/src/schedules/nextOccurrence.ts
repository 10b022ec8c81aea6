import type {
  PlannedStart,
  ScheduleDefinition,
} from '@backstage-connector/plugin-connector-common';
import { DateTime } from 'luxon';
import {
  firstInstant,
  printWallTime,
  wallTimeAt,
  type WallInstant,
  type WallTime,
} from './wallClock';
import { wallTimeAfter } from './wallTimes';

/** What decides when a schedule comes due. */
export type Timing = Pick<ScheduleDefinition, 'recurrence' | 'zone'>;

/** The first start later than `after`, whether the schedule is enabled or not. */
export function nextOccurrence(timing: Timing, after: Date): Date {
  return new Date(startAfter(timing, after.getTime()).at);
}

/** The next starts, each with what daylight saving does to it (OC-22). */
export function upcoming(
  timing: Timing,
  after: Date,
  count: number,
): PlannedStart[] {
  const starts: PlannedStart[] = [];
  let last = after.getTime();
  while (starts.length < count) {
    const { at, wall, dst } = startAfter(timing, last);
    starts.push({
      at: new Date(at).toISOString(),
      local: localTime(at, timing.zone),
      wallTime: printWallTime(wall),
      ...(dst && { dst }),
    });
    last = at;
  }
  return starts;
}

function startAfter(
  { recurrence, zone }: Timing,
  after: number,
): WallInstant & { readonly wall: WallTime } {
  // Wall times up to the one at `after` have been shown by then. Inside an
  // overlap so have some later ones, and those of a gap all share its end.
  let wall = wallTimeAt(after, zone);
  for (;;) {
    wall = wallTimeAfter(recurrence, wall);
    const instant = firstInstant(wall, zone);
    if (instant.at > after) {
      return { wall, ...instant };
    }
  }
}

function localTime(at: number, zone: string): string {
  const local = DateTime.fromMillis(at, { zone }).toISO({
    suppressMilliseconds: true,
  });
  if (local === null) {
    throw new RangeError(`The time zone "${zone}" is not known`);
  }
  return local;
}
