import type {
  ConnectionHealth,
  HealthState,
  RunSummary,
} from '@backstage-connector/plugin-connector-common';
import type { ImportHistory } from '../database/DatabaseHealthStore';
import type { StoredSchedule } from '../database/scheduleRows';
import { nextOccurrence } from '../schedules/nextOccurrence';

const MINUTE = 60_000;

/** What a start may take until it counts as overdue: looks, a queue, a short run. */
const PATIENCE_MS = 10 * MINUTE;

/** What health is judged by. */
export interface HealthFacts {
  readonly enabled: boolean;
  readonly history?: Omit<ImportHistory, 'connectionId'>;
  readonly schedule?: Pick<StoredSchedule, 'definition' | 'updatedAt'>;
  /** The run that is active. */
  readonly active?: Pick<RunSummary, 'state'>;
}

/**
 * How fresh a connection is against its schedule: the start that was to follow
 * the last success is in the future, or it is overdue.
 */
export function judgeHealth(facts: HealthFacts, now: Date): ConnectionHealth {
  const { history } = facts;
  const expected = expectedStart(facts);
  const overdue =
    expected !== undefined &&
    facts.active?.state !== 'running' &&
    expected.at.getTime() + expected.patienceMs < now.getTime();
  return {
    state: stateOf(facts, overdue),
    ...(history?.lastSuccessAt && { lastSuccessAt: history.lastSuccessAt }),
    ...(expected && { expectedAt: expected.at.toISOString() }),
    ...(overdue && { lateSince: expected.at.toISOString() }),
    consecutiveFailures: history?.consecutiveFailures ?? 0,
  };
}

function stateOf(
  { enabled, history }: HealthFacts,
  overdue: boolean,
): HealthState {
  if (!enabled) {
    return 'disabled';
  }
  if (history?.lastEnded?.state === 'failed') {
    return 'failing';
  }
  if (history?.lastEnded?.state === 'needs-review') {
    return 'review';
  }
  if (overdue) {
    return 'late';
  }
  return history?.lastSuccessAt ? 'ok' : 'never';
}

/**
 * Starts before the schedule was saved, or while the connection was disabled,
 * are not expected any more.
 */
function expectedStart({ enabled, history, schedule }: HealthFacts) {
  if (!enabled || !schedule?.definition.enabled) {
    return undefined;
  }
  const { definition, updatedAt } = schedule;
  const after = [updatedAt, history?.lastSuccessAt, history?.lastDisabledAt]
    .filter(it => it !== undefined)
    .reduce((one, other) => (one > other ? one : other));
  try {
    return {
      at: nextOccurrence(definition, new Date(after)),
      patienceMs: PATIENCE_MS + definition.jitterSeconds * 1000,
    };
  } catch {
    // A zone that this Node no longer knows: its runs fail and say so.
    return undefined;
  }
}
