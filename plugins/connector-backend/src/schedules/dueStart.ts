import type { ScheduleDefinition } from '@backstage-connector/plugin-connector-common';
import { nextOccurrence, type Timing } from './nextOccurrence';

const HOUR = 3_600_000;

/** A start this much late is not late: the dispatcher looks every few seconds. */
const PUNCTUAL_MS = 60_000;

/**
 * What is to be done about a schedule whose start was due (OC-24): of the starts
 * since then only the latest, and only if it is younger than the grace period.
 */
export function dueStart(
  definition: ScheduleDefinition,
  due: Date,
  now: Date,
): { start?: Date; missed?: Date } {
  const { gracePeriodHours, jitterSeconds } = definition;
  const oldest =
    now.getTime() -
    gracePeriodHours * HOUR -
    jitterSeconds * 1000 -
    PUNCTUAL_MS;
  const latest =
    latestOccurrence(definition, Math.max(due.getTime(), oldest), now) ?? due;
  if (latest.getTime() < oldest) {
    return { missed: due };
  }
  return { start: latest, ...(latest > due && { missed: due }) };
}

/**
 * The last start after one instant and not after another. Looks at ever longer
 * spans: a schedule of every minute may have thousands of starts in between.
 */
function latestOccurrence(
  timing: Timing,
  after: number,
  until: Date,
): Date | undefined {
  for (let span = HOUR; ; span *= 2) {
    const from = new Date(Math.max(after, until.getTime() - span));
    let latest: Date | undefined;
    let next = nextOccurrence(timing, from);
    while (next <= until) {
      latest = next;
      next = nextOccurrence(timing, latest);
    }
    if (latest || from.getTime() === after) {
      return latest;
    }
  }
}
