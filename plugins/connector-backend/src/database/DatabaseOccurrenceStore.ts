import type {
  Occurrence,
  OccurrenceOutcome,
} from '@backstage-connector/plugin-connector-common';
import type { Knex } from 'knex';
import { latestFirst } from './cursor';
import { queueRun, type ScheduledRun } from './operations/queueRun';
import { toOccurrence } from './scheduleRows';
import type { DbRunRow, DbScheduleOccurrenceRow } from './tables';

export interface OccurrenceFilter {
  readonly connections?: readonly string[];
  readonly connection?: string;
  readonly outcome?: readonly OccurrenceOutcome[];
}

/** The starts that were due, and what became of them. */
export class DatabaseOccurrenceStore {
  static create(options: { knex: Knex; now: () => Date }) {
    return new DatabaseOccurrenceStore(options.knex, options.now);
  }

  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  /** Latest first. */
  async list(
    query: OccurrenceFilter & { limit: number; cursor?: string },
  ): Promise<{ items: Occurrence[]; nextCursor?: string }> {
    const { rows, nextCursor } = await latestFirst<DbScheduleOccurrenceRow>(
      this.#occurrences().modify(filter, query),
      ['at', 'connection_id'],
      query,
    );
    return { items: rows.map(toOccurrence), nextCursor };
  }

  /** Those that wait for a run which has ended by now. */
  async released(): Promise<Occurrence[]> {
    const rows = await this.#occurrences()
      .where({ outcome: 'waiting' })
      .whereNotExists(
        this.#knex<DbRunRow>('runs')
          .select('id')
          .whereRaw('runs.connection_id = schedule_occurrences.connection_id')
          .whereIn('state', ['queued', 'running']),
      )
      .orderBy('at');
    return rows.map(toOccurrence);
  }

  /**
   * Starts a run that waited. Of many that try one succeeds, and none while
   * another run of the connection is active. Without a run, the connection has
   * been disabled meanwhile.
   */
  async start(
    { connectionId, at }: Pick<Occurrence, 'connectionId' | 'at'>,
    run: ScheduledRun | undefined,
  ): Promise<OccurrenceOutcome | undefined> {
    const outcome = outcomeOf(run);
    const decidedAt = this.#now().toISOString();
    return this.#knex.transaction(async trx => {
      const waiting = await trx<DbScheduleOccurrenceRow>('schedule_occurrences')
        .where({ connection_id: connectionId, at, outcome: 'waiting' })
        .forUpdate()
        .first();
      if (!waiting || (run && !(await queueRun(trx, run, decidedAt)))) {
        return undefined;
      }
      await trx<DbScheduleOccurrenceRow>('schedule_occurrences')
        .where({ connection_id: connectionId, at })
        .update({ outcome, run_id: run?.id ?? null, decided_at: decidedAt });
      return outcome;
    });
  }

  /** Deletes some of what was due before an instant and does not wait; how many. */
  deleteBefore(instant: Date, limit: number): Promise<number> {
    const columns = ['connection_id', 'at'];
    return this.#occurrences()
      .whereIn(
        columns,
        this.#occurrences()
          .select(columns)
          .where('at', '<', instant.toISOString())
          .whereNot({ outcome: 'waiting' })
          .orderBy(['at', 'connection_id'])
          .limit(limit),
      )
      .delete();
  }

  #occurrences() {
    return this.#knex<DbScheduleOccurrenceRow>('schedule_occurrences');
  }
}

function outcomeOf(run: ScheduledRun | undefined): OccurrenceOutcome {
  if (!run) {
    return 'disabled';
  }
  return run.failure ? 'failed' : 'started';
}

function filter(builder: Knex.QueryBuilder, query: OccurrenceFilter) {
  if (query.connections) {
    builder.whereIn('connection_id', query.connections);
  }
  if (query.connection) {
    builder.where('connection_id', query.connection);
  }
  if (query.outcome) {
    builder.whereIn('outcome', query.outcome);
  }
}
