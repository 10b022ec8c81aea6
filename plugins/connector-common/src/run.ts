import { z } from 'zod';
import { failureSchema } from './check';
import { actions } from './plan';
import { explain, reasons, type ReasonCode } from './reasons';

/** @public */
export const runKinds = ['import', 'preview'] as const;

/** @public */
export type RunKind = (typeof runKinds)[number];

/**
 * Every state of a run, with a sentence and flags.
 * @public
 */
export const runStates = {
  queued: { active: true, ended: false, sentence: 'Waits for a worker.' },
  running: { active: true, ended: false, sentence: 'Is being worked on.' },
  succeeded: { active: false, ended: true, sentence: 'Did all it had to do.' },
  partial: {
    active: false,
    ended: true,
    sentence: 'Ended; some objects were rejected or could not be read.',
  },
  'needs-review': {
    active: false,
    ended: true,
    sentence: 'Holds removals until a person applies or dismisses them.',
  },
  failed: { active: false, ended: true, sentence: 'Ended with an error.' },
  cancelled: {
    active: false,
    ended: true,
    sentence: 'Was cancelled; what was delivered before stays.',
  },
} as const;

/** @public */
export type RunState = keyof typeof runStates;

/** Which state may follow which. @public */
export const runTransitions = [
  ['queued', 'running'],
  ['queued', 'cancelled'],
  ['queued', 'failed'],
  ['running', 'queued'],
  ['running', 'succeeded'],
  ['running', 'partial'],
  ['running', 'needs-review'],
  ['running', 'failed'],
  ['running', 'cancelled'],
  ['needs-review', 'queued'],
  ['needs-review', 'succeeded'],
  ['needs-review', 'partial'],
] as const satisfies readonly (readonly [RunState, RunState])[];

/** @public */
export const runStages = ['extract', 'map', 'plan', 'apply', 'report'] as const;

/** @public */
export type RunStage = (typeof runStages)[number];

/** @public */
export const runTriggers = ['manual', 'schedule', 'api', 'start-up'] as const;

/** @public */
export type RunTrigger = (typeof runTriggers)[number];

const states = Object.keys(runStates) as [RunState, ...RunState[]];
const count = z.number().int().nonnegative();

/** How an attempt of a run ended, with a sentence. @public */
export const attemptOutcomes = {
  ended: 'Brought the run to its end.',
  retry: 'Failed for a reason that may pass; the run is tried again.',
  died: 'Its process died; another took the run over.',
  'handed-back': 'Its process shut down and gave the run back to the queue.',
} as const;

/** @public */
export type AttemptOutcome = keyof typeof attemptOutcomes;

/** One worker's attempt at a run. @public */
export const runAttemptSchema = z.object({
  number: z.number().int().positive(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso
    .datetime()
    .optional()
    .describe(
      'Absent while it lasts. Of one that died: its last sign of life.',
    ),
  outcome: z
    .enum(Object.keys(attemptOutcomes) as [AttemptOutcome, ...AttemptOutcome[]])
    .optional()
    .describe('Absent while it lasts.'),
  failure: failureSchema.optional(),
});

/** @public */
export type RunAttempt = z.infer<typeof runAttemptSchema>;

/** How far a stage is. `total` is absent while nobody can know it. @public */
export const stageProgressSchema = z.object({
  stage: z.enum(runStages),
  done: count,
  total: count.optional(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
});

/** @public */
export type StageProgress = z.infer<typeof stageProgressSchema>;

/** Sent to the catalog and visible in the catalog are two things. @public */
export const deliveryProgressSchema = z.object({
  planned: count.describe('Entities this run has to deliver or remove.'),
  sent: count.describe('Accepted by the catalog.'),
  visible: count.describe('Found in the catalog as sent.'),
  contested: count.describe('Another manager holds the reference.'),
  settled: z.boolean().describe('Nothing more is awaited.'),
});

/** @public */
export type DeliveryProgress = z.infer<typeof deliveryProgressSchema>;

/** @public */
export const findingSchema = z.object({
  code: z.string().describe('A reason code.'),
  severity: z.enum(['note', 'warning', 'error']),
  sentence: z.string(),
  remedy: z.string().optional(),
  count: count.optional(),
  samples: z.array(z.string()).max(10).optional(),
});

/** @public */
export type Finding = z.infer<typeof findingSchema>;

/** A finding in the words of its reason, with at most ten samples. @public */
export function findingOf(
  code: ReasonCode,
  facts: Readonly<Record<string, string>>,
  extent: Pick<Finding, 'count' | 'samples'> = {},
): Finding {
  const { count: howMany, samples } = extent;
  return {
    code,
    severity: reasons[code].severity,
    ...explain(code, facts),
    ...(howMany !== undefined && { count: howMany }),
    ...(samples && { samples: samples.slice(0, 10) }),
  };
}

/** The report of a run. @public */
export const runReportSchema = z.object({
  assets: z
    .record(z.string(), count)
    .describe('What the source has, by kind and relation type.'),
  byAction: z.record(z.enum(actions), count),
  byReason: z.record(z.string(), count),
  findings: z.array(findingSchema),
  durationsMs: z.record(z.string(), z.number()),
});

/** @public */
export type RunReport = z.infer<typeof runReportSchema>;

const summary = {
  id: z.string(),
  connectionId: z.string(),
  connectionName: z.string(),
  technology: z.string(),
  kind: z.enum(runKinds),
  state: z.enum(states),
  trigger: z.enum(runTriggers),
  requestedBy: z.string(),
  queuedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  attempt: count.describe('The number of the latest attempt; 0 before it.'),
  nextAttemptAt: z.iso
    .datetime()
    .optional()
    .describe(
      'Of a queued run: it failed for a reason that may pass, and is tried again then.',
    ),
  byAction: z.record(z.enum(actions), count).optional(),
  failure: failureSchema.optional(),
};

/** @public */
export const runSummarySchema = z.object(summary);

/** @public */
export type RunSummary = z.infer<typeof runSummarySchema>;

/** @public */
export const runSchema = z.object({
  ...summary,
  cancelRequested: z.boolean(),
  attempts: z.array(runAttemptSchema).describe('Oldest first.'),
  stages: z.array(stageProgressSchema),
  delivery: deliveryProgressSchema.optional(),
  report: runReportSchema.optional(),
  settings: z
    .record(z.string(), z.unknown())
    .describe(
      'The connection as it was used, without secrets; of an archive, how its plan was made.',
    ),
  detailsDeletedAt: z.iso
    .datetime()
    .optional()
    .describe('When its log and decisions were deleted, being old.'),
});

/** @public */
export type Run = z.infer<typeof runSchema>;

/** @public */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;

/** @public */
export type LogLevel = (typeof logLevels)[number];

/** One line of a run's log: a static message, its facts apart. @public */
export const runLogEntrySchema = z.object({
  seq: z.number().int().positive().describe('Grows within a run; a cursor.'),
  at: z.iso.datetime(),
  level: z.enum(logLevels),
  stage: z.enum(runStages).optional(),
  message: z.string(),
  context: z.record(z.string(), z.unknown()).optional(),
});

/** @public */
export type RunLogEntry = z.infer<typeof runLogEntrySchema>;
