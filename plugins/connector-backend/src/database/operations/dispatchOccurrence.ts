import type { OccurrenceOutcome } from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import type { NextStart, StoredSchedule } from '../scheduleRows';
import type { DbScheduleOccurrenceRow } from '../tables';
import { moveNext } from './moveNext';
import { queueRun, type ScheduledRun } from './queueRun';

/** What was found out about a schedule that is due. */
export interface Dispatch {
  /** As it was read: another version or next start means someone was faster. */
  readonly schedule: StoredSchedule;
  readonly start?: {
    readonly at: string;
    /** Absent: the connection is disabled. */
    readonly run?: ScheduledRun;
  };
  /** A start that no process was there for. */
  readonly missed?: string;
  readonly next: NextStart | undefined;
}

/**
 * Decides on what is due, in one transaction: the schedule goes on to its next
 * start if and only if what became of this one is written down and its run is in
 * the queue. So a process may die at any point, and of many that try one succeeds.
 *
 * @returns undefined when there was nothing left to decide.
 */
export async function dispatchOccurrence(
  knex: Knex,
  { schedule, start, missed, next }: Dispatch,
  decidedAt: string,
): Promise<OccurrenceOutcome | undefined> {
  const { connectionId, definition } = schedule;
  return knex.transaction(async trx => {
    // Also locks the row: all that follows happens one at a time.
    if ((await moveNext(trx, schedule, next)) === 'changed') {
      return undefined;
    }
    const occurrences = () =>
      trx<DbScheduleOccurrenceRow>('schedule_occurrences').where({
        connection_id: connectionId,
      });
    const note = (at: string, outcome: OccurrenceOutcome, runId?: string) =>
      trx<DbScheduleOccurrenceRow>('schedule_occurrences')
        .insert({
          connection_id: connectionId,
          at,
          outcome,
          run_id: runId ?? null,
          decided_at: decidedAt,
        })
        .onConflict(['connection_id', 'at'])
        .ignore();
    if (missed) {
      await note(missed, 'missed');
    }
    // The clock may have gone back, or the schedule been saved again.
    if (!start || (await occurrences().where({ at: start.at }).first())) {
      return undefined;
    }
    const { run } = start;
    const outcomeOf = async (): Promise<OccurrenceOutcome> => {
      if (!run) {
        return 'disabled';
      }
      if (await queueRun(trx, run, decidedAt)) {
        return run.failure ? 'failed' : 'started';
      }
      if (definition.overlap === 'skip') {
        return 'overlap';
      }
      const waits = await occurrences().where({ outcome: 'waiting' }).first();
      return waits ? 'queued' : 'waiting';
    };
    const outcome = await outcomeOf();
    const hasRun = outcome === 'started' || outcome === 'failed';
    await note(start.at, outcome, hasRun ? run?.id : undefined);
    return outcome;
  });
}
