import { z } from 'zod';
import { runStates, type RunState } from './run';

const states = Object.keys(runStates) as [RunState, ...RunState[]];

/**
 * The signals channel that tells open pages that a run has moved. Everyone may
 * listen to it: it names no connection, and what has changed is asked for
 * through the API.
 * @public
 */
export const RUNS_CHANNEL = 'connector:runs';

/**
 * A run has changed its state or made progress; at most two a second for each
 * run. Pages that hear nothing go on asking from time to time.
 * @public
 */
export const runSignalSchema = z.object({
  type: z.literal('run'),
  runId: z.string(),
  state: z.enum(states),
  at: z.iso.datetime(),
});

/** @public */
export type RunSignal = z.infer<typeof runSignalSchema>;
