import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Failure,
  Occurrence,
} from '@backstage-connector/plugin-connector-common';
import { toError } from '@backstage/errors';
import type { DatabaseOccurrenceStore } from '../database/DatabaseOccurrenceStore';
import type { DatabaseScheduleStore } from '../database/DatabaseScheduleStore';
import type { ScheduledRun } from '../database/operations/queueRun';
import { failedEvent, queuedEvent } from '../database/runRows';
import type { NamedSchedule } from '../database/scheduleRows';
import { failureOf } from '../runs/failureOf';
import type { RunWorker } from '../runs/RunWorker';
import type { ConnectionSource } from '../runs/types';
import type { Telling } from '../telling/createTelling';
import { composeRun, failedRun, invalidSchedule } from './composeRun';
import { dueStart } from './dueStart';
import { nextStart } from './nextStart';

export interface ScheduleDispatcherOptions {
  readonly schedules: DatabaseScheduleStore;
  readonly occurrences: DatabaseOccurrenceStore;
  readonly connections: Pick<ConnectionSource, 'runnable'>;
  readonly worker: Pick<RunWorker, 'wake'>;
  readonly telling?: Pick<Telling, 'onRunEvent' | 'onScheduled'>;
  readonly logger: LoggerService;
  readonly now: () => Date;
}

/** How long a start is tried again before what is in its way is final. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Puts a run into the queue for every start that is due. Any number of them may
 * look at one database, at any time: the database decides who starts what.
 */
export class ScheduleDispatcher {
  static create(options: ScheduleDispatcherOptions) {
    return new ScheduleDispatcher(options);
  }

  readonly #options: ScheduleDispatcherOptions;
  /** Since when a connection's start meets an error that may pass. */
  readonly #troubled = new Map<string, number>();
  #lastLook = Infinity;

  private constructor(options: ScheduleDispatcherOptions) {
    this.#options = options;
  }

  /** Looks once. Rejects only when the schedules cannot be read. */
  async dispatch(signal?: AbortSignal): Promise<void> {
    const { schedules, occurrences, now } = this.#options;
    const look = now().getTime();
    if (look < this.#lastLook) {
      await this.#correctNext(signal);
    }
    this.#lastLook = look;
    await this.#each(await schedules.due(), signal, it => this.#start(it));
    const released = await occurrences.released();
    if (released.length > 0) {
      const known = await schedules.list();
      const waiting = released.flatMap(({ at, connectionId }) =>
        known
          .filter(schedule => schedule.connectionId === connectionId)
          .map(schedule => ({ ...schedule, at })),
      );
      await this.#each(waiting, signal, it => this.#startWaiting(it));
    }
  }

  /**
   * Works the next starts out anew when this process begins, for the rules of
   * zones may have changed with it; and when the clock has gone back, for
   * it may have been years ahead. Nothing is decided twice by that.
   */
  async #correctNext(signal?: AbortSignal): Promise<void> {
    const { schedules, now } = this.#options;
    const at = now();
    await this.#each(await schedules.list(), signal, async schedule => {
      const waitsFor = schedule.next?.nextRunAt;
      const next = nextStart(schedule, at);
      if (
        next &&
        waitsFor &&
        waitsFor > at.toISOString() &&
        waitsFor !== next.nextRunAt
      ) {
        await schedules.correctNext(schedule, next);
      }
    });
  }

  async #start(schedule: NamedSchedule): Promise<void> {
    const { schedules, now } = this.#options;
    const due = schedule.next && new Date(schedule.next.nextRunAt);
    if (due) {
      const { start, missed, next, failure } = stock(schedule, due, now());
      const run = start && (await this.#composeRun(schedule, failure));
      const outcome = await schedules.dispatch({
        schedule,
        start: start && { at: start.toISOString(), run },
        missed: missed?.toISOString(),
        next,
      });
      this.#tell(outcome, run, start?.toISOString());
    }
  }

  async #startWaiting(waiting: NamedSchedule & { at: string }): Promise<void> {
    const run = await this.#composeRun(waiting);
    const outcome = await this.#options.occurrences.start(waiting, run);
    this.#tell(outcome, run, waiting.at);
  }

  /** None while the connection is disabled: that is somebody's wish (OC-26). */
  async #composeRun(
    schedule: NamedSchedule,
    failure?: Failure,
  ): Promise<ScheduledRun | undefined> {
    const { connections, now } = this.#options;
    const { connectionId, connectionEnabled } = schedule;
    if (!connectionEnabled) {
      return undefined;
    }
    if (failure) {
      return failedRun(schedule, failure);
    }
    try {
      const run = await composeRun(connections, schedule);
      this.#troubled.delete(connectionId);
      return run;
    } catch (error) {
      const since = this.#troubled.get(connectionId) ?? now().getTime();
      this.#troubled.set(connectionId, since);
      if (now().getTime() - since < PATIENCE_MS) {
        throw error;
      }
      return failedRun(
        schedule,
        failureOf(error, text => text),
      );
    }
  }

  #tell(
    outcome: Occurrence['outcome'] | undefined,
    run: ScheduledRun | undefined,
    dueAt: string | undefined,
  ): void {
    const { telling, worker, now } = this.#options;
    if (!run || !dueAt || (outcome !== 'started' && outcome !== 'failed')) {
      return;
    }
    if (outcome === 'started') {
      worker.wake();
    }
    const eventOf = outcome === 'started' ? queuedEvent : failedEvent;
    telling?.onRunEvent(eventOf(run, now().toISOString()));
    telling?.onScheduled(run.technology, dueAt);
  }

  /** One schedule that cannot be dealt with does not stop the others. */
  async #each<S extends NamedSchedule>(
    schedules: readonly S[],
    signal: AbortSignal | undefined,
    action: (schedule: S) => Promise<void>,
  ): Promise<void> {
    for (const schedule of schedules) {
      if (signal?.aborted) {
        return;
      }
      try {
        await action(schedule);
      } catch (error) {
        this.#options.logger.error(
          `Could not look after the schedule of connection ${schedule.connectionId}; it is tried again`,
          toError(error),
        );
      }
    }
  }
}

function stock(schedule: NamedSchedule, due: Date, now: Date) {
  try {
    return {
      ...dueStart(schedule.definition, due, now),
      next: nextStart(schedule, now),
      failure: undefined,
    };
  } catch (error) {
    return {
      start: due,
      missed: undefined,
      next: undefined,
      failure: invalidSchedule(error),
    };
  }
}
