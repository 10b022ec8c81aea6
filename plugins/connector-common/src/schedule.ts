import { z } from 'zod';

/** @public */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** @public */
export type Weekday = (typeof weekdays)[number];

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 02:30')
  .describe('Wall-clock time in the zone of the schedule.');

const dateTime = z
  .string()
  .refine(
    isLocalDateTime,
    'must be a date and time without zone such as 2026-01-31T02:30',
  );

const weekday = z.enum(weekdays, {
  error: `must be one of ${weekdays.join(', ')}`,
});

const DAY = 'must be a day from 1 to 31, or last';

const dayOfMonth = z
  .union([z.number().int(DAY).min(1, DAY).max(31, DAY), z.literal('last')], DAY)
  .describe('In a month without this day: its last day (OC-23).');

/** How often a schedule runs (OC-20). @public */
export const recurrenceSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('everyHours'),
      hours: z
        .number({ error: 'must be a whole number of hours from 1 to 168' })
        .int()
        .min(1)
        .max(168),
      startAt: dateTime.describe(
        'The first run; each later one is that many hours on the wall clock after the one before.',
      ),
    }),
    z.object({ kind: z.literal('daily'), time }),
    z.object({
      kind: z.literal('weekly'),
      weekdays: z
        .array(weekday, { error: 'must be a list of weekdays' })
        .min(1, 'needs at least one day')
        .refine(days => new Set(days).size === days.length, 'repeats a day'),
      time,
    }),
    z.object({ kind: z.literal('monthly'), day: dayOfMonth, time }),
    z.object({
      kind: z.literal('cron'),
      expression: z
        .string()
        .trim()
        .min(1, 'is required')
        .max(200)
        .describe('Minute, hour, day of month, month, day of week.'),
    }),
  ],
  {
    error: ({ code }) =>
      code === 'invalid_union'
        ? 'must be everyHours, daily, weekly, monthly or cron'
        : undefined,
  },
);

/** @public */
export type Recurrence = z.infer<typeof recurrenceSchema>;

const definition = {
  recurrence: recurrenceSchema,
  zone: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone such as Europe/Paris')
    .describe('An IANA time zone such as Europe/Paris.'),
  enabled: z
    .boolean()
    .default(true)
    .describe('Switching off keeps the definition (OC-21).'),
  overlap: z
    .enum(['skip', 'queue'], { error: 'must be skip or queue' })
    .default('skip')
    .describe(
      'What a run does that is due while another is active: it is skipped, or one waits for the end of the other (OC-24).',
    ),
  gracePeriodHours: z
    .number()
    .min(0)
    .max(168)
    .default(6)
    .describe(
      'A run missed while the portal was down starts late if it is younger than this.',
    ),
  jitterSeconds: z
    .number()
    .int()
    .min(0)
    .max(3600)
    .default(0)
    .describe('Each run starts up to this many seconds later.'),
};

/** When a connection is imported: wall-clock times in a zone. @public */
export const scheduleDefinitionSchema = z.object(definition);

/** @public */
export type ScheduleDefinition = z.infer<typeof scheduleDefinitionSchema>;

/** What a person sends to save a schedule. @public */
export const scheduleInputSchema = z.object({
  ...definition,
  version: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe(
      'The version the person saw; absent for the first. Another one by now means that someone else has saved.',
    ),
});

/** @public */
export type ScheduleInput = z.infer<typeof scheduleInputSchema>;

/** One coming start of a schedule. @public */
export const plannedStartSchema = z.object({
  at: z.iso.datetime().describe('The instant, in UTC.'),
  local: z.iso
    .datetime({ offset: true })
    .describe('The same instant in the zone of the schedule, with its offset.'),
  wallTime: z
    .string()
    .describe('The date and time the schedule asks for, without zone.'),
  dst: z
    .enum(['moved', 'repeated'])
    .optional()
    .describe(
      'moved: the clocks skip this time, so the run starts when they have. repeated: the clocks show this time twice; the run starts the first time (OC-23).',
    ),
});

/** @public */
export type PlannedStart = z.infer<typeof plannedStartSchema>;

/** The schedule of a connection. @public */
export const scheduleSchema = z.object({
  ...definition,
  connectionId: z.string(),
  origin: z
    .enum(['portal', 'configuration'])
    .describe('Schedules from app-config are read-only.'),
  version: z.number().int().positive(),
  nextRun: z.iso
    .datetime()
    .optional()
    .describe('Absent while the schedule is switched off.'),
  updatedBy: z.string(),
  updatedAt: z.iso.datetime(),
});

/** @public */
export type Schedule = z.infer<typeof scheduleSchema>;

/** A coming start of one of the connections. @public */
export const upcomingRunSchema = plannedStartSchema.extend({
  connectionId: z.string(),
  connectionName: z.string(),
  technology: z.string(),
  zone: z.string(),
});

/** @public */
export type UpcomingRun = z.infer<typeof upcomingRunSchema>;

/** What became of a start that was due, with a sentence. @public */
export const occurrenceOutcomes = {
  started: 'A run was started.',
  failed: 'The run could not start; its failure says why.',
  waiting: 'The run waits for the end of the one that is active.',
  overlap: 'Skipped: a run of the connection was still active.',
  queued: 'Skipped: another run of the schedule already waited.',
  missed:
    'Skipped: it was due while no portal was running. Of several such starts the first is listed.',
  withdrawn: 'Skipped: the schedule was switched off while the run waited.',
  disabled: 'Skipped: the connection was disabled.',
} as const;

/** @public */
export type OccurrenceOutcome = keyof typeof occurrenceOutcomes;

/** @public */
export const occurrenceOutcomeCodes = Object.keys(occurrenceOutcomes) as [
  OccurrenceOutcome,
  ...OccurrenceOutcome[],
];

/** A start that was due, and what became of it (OC-24). @public */
export const occurrenceSchema = z.object({
  connectionId: z.string(),
  at: z.iso.datetime().describe('When it was due.'),
  decidedAt: z.iso.datetime(),
  outcome: z.enum(occurrenceOutcomeCodes),
  runId: z.string().optional(),
});

/** @public */
export type Occurrence = z.infer<typeof occurrenceSchema>;

function isTimeZone(text: string): boolean {
  // Offsets such as +02:00 are accepted by Intl, but have no daylight saving.
  if (!/^[A-Za-z]/.test(text)) {
    return false;
  }
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: text }));
  } catch {
    return false;
  }
}

function isLocalDateTime(text: string): boolean {
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)
    ? new Date(`${text}Z`)
    : undefined;
  // A day that does not exist, such as 30 February, would be carried over.
  return (
    instant !== undefined &&
    !Number.isNaN(instant.getTime()) &&
    instant.toISOString().startsWith(text)
  );
}
