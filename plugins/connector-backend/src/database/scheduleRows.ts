import type {
  Occurrence,
  ScheduleDefinition,
} from '@backstage-connector/plugin-connector-common';
import type {
  DbBoolean,
  DbScheduleOccurrenceRow,
  DbScheduleRow,
} from './tables';

/** The start a schedule waits for. */
export interface NextStart {
  readonly nextRunAt: string;
  /** `nextRunAt` and its jitter. */
  readonly dueAt: string;
}

export interface StoredSchedule {
  readonly connectionId: string;
  readonly definition: ScheduleDefinition;
  readonly origin: DbScheduleRow['origin'];
  readonly version: number;
  /** Absent while the schedule is switched off, or makes no sense any more. */
  readonly next?: NextStart;
  readonly updatedBy: string;
  readonly updatedAt: string;
}

/** A schedule with what is shown of its connection. */
export interface NamedSchedule extends StoredSchedule {
  readonly connectionName: string;
  readonly connectionEnabled: boolean;
  readonly technology: string;
}

export type NamedScheduleRow = DbScheduleRow & {
  connection_name: string;
  connection_enabled: DbBoolean;
  technology: string;
};

export function fromSchedule(schedule: StoredSchedule): DbScheduleRow {
  const { enabled, ...definition } = schedule.definition;
  return {
    connection_id: schedule.connectionId,
    definition: JSON.stringify(definition),
    enabled,
    origin: schedule.origin,
    version: schedule.version,
    updated_by: schedule.updatedBy,
    updated_at: schedule.updatedAt,
    ...fromNext(schedule.next),
  };
}

export function fromNext(next: NextStart | undefined) {
  return {
    next_run_at: next?.nextRunAt ?? null,
    due_at: next?.dueAt ?? null,
  };
}

export function toSchedule(row: DbScheduleRow): StoredSchedule {
  return {
    connectionId: row.connection_id,
    definition: {
      ...JSON.parse(row.definition),
      enabled: Boolean(row.enabled),
    },
    origin: row.origin,
    version: row.version,
    ...(row.next_run_at !== null &&
      row.due_at !== null && {
        next: { nextRunAt: row.next_run_at, dueAt: row.due_at },
      }),
    updatedBy: row.updated_by,
    updatedAt: row.updated_at,
  };
}

export function toNamedSchedule(row: NamedScheduleRow): NamedSchedule {
  return {
    ...toSchedule(row),
    connectionName: row.connection_name,
    connectionEnabled: Boolean(row.connection_enabled),
    technology: row.technology,
  };
}

export function toOccurrence(row: DbScheduleOccurrenceRow): Occurrence {
  return {
    connectionId: row.connection_id,
    at: row.at,
    decidedAt: row.decided_at,
    outcome: row.outcome,
    ...(row.run_id !== null && { runId: row.run_id }),
  };
}
