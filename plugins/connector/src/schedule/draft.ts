import {
  scheduleDefinitionSchema,
  type Recurrence,
  type Schedule,
  type ScheduleDefinition,
  type Weekday,
} from '@backstage-connector/plugin-connector-common';
import type { DateTime } from 'luxon';
import type { Translate } from '../hooks/useT';
import { isScheduleField, type ScheduleProblems } from './problems';

/** A schedule as it is being edited; inputs of other kinds are remembered. */
export interface ScheduleDraft {
  readonly kind: Recurrence['kind'];
  /** As typed. */
  readonly hours: string;
  /** Date and time without zone. */
  readonly startAt: string;
  readonly time: string;
  readonly weekdays: readonly Weekday[];
  readonly day: number | 'last';
  readonly expression: string;
  readonly zone: string;
  readonly enabled: boolean;
  readonly overlap: ScheduleDefinition['overlap'];
  /** As typed. */
  readonly gracePeriodHours: string;
  /** As typed. */
  readonly jitterSeconds: string;
}

/** What a person starts from: a nightly run, or the schedule that is saved. */
export function scheduleDraft(options: {
  saved: Schedule | undefined;
  /** In the zone of the viewer. */
  now: DateTime;
}): ScheduleDraft {
  const { saved, now } = options;
  const zone = saved?.zone ?? now.zoneName ?? 'UTC';
  const nextHour = now.setZone(zone).plus({ hours: 1 }).startOf('hour');
  const { hours, ...recurrence } = {
    hours: 6,
    ...(saved?.recurrence ?? { kind: 'daily' as const }),
  };
  return {
    startAt: nextHour.toFormat("yyyy-MM-dd'T'HH:mm"),
    time: '02:00',
    weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    day: 1,
    expression: '0 2 * * *',
    zone,
    enabled: saved?.enabled ?? true,
    overlap: saved?.overlap ?? 'skip',
    gracePeriodHours: String(saved?.gracePeriodHours ?? 6),
    jitterSeconds: String(saved?.jitterSeconds ?? 0),
    ...recurrence,
    hours: String(hours),
  };
}

/** The definition a draft stands for, or what must be mended in it. */
export function readDraft(
  draft: ScheduleDraft,
  t: Translate,
): { definition?: ScheduleDefinition; problems: ScheduleProblems } {
  const parsed = scheduleDefinitionSchema.safeParse({
    recurrence: recurrenceOf(draft),
    zone: draft.zone,
    enabled: draft.enabled,
    overlap: draft.overlap,
    gracePeriodHours: numberOf(draft.gracePeriodHours),
    jitterSeconds: numberOf(draft.jitterSeconds),
  });
  if (parsed.success) {
    return { definition: parsed.data, problems: {} };
  }
  const fields = parsed.error.issues
    .map(({ path }) => path[path[0] === 'recurrence' ? 1 : 0])
    .filter(isScheduleField);
  return {
    problems: Object.fromEntries(
      fields.map(field => [field, t(`schedule.problem.${field}`)]),
    ),
  };
}

/** Nothing typed is not the number 0. */
function numberOf(typed: string): number {
  return typed.trim() ? Number(typed) : NaN;
}

function recurrenceOf(draft: ScheduleDraft) {
  const { kind, hours, startAt, time, weekdays, day, expression } = draft;
  switch (kind) {
    case 'everyHours':
      return { kind, hours: numberOf(hours), startAt };
    case 'daily':
      return { kind, time };
    case 'weekly':
      return { kind, weekdays, time };
    case 'monthly':
      return { kind, day, time };
    case 'cron':
      return { kind, expression };
    default:
      return kind satisfies never;
  }
}
