import type { Failure } from '@backstage-connector/plugin-connector-common';
import { toError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import type { ScheduledRun } from '../database/operations/queueRun';
import type { NamedSchedule } from '../database/scheduleRows';
import { failureOf } from '../runs/failureOf';
import type { ConnectionSource } from '../runs/types';

/**
 * The run of a scheduled start. If the connection may not be imported now, a run
 * that has failed with the reason: a schedule never dies silently (OC-26).
 *
 * @throws what is no fault of the connection; trying again may help.
 */
export async function composeRun(
  connections: Pick<ConnectionSource, 'runnable'>,
  schedule: NamedSchedule,
): Promise<ScheduledRun> {
  try {
    const { name, technology, settings } = await connections.runnable(
      schedule.connectionId,
    );
    return { ...queued(schedule), connectionName: name, technology, settings };
  } catch (error) {
    const failure = failureOf(error, text => text);
    if (failure.kind !== 'config') {
      throw error;
    }
    return failedRun(schedule, failure);
  }
}

export function failedRun(
  schedule: NamedSchedule,
  failure: Failure,
): ScheduledRun {
  return { ...queued(schedule), failure };
}

/** The failure of a schedule that was valid when it was saved. */
export function invalidSchedule(error: unknown): Failure {
  return {
    code: 'schedule.invalid',
    kind: 'config',
    title: 'The schedule does not say any more when to run',
    remedy: 'Look at its time zone and recurrence, and save it again.',
    driverMessage: toError(error).message,
  };
}

function queued(schedule: NamedSchedule) {
  return {
    id: randomUUID(),
    connectionId: schedule.connectionId,
    connectionName: schedule.connectionName,
    technology: schedule.technology,
    kind: 'import',
    trigger: 'schedule',
    requestedBy: schedule.updatedBy,
    settings: {},
  } as const;
}
