import { z } from 'zod';
import { actions } from './plan';
import { runKinds, runStates, type RunState } from './run';

const states = Object.keys(runStates) as [RunState, ...RunState[]];

/**
 * One mark on the strip of a connection. Runs too close to be told apart share
 * one, which shows the run that most wants attention.
 * @public
 */
export const runMarkSchema = z.object({
  runId: z.string(),
  kind: z.enum(runKinds),
  state: z.enum(states),
  at: z.iso.datetime().describe('When the run was queued.'),
  runs: z.number().int().positive().describe('How many runs the mark is for.'),
});

/** @public */
export type RunMark = z.infer<typeof runMarkSchema>;

/** The runs of one connection along the time, oldest first. @public */
export const runStripSchema = z.object({
  connectionId: z.string(),
  marks: z.array(runMarkSchema),
  truncated: z
    .boolean()
    .describe('There were more runs: the oldest are left out.'),
});

/** @public */
export type RunStrip = z.infer<typeof runStripSchema>;

const outcome = z.object({
  action: z.enum(actions),
  reason: z.string(),
  sentence: z.string(),
});

/**
 * An object that two runs decided about differently. Where a run is absent, it
 * did not list the object: unchanged ones are only counted.
 * @public
 */
export const decisionDifferenceSchema = z.object({
  uid: z.string(),
  ref: z.string(),
  title: z.string(),
  assetKind: z.string(),
  one: outcome.optional(),
  other: outcome.optional(),
});

/** @public */
export type DecisionDifference = z.infer<typeof decisionDifferenceSchema>;
