import {
  ARCHIVE_SOURCE_ID,
  runStates,
  type DeliveryProgress,
  type Failure,
  type Run,
  type RunAttempt,
  type RunReport,
  type RunState,
  type StageProgress,
} from '@backstage-connector/plugin-connector-common';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  claimRun,
  type ClaimOptions,
  type RunClaim,
} from './operations/claimRun';
import { latestRuns, type LatestRuns } from './operations/latestRuns';
import { listRuns, type RunFilter } from './operations/listRuns';
import { runMarks, type MarkedRun } from './operations/runMarks';
import {
  fromNewRun,
  queuedEvent,
  runHeadColumns,
  toRun,
  toRunHead,
  type NewRun,
  type RunEvent,
  type RunListener,
  type RunPhase,
} from './runRows';
import type { DbRunRow } from './tables';

export type { NewRun, RunFilter };

/** What the holder of a run writes while it works. */
export interface RunChanges {
  readonly stages?: readonly StageProgress[];
  readonly phase?: RunPhase;
  readonly delivery?: DeliveryProgress;
  readonly report?: RunReport;
  readonly state?: RunState;
  readonly failure?: Failure;
  /** Of a run that goes back to the queue: when it may be tried again. */
  readonly notBefore?: string;
  readonly attempts?: readonly RunAttempt[];
  /** The connection as the run uses it. */
  readonly settings?: Record<string, unknown>;
}

/** What a run says and is when its review is over. */
export type EndReview = (report: RunReport) => {
  readonly report: RunReport;
  readonly state: 'succeeded' | 'partial';
};

/**
 * The queue and the history of runs. Every write of a worker names its ticket:
 * one that lost its run can no longer change it.
 */
export class DatabaseRunStore {
  static create(options: {
    knex: Knex;
    now: () => Date;
    /** Is told of every change that is made through this store. */
    onRunEvent?: RunListener;
  }) {
    return new DatabaseRunStore(options);
  }

  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #onRunEvent: RunListener;

  private constructor(options: Parameters<typeof DatabaseRunStore.create>[0]) {
    this.#knex = options.knex;
    this.#now = options.now;
    this.#onRunEvent = options.onRunEvent ?? (() => {});
  }

  /** @throws ConflictError when the connection has an active run. */
  async insert(run: NewRun): Promise<void> {
    const queuedAt = this.#at();
    try {
      await this.#knex<DbRunRow>('runs').insert(fromNewRun(run, queuedAt));
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        // Expected, and a cause would show the statement to the caller.
        throw new ConflictError(
          `A run of "${run.connectionName}" is active; wait for its end or cancel it`,
        );
      }
      throw error;
    }
    this.#onRunEvent(queuedEvent(run, queuedAt));
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<Run> {
    return toRun(await this.#row(id));
  }

  /** Newest first. */
  list(query: Parameters<typeof listRuns>[1]) {
    return listRuns(this.#knex, query);
  }

  /** The latest runs of some connections in a time, as marks on a strip. */
  marks(query: Parameters<typeof runMarks>[1]): Promise<MarkedRun[]> {
    return runMarks(this.#knex, query);
  }

  /** The newest run of each connection, and the active one. */
  latest(connectionIds: readonly string[]): Promise<Map<string, LatestRuns>> {
    return latestRuns(this.#knex, connectionIds);
  }

  /** How many runs there are in the queue. */
  async countActive(): Promise<Record<'queued' | 'running', number>> {
    const rows = await this.#knex('runs')
      .select('state')
      .whereIn('state', ['queued', 'running'])
      .groupBy('state')
      .count<{ state: 'queued' | 'running'; total: number | string }[]>({
        total: '*',
      });
    const counted = rows.map(it => [it.state, Number(it.total)]);
    return { queued: 0, running: 0, ...Object.fromEntries(counted) };
  }

  /** Takes a queued run, or one whose holder has died. */
  async claim(options: ClaimOptions): Promise<RunClaim | undefined> {
    const claim = await claimRun(this.#knex, { ...options, now: this.#now() });
    if (claim) {
      const again = claim.run.attempt > 1;
      this.#onRunEvent({ type: again ? 'moved' : 'started', run: claim.run });
    }
    return claim;
  }

  /** When the next run that waits for another attempt may be taken. */
  async nextAttempt(after: Date): Promise<Date | undefined> {
    const row = await this.#knex<DbRunRow>('runs')
      .min({ at: 'not_before' })
      // A literal, so that both engines see that the partial index holds it.
      .whereRaw("state = 'queued'")
      .where('not_before', '>', after.toISOString())
      .first();
    return row?.at ? new Date(row.at) : undefined;
  }

  /**
   * Says that the holder lives, and what it has done.
   *
   * @returns `lost` when someone else holds the run now.
   */
  async update(
    held: { id: string; ticket: string },
    changes: RunChanges = {},
  ): Promise<'held' | 'cancel' | 'lost'> {
    const { state, delivery } = changes;
    const updated = await this.#knex<DbRunRow>('runs')
      .where({ id: held.id, ticket: held.ticket })
      .update({
        heartbeat_at: this.#at(),
        ...(changes.phase && { phase: changes.phase }),
        ...(changes.stages && { stages: JSON.stringify(changes.stages) }),
        ...(changes.report && { report: JSON.stringify(changes.report) }),
        ...(changes.failure && { failure: JSON.stringify(changes.failure) }),
        ...(delivery && {
          delivery: JSON.stringify(delivery),
          delivery_settled: delivery.settled,
        }),
        ...(changes.attempts && { attempts: JSON.stringify(changes.attempts) }),
        ...(changes.settings && { settings: JSON.stringify(changes.settings) }),
        ...(state && { state, slot: null }),
        ...(state === 'queued' && {
          ticket: null,
          heartbeat_at: null,
          not_before: changes.notBefore ?? null,
        }),
        ...(state && state !== 'queued' && { ended_at: this.#at() }),
      });
    if (updated === 0) {
      return 'lost';
    }
    const row = await this.#knex<DbRunRow>('runs')
      .select(...runHeadColumns, 'cancel_requested', 'phase')
      .where({ id: held.id })
      .first();
    if (row) {
      this.#onRunEvent({
        type: typeOf(changes, row),
        run: toRunHead(row),
        report: changes.report,
      });
    }
    return row?.cancel_requested ? 'cancel' : 'held';
  }

  /**
   * Cancels a queued run at once; asks the holder of a running one. An import of an
   * archive that was tried before has to take back what it left: its next holder
   * is asked.
   */
  async requestCancel(id: string): Promise<void> {
    const queued = await this.#knex<DbRunRow>('runs')
      .where({ id, state: 'queued' })
      .where(either =>
        either
          .whereNot({ connection_id: ARCHIVE_SOURCE_ID })
          .orWhere({ attempt: 0 }),
      )
      .update({
        state: 'cancelled',
        cancel_requested: true,
        not_before: null,
        ended_at: this.#at(),
      });
    if (queued > 0) {
      await this.#tell(id, 'ended');
    } else {
      await this.#knex<DbRunRow>('runs')
        .where({ id })
        .whereIn('state', ['queued', 'running'])
        .update({ cancel_requested: true, not_before: null });
    }
  }

  /**
   * Answers a run that needs review. Of two answers only the first counts.
   *
   * @throws ConflictError when the run does not wait for one.
   */
  async answerReview(
    id: string,
    answer: 'apply' | 'dismiss',
    endReview: EndReview,
  ): Promise<void> {
    const row = await this.#row(id);
    const newer = await this.#knex<DbRunRow>('runs')
      .where({ connection_id: row.connection_id, kind: 'import' })
      .where('queued_at', '>', row.queued_at)
      // One that ended before it had planned has not read the source to its end.
      .whereNotNull('report')
      .first();
    if (newer && answer === 'apply') {
      throw new ConflictError(
        'A newer run has read the source since; review that one, or dismiss this',
      );
    }
    const end = reviewEnd(row, endReview);
    let answered: number;
    try {
      answered = await this.#knex<DbRunRow>('runs')
        .where({ id, state: 'needs-review' })
        .update({
          ...end,
          ...(answer === 'apply' && {
            state: 'queued',
            phase: 'review',
            ticket: null,
            ended_at: null,
          }),
        });
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        throw new ConflictError(
          'Another run of this connection is active; answer when it has ended',
        );
      }
      throw error;
    }
    if (answered === 0) {
      throw new ConflictError(
        `The run does not wait for a review; it is ${row.state}`,
      );
    }
    await this.#tell(id, 'moved');
  }

  /** Ends the reviews of a connection whose source a newer import has read. */
  async supersedeReviews(
    newer: Pick<Run, 'id' | 'connectionId'>,
    endReview: EndReview,
  ): Promise<void> {
    const rows = await this.#knex<DbRunRow>('runs')
      .where({ connection_id: newer.connectionId, kind: 'import' })
      .where({ state: 'needs-review' })
      .whereNot({ id: newer.id });
    for (const row of rows) {
      const ended = await this.#knex<DbRunRow>('runs')
        .where({ id: row.id, state: 'needs-review' })
        .update(reviewEnd(row, endReview));
      if (ended > 0) {
        await this.#tell(row.id, 'moved');
      }
    }
  }

  /** Ended runs whose deliveries nobody watches: `ticket` takes one over. */
  async claimUnsettled(options: {
    ticket: string;
    leaseMs: number;
  }): Promise<Run | undefined> {
    const shifted = (ms: number) =>
      new Date(this.#now().getTime() + ms).toISOString();
    const row = await this.#knex<DbRunRow>('runs')
      .whereRaw('not delivery_settled')
      .whereNotIn('state', ['queued', 'running'])
      .where(dead =>
        dead
          .where('heartbeat_at', '<', shifted(-options.leaseMs))
          // The clock has gone back.
          .orWhere('heartbeat_at', '>', shifted(options.leaseMs)),
      )
      .orderBy('queued_at')
      .first();
    if (!row) {
      return undefined;
    }
    const taken = await this.#knex<DbRunRow>('runs')
      .where({ id: row.id, heartbeat_at: row.heartbeat_at })
      .update({ ticket: options.ticket, heartbeat_at: this.#at() });
    return taken === 1 ? toRun(row) : undefined;
  }

  #at() {
    return this.#now().toISOString();
  }

  async #tell(id: string, type: RunEvent['type']): Promise<void> {
    this.#onRunEvent({ type, run: toRunHead(await this.#row(id)) });
  }

  async #row(id: string): Promise<DbRunRow> {
    const row = await this.#knex<DbRunRow>('runs').where({ id }).first();
    if (!row) {
      throw new NotFoundError(`There is no run "${id}"`);
    }
    return row;
  }
}

function reviewEnd(
  row: DbRunRow,
  endReview: EndReview,
): Pick<DbRunRow, 'state' | 'report'> {
  if (row.report === null) {
    return { state: 'succeeded', report: null };
  }
  const { state, report } = endReview(JSON.parse(row.report));
  return { state, report: JSON.stringify(report) };
}

function typeOf(
  { state, delivery }: RunChanges,
  row: Pick<DbRunRow, 'phase' | 'state'>,
): RunEvent['type'] {
  switch (state) {
    case undefined:
      // What a run had delivered before a review is settled while it goes on.
      return delivery?.settled && runStates[row.state].ended
        ? 'visible'
        : 'moved';
    case 'queued':
    case 'running':
      return 'moved';
    default:
      return row.phase === 'review' ? 'moved' : 'ended';
  }
}
