import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  dispatchOccurrence,
  type Dispatch,
} from './operations/dispatchOccurrence';
import { moveNext } from './operations/moveNext';
import {
  fromSchedule,
  toNamedSchedule,
  toSchedule,
  type NamedSchedule,
  type NamedScheduleRow,
  type NextStart,
  type StoredSchedule,
} from './scheduleRows';
import type { DbScheduleOccurrenceRow, DbScheduleRow } from './tables';

/**
 * The schedules of connections. Who changes one says which version was seen, so
 * that nobody overwrites what they have not read.
 */
export class DatabaseScheduleStore {
  static create(options: { knex: Knex; now: () => Date }) {
    return new DatabaseScheduleStore(options.knex, options.now);
  }

  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  async find(connectionId: string): Promise<StoredSchedule | undefined> {
    const row = await this.#knex<DbScheduleRow>('schedules')
      .where({ connection_id: connectionId })
      .first();
    return row && toSchedule(row);
  }

  /** Of those connections that have one. */
  async ofConnections(
    connectionIds: readonly string[],
  ): Promise<Map<string, StoredSchedule>> {
    const rows = await this.#knex<DbScheduleRow>('schedules').whereIn(
      'connection_id',
      connectionIds,
    );
    return new Map(rows.map(row => [row.connection_id, toSchedule(row)]));
  }

  /** Of all connections that exist, by their names. */
  async list(): Promise<NamedSchedule[]> {
    return (await this.#named().orderBy('name_key')).map(toNamedSchedule);
  }

  /** Switched on, and at or past the start they wait for. */
  async due(): Promise<NamedSchedule[]> {
    const rows = await this.#named()
      .whereRaw('schedules.enabled')
      .where('due_at', '<=', this.#now().toISOString())
      .orderBy('due_at');
    return rows.map(toNamedSchedule);
  }

  /**
   * @param seen - the version that is to be replaced; undefined for none.
   * @throws ConflictError when someone else has saved since.
   */
  async save(schedule: StoredSchedule, seen: number | undefined) {
    const { connectionId, definition } = schedule;
    const row = fromSchedule(schedule);
    await this.#knex.transaction(async trx => {
      const saved =
        seen === undefined
          ? await trx<DbScheduleRow>('schedules')
              .insert(row)
              .onConflict('connection_id')
              .ignore()
              .returning('version')
          : await trx<DbScheduleRow>('schedules')
              .where({ connection_id: connectionId, version: seen })
              .update(row)
              .returning('version');
      if (saved.length === 0) {
        throw await conflict(trx, connectionId);
      }
      if (!definition.enabled) {
        await this.#withdraw(trx, connectionId);
      }
    });
  }

  /** @throws ConflictError when someone else has saved since. */
  async delete(connectionId: string, seen: number): Promise<void> {
    await this.#knex.transaction(async trx => {
      const deleted = await trx<DbScheduleRow>('schedules')
        .where({ connection_id: connectionId, version: seen })
        .delete();
      if (deleted === 0) {
        throw await conflict(trx, connectionId);
      }
      await this.#withdraw(trx, connectionId);
    });
  }

  /** See {@link dispatchOccurrence}. */
  dispatch(dispatch: Dispatch) {
    return dispatchOccurrence(this.#knex, dispatch, this.#now().toISOString());
  }

  /** Corrects the start a schedule waits for, unless it has changed meanwhile. */
  async correctNext(schedule: StoredSchedule, next: NextStart): Promise<void> {
    await moveNext(this.#knex, schedule, next);
  }

  #named(): Knex.QueryBuilder<DbScheduleRow, NamedScheduleRow[]> {
    return this.#knex('schedules')
      .join('connections', 'connections.id', 'schedules.connection_id')
      .select('schedules.*', 'connections.technology')
      .select({
        connection_name: 'connections.name',
        connection_enabled: 'connections.enabled',
      });
  }

  async #withdraw(trx: Knex.Transaction, connectionId: string): Promise<void> {
    await trx<DbScheduleOccurrenceRow>('schedule_occurrences')
      .where({ connection_id: connectionId, outcome: 'waiting' })
      .update({ outcome: 'withdrawn', decided_at: this.#now().toISOString() });
  }
}

async function conflict(
  trx: Knex.Transaction,
  connectionId: string,
): Promise<ConflictError> {
  const row = await trx<DbScheduleRow>('schedules')
    .where({ connection_id: connectionId })
    .first();
  return new ConflictError(
    row
      ? `"version": ${row.updated_by} has changed the schedule since, at ${row.updated_at}; look at it as it is now, and save again`
      : '"version": the schedule has been deleted since; save it without "version" to make a new one',
  );
}
