import type {
  Run,
  RunKind,
  RunReport,
  RunSummary,
  RunTrigger,
} from '@backstage-connector/plugin-connector-common';
import type { DbRunRow } from './tables';

/** Where the work on a run goes on when another worker takes it up. */
export type RunPhase = DbRunRow['phase'];

/** What a run starts with. */
export interface NewRun {
  readonly id: string;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly technology: string;
  readonly kind: RunKind;
  readonly trigger: RunTrigger;
  readonly requestedBy: string;
  readonly settings: Record<string, unknown>;
}

/** The row of a run that waits in the queue. */
export function fromNewRun(run: NewRun, queuedAt: string) {
  return {
    id: run.id,
    connection_id: run.connectionId,
    connection_name: run.connectionName,
    technology: run.technology,
    kind: run.kind,
    state: 'queued',
    trigger: run.trigger,
    requested_by: run.requestedBy,
    settings: JSON.stringify(run.settings),
    stages: '[]',
    queued_at: queuedAt,
  } satisfies Partial<DbRunRow>;
}

/** A run without what may be large. */
export type RunHead = Pick<
  RunSummary,
  | 'id'
  | 'connectionId'
  | 'technology'
  | 'kind'
  | 'state'
  | 'trigger'
  | 'attempt'
  | 'queuedAt'
  | 'startedAt'
  | 'endedAt'
>;

/** What has just become of a run, for those who tell others. */
export interface RunEvent {
  /**
   * `ended` comes once for a run: what a review lets go later, and its progress,
   * are `moved`. `visible`: the catalog shows all that was sent.
   */
  readonly type: 'queued' | 'started' | 'moved' | 'ended' | 'visible';
  readonly run: RunHead;
  readonly report?: RunReport;
}

export type RunListener = (event: RunEvent) => void;

export function queuedEvent(run: NewRun, queuedAt: string): RunEvent {
  return {
    type: 'queued',
    run: { ...run, state: 'queued', attempt: 0, queuedAt },
  };
}

/** Of a run that has failed before it could be queued. */
export function failedEvent(run: NewRun, at: string): RunEvent {
  return {
    type: 'ended',
    run: { ...run, state: 'failed', attempt: 0, queuedAt: at, endedAt: at },
  };
}

/** The columns of {@link toRunHead}. */
export const runHeadColumns = [
  'id',
  'connection_id',
  'technology',
  'kind',
  'state',
  'trigger',
  'attempt',
  'queued_at',
  'started_at',
  'ended_at',
] as const;

export function toRunHead(
  row: Pick<DbRunRow, (typeof runHeadColumns)[number]>,
): RunHead {
  return {
    id: row.id,
    connectionId: row.connection_id,
    technology: row.technology,
    kind: row.kind,
    state: row.state,
    trigger: row.trigger,
    attempt: row.attempt,
    queuedAt: row.queued_at,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
  };
}

export function toRunSummary(row: DbRunRow): RunSummary {
  const report = parse<Run['report']>(row.report);
  return {
    ...toRunHead(row),
    connectionName: row.connection_name,
    requestedBy: row.requested_by,
    nextAttemptAt:
      row.state === 'queued' ? row.not_before ?? undefined : undefined,
    byAction: report?.byAction,
    failure: parse(row.failure),
  };
}

export function toRun(row: DbRunRow): Run {
  return {
    ...toRunSummary(row),
    cancelRequested: Boolean(row.cancel_requested),
    attempts: JSON.parse(row.attempts),
    stages: JSON.parse(row.stages),
    delivery: parse(row.delivery),
    report: parse(row.report),
    settings: JSON.parse(row.settings),
    detailsDeletedAt: row.details_deleted_at ?? undefined,
  };
}

function parse<T>(text: string | null): T | undefined {
  return text === null ? undefined : JSON.parse(text);
}
