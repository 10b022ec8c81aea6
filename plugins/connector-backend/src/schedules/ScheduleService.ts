import type {
  Occurrence,
  PlannedStart,
  Schedule,
  ScheduleDefinition,
  ScheduleInput,
  UpcomingRun,
} from '@backstage-connector/plugin-connector-common';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import type {
  DatabaseOccurrenceStore,
  OccurrenceFilter,
} from '../database/DatabaseOccurrenceStore';
import type { DatabaseScheduleStore } from '../database/DatabaseScheduleStore';
import type { NamedSchedule, StoredSchedule } from '../database/scheduleRows';
import { checkDefinition } from './definitionProblem';
import { mergeUpcoming } from './mergeUpcoming';
import { upcoming } from './nextOccurrence';
import { nextStart } from './nextStart';

export interface ScheduleServiceOptions {
  readonly schedules: DatabaseScheduleStore;
  readonly occurrences: DatabaseOccurrenceStore;
  readonly connections: Pick<DatabaseConnectionStore, 'get'>;
  readonly now: () => Date;
}

/** How many starts a preview shows (OC-22). */
const PREVIEWED = 5;

/** The schedules of connections. Who may do what is decided above it. */
export class ScheduleService {
  static create(options: ScheduleServiceOptions) {
    return new ScheduleService(options);
  }

  readonly #options: ScheduleServiceOptions;

  private constructor(options: ScheduleServiceOptions) {
    this.#options = options;
  }

  async list(mayRead: (connectionId: string) => boolean): Promise<Schedule[]> {
    const schedules = await this.#options.schedules.list();
    return schedules.filter(it => mayRead(it.connectionId)).map(shown);
  }

  /** @throws NotFoundError when the connection has none. */
  async get(connectionId: string): Promise<Schedule> {
    return shown(await this.#stored(connectionId));
  }

  /**
   * Takes effect at once: what is due from now on goes by the new definition.
   *
   * @throws InputError that names the field.
   * @throws ConflictError when someone else has saved since.
   */
  async save(
    connectionId: string,
    { version, ...definition }: ScheduleInput,
    by: string,
  ): Promise<Schedule> {
    checkDefinition(definition);
    await this.#refuseDeclared(connectionId);
    const { schedules, now } = this.#options;
    const schedule: StoredSchedule = {
      connectionId,
      definition,
      origin: 'portal',
      version: (version ?? 0) + 1,
      next: nextStart({ connectionId, definition }, now()),
      updatedBy: by,
      updatedAt: now().toISOString(),
    };
    await schedules.save(schedule, version);
    return shown(schedule);
  }

  /** @throws ConflictError when someone else has saved since. */
  async delete(connectionId: string, version: number): Promise<void> {
    await this.#refuseDeclared(connectionId);
    await this.#stored(connectionId);
    await this.#options.schedules.delete(connectionId, version);
  }

  /** @throws InputError that names the field. */
  preview(definition: ScheduleDefinition): PlannedStart[] {
    checkDefinition(definition);
    return upcoming(definition, this.#options.now(), PREVIEWED);
  }

  /**
   * The next starts of all schedules that are switched on, soonest first; none of
   * connections that are disabled, whose starts are passed over.
   */
  async upcoming(
    mayRead: (connectionId: string) => boolean,
    limit: number,
  ): Promise<UpcomingRun[]> {
    const schedules = await this.#options.schedules.list();
    return mergeUpcoming(
      schedules.filter(it => it.connectionEnabled && mayRead(it.connectionId)),
      this.#options.now(),
      limit,
    );
  }

  listOccurrences(
    query: OccurrenceFilter & { limit: number; cursor?: string },
  ): Promise<{ items: Occurrence[]; nextCursor?: string }> {
    return this.#options.occurrences.list(query);
  }

  async #stored(connectionId: string): Promise<StoredSchedule> {
    const schedule = await this.#options.schedules.find(connectionId);
    if (!schedule) {
      throw new NotFoundError(
        `The connection "${connectionId}" has no schedule`,
      );
    }
    return schedule;
  }

  async #refuseDeclared(connectionId: string): Promise<void> {
    const { name, origin } = await this.#options.connections.get(connectionId);
    if (origin === 'configuration') {
      throw new ConflictError(
        `"${name}" comes from app-config, and so does its schedule; change it under connector.connections`,
      );
    }
  }
}

function shown({
  definition,
  next,
  ...schedule
}: StoredSchedule | NamedSchedule): Schedule {
  const { connectionId, origin, version, updatedBy, updatedAt } = schedule;
  return {
    ...definition,
    connectionId,
    origin,
    version,
    ...(next && { nextRun: next.nextRunAt }),
    updatedBy,
    updatedAt,
  };
}
