import type { ScheduleDefinition } from '@backstage-connector/plugin-connector-common';
import { InputError } from '@backstage/errors';
import { cronProblem } from './cron';
import { nextOccurrence } from './nextOccurrence';

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
    const first = nextOccurrence(definition, new Date(0));
    const second = nextOccurrence(definition, first);
    const seconds = (second.getTime() - first.getTime()) / 1000;
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
