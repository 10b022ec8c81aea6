import { z } from 'zod';

/** Whether trying again can help, and who can mend it. @public */
export const failureKinds = ['config', 'transient', 'system'] as const;

/** @public */
export type FailureKind = (typeof failureKinds)[number];

/** A failure, explained to a person; holds no secret (OC-41). @public */
export const failureSchema = z.object({
  code: z.string().describe('The code of a diagnosis, e.g. network.refused.'),
  kind: z.enum(failureKinds),
  title: z.string(),
  remedy: z.string(),
  step: z.string().optional(),
  field: z.string().optional().describe('The setting to look at.'),
  driverMessage: z.string().optional(),
});

/** @public */
export type Failure = z.infer<typeof failureSchema>;

const step = {
  id: z.string(),
  title: z.string(),
  importance: z.enum(['mandatory', 'optional']),
};

/** @public */
export const checkStepResultSchema = z.discriminatedUnion('outcome', [
  z.object({ ...step, outcome: z.literal('pending') }),
  z.object({ ...step, outcome: z.literal('running') }),
  z.object({
    ...step,
    outcome: z.literal('passed'),
    evidence: z.string(),
    durationMs: z.number(),
  }),
  z.object({
    ...step,
    outcome: z.literal('failed'),
    failure: failureSchema,
    consequence: z.string().optional(),
    durationMs: z.number(),
  }),
  z.object({
    ...step,
    outcome: z.literal('skipped'),
    reason: z.string(),
  }),
]);

/** @public */
export type CheckStepResult = z.infer<typeof checkStepResultSchema>;

/** The report of one connection test. @public */
export const checkReportSchema = z.object({
  revision: z.number().int(),
  state: z.enum(['running', 'passed', 'failed', 'cancelled']),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  steps: z.array(checkStepResultSchema),
  failure: failureSchema
    .optional()
    .describe('Of the first mandatory step that failed.'),
});

/** @public */
export type CheckReport = z.infer<typeof checkReportSchema>;
