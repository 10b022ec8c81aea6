import type { ScheduleDefinition } from '@backstage-connector/plugin-connector-common';
import { InputError } from '@backstage/errors';
import { cronProblem } from './cron';
import { nextOccurrence } from './nextOccurrence';

/** A day of starts in every minute, and one more. */
const GAPS = 24 * 60 + 1;
/** As long as it takes until every day of the calendar has been. */
const YEARS_MS = 5 * 366 * 24 * 3_600_000;

/** The shortest time between two starts, as the recurrence repeats itself. */
function shortestGapMs(definition: ScheduleDefinition): number {
  let shortest = Infinity;
  let last = nextOccurrence(definition, new Date(0));
  const until = last.getTime() + YEARS_MS;
  for (let gaps = 0; gaps < GAPS && last.getTime() < until; gaps++) {
    const next = nextOccurrence(definition, last);
    shortest = Math.min(shortest, next.getTime() - last.getTime());
    last = next;
  }
  return shortest;
}

/** What is wrong with a schedule that its schema cannot know. */
export function definitionProblem(
  definition: ScheduleDefinition,
): { field: string; problem: string } | undefined {
  const { recurrence, jitterSeconds } = definition;
  if (recurrence.kind === 'cron') {
    const problem = cronProblem(recurrence.expression);
    if (problem) {
      return { field: 'recurrence.expression', problem };
    }
  }
  if (jitterSeconds > 0) {
    const seconds = shortestGapMs(definition) / 1000;
    if (jitterSeconds >= seconds) {
      return {
        field: 'jitterSeconds',
        problem: `must be less than the ${seconds} seconds between two runs`,
      };
    }
  }
  return undefined;
}

/** @throws InputError that names the field. */
export function checkDefinition(definition: ScheduleDefinition): void {
  const found = definitionProblem(definition);
  if (found) {
    throw new InputError(`"${found.field}" ${found.problem}`);
  }
}
