import { errorMessage } from '../errorMessage';

const scheduleFields = [
  'hours',
  'startAt',
  'time',
  'weekdays',
  'day',
  'expression',
  'zone',
  'overlap',
  'gracePeriodHours',
  'jitterSeconds',
] as const;

/** An input of the schedule form. */
export type ScheduleField = (typeof scheduleFields)[number];

/** What is wrong, by input; under `other` what belongs to none. */
export type ScheduleProblems = Partial<Record<ScheduleField | 'other', string>>;

export function isScheduleField(name: unknown): name is ScheduleField {
  return scheduleFields.some(field => field === name);
}

/**
 * Puts a refusal of the server at the input it names, for example
 * `"recurrence.expression" must have five fields`.
 */
export function refusedSchedule(error: unknown): ScheduleProblems {
  const message = errorMessage(error);
  const [, field, problem = ''] =
    /^"(?:recurrence\.)?(\w+)[^"]*" (.+)$/s.exec(message) ?? [];
  return isScheduleField(field)
    ? { [field]: problem.charAt(0).toLocaleUpperCase() + problem.slice(1) }
    : { other: message };
}
