import type { UpcomingRun } from '@backstage-connector/plugin-connector-common';
import type { NamedSchedule } from '../database/scheduleRows';
import { upcoming } from './nextOccurrence';

/**
 * The next starts of many schedules, soonest first. Each schedule is asked for
 * its next start only when the last one has been taken, so the work grows with
 * what is shown and not with how often schedules run.
 */
export function mergeUpcoming(
  schedules: readonly NamedSchedule[],
  now: Date,
  limit: number,
): UpcomingRun[] {
  const heads = schedules
    .filter(it => it.next)
    .map(schedule => upcomingRun(schedule, now));
  const merged: UpcomingRun[] = [];
  while (merged.length < limit && heads.length > 0) {
    const soonest = heads.reduce((one, other) =>
      other.run.at < one.run.at ? other : one,
    );
    merged.push(soonest.run);
    heads[heads.indexOf(soonest)] = upcomingRun(
      soonest.schedule,
      new Date(soonest.run.at),
    );
  }
  return merged;
}

function upcomingRun(schedule: NamedSchedule, after: Date) {
  const { connectionId, connectionName, technology, definition } = schedule;
  const [start] = upcoming(definition, after, 1);
  return {
    schedule,
    run: {
      ...start,
      connectionId,
      connectionName,
      technology,
      zone: definition.zone,
    },
  };
}
