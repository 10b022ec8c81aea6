import {
  actions,
  runStates,
  type Action,
  type RunState,
  type RunSummary,
} from '@backstage-connector/plugin-connector-common';
import { DateTime } from 'luxon';
import { elapsed } from '../../times';

/** A run as the charts draw it. */
export interface ChartRow {
  readonly id: string;
  readonly at: string;
  readonly state: RunState;
  readonly durationMs: number;
  readonly counts: Readonly<Partial<Record<Action, number>>>;
}

/**
 * What is worth drawing: unchanged objects are many times more than all others,
 * which would be lost beside them.
 */
export const drawnActions = actions.filter(action => action !== 'ignore');

/** The runs that have started and ended, oldest first. */
export function chartRows(runs: readonly RunSummary[]): ChartRow[] {
  return runs
    .filter(run => runStates[run.state].ended && run.startedAt && run.endedAt)
    .map(run => ({
      id: run.id,
      at: run.startedAt!,
      state: run.state,
      durationMs: elapsed(run, DateTime.fromISO(run.endedAt!)) ?? 0,
      counts: run.byAction ?? {},
    }))
    .sort((one, other) => one.at.localeCompare(other.at));
}
