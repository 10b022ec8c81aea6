import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { DatabaseHistoryStore } from '../database/DatabaseHistoryStore';
import type { DatabaseOccurrenceStore } from '../database/DatabaseOccurrenceStore';

/** How long what has ended is kept. */
export interface RetentionPolicy {
  readonly maxAgeMs: number;
  readonly maxRunsPerConnection: number;
  /** Of logs and decisions. */
  readonly detailsMaxAgeMs: number;
}

const OCCURRENCES = 1_000;

/** How much a sweep has deleted. */
export interface Swept {
  runs: number;
  details: number;
  occurrences: number;
}

/**
 * Deletes old history in small steps, so that it holds up nobody. It never
 * touches a run that is active, waits for a review or for the catalog, nor the
 * last success of a connection.
 */
export class RunRetention {
  static create(options: {
    history: DatabaseHistoryStore;
    occurrences: DatabaseOccurrenceStore;
    policy: RetentionPolicy;
    now: () => Date;
  }) {
    return new RunRetention(options);
  }

  readonly #history: DatabaseHistoryStore;
  readonly #occurrences: DatabaseOccurrenceStore;
  readonly #policy: RetentionPolicy;
  readonly #now: () => Date;

  private constructor(options: Parameters<typeof RunRetention.create>[0]) {
    this.#history = options.history;
    this.#occurrences = options.occurrences;
    this.#policy = options.policy;
    this.#now = options.now;
  }

  /** Stops between two steps when the signal says so; another sweep goes on. */
  async sweep(signal: AbortSignal): Promise<Swept> {
    const swept: Swept = { runs: 0, details: 0, occurrences: 0 };
    await this.#deleteOld(swept, signal);
    await this.#deleteSurplus(swept, signal);
    await this.#deleteOldDetails(swept, signal);
    await this.#deleteOldOccurrences(swept, signal);
    return swept;
  }

  async #deleteOldOccurrences(swept: Swept, signal: AbortSignal) {
    const before = this.#before(this.#policy.maxAgeMs);
    for (let deleted = 1; deleted > 0 && !signal.aborted; ) {
      deleted = await this.#occurrences.deleteBefore(before, OCCURRENCES);
      swept.occurrences += deleted;
    }
  }

  async #deleteOld(swept: Swept, signal: AbortSignal): Promise<void> {
    const before = this.#before(this.#policy.maxAgeMs);
    await this.#deleteAll(() => this.#history.expired(before), swept, signal);
  }

  async #deleteSurplus(swept: Swept, signal: AbortSignal): Promise<void> {
    let connection = await this.#history.nextConnection('');
    while (connection !== undefined && !signal.aborted) {
      const id = connection;
      await this.#deleteAll(
        () => this.#history.surplus(id, this.#policy.maxRunsPerConnection),
        swept,
        signal,
      );
      connection = await this.#history.nextConnection(id);
    }
  }

  async #deleteOldDetails(swept: Swept, signal: AbortSignal): Promise<void> {
    const before = this.#before(this.#policy.detailsMaxAgeMs);
    for (;;) {
      const ids = await this.#history.withDetails(before);
      for (const id of ids) {
        if (!(await this.#deleteDetails(id, signal))) {
          return;
        }
        await this.#history.noteDeletedDetails(id, this.#now());
        swept.details += 1;
      }
      if (ids.length === 0 || signal.aborted) {
        return;
      }
    }
  }

  async #deleteAll(
    find: () => Promise<string[]>,
    swept: Swept,
    signal: AbortSignal,
  ): Promise<void> {
    for (;;) {
      let deleted = 0;
      for (const id of await find()) {
        // Its log may be long: the row itself would take all with it at once.
        if (!(await this.#deleteDetails(id, signal))) {
          return;
        }
        deleted += await this.#history.deleteRun(id);
      }
      swept.runs += deleted;
      if (deleted === 0) {
        return;
      }
    }
  }

  /** `false` when it was stopped before the end. */
  async #deleteDetails(runId: string, signal: AbortSignal): Promise<boolean> {
    do {
      if (signal.aborted) {
        return false;
      }
    } while (await this.#history.deleteDetails(runId));
    return true;
  }

  #before(ageMs: number): Date {
    return new Date(this.#now().getTime() - ageMs);
  }
}

/**
 * Sweeps every hour, in one process at a time. To trigger it by hand does no
 * harm: what is deleted depends on its age only.
 */
export function startRetention(options: {
  scheduler: SchedulerService;
  retention: RunRetention;
  logger: LoggerService;
}): Promise<void> {
  const { scheduler, retention, logger } = options;
  return scheduler.scheduleTask({
    id: 'delete-old-runs',
    frequency: { hours: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 30 },
    fn: async signal => {
      const { runs, details, occurrences } = await retention.sweep(signal);
      if (runs + details + occurrences > 0) {
        logger.info(
          `Deleted ${runs} old runs, the details of ${details} others, and ${occurrences} old starts of schedules`,
        );
      }
    },
  });
}
