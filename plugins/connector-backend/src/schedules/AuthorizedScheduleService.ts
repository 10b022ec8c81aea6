import {
  connectionReadPermission,
  connectionRunPermission,
  connectionUpdatePermission,
  type PlannedStart,
  type Schedule,
  type ScheduleDefinition,
  type ScheduleInput,
  type UpcomingRun,
} from '@backstage-connector/plugin-connector-common';
import type { Caller, ConnectionAccess } from '../connections/ConnectionAccess';
import type { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import type { ScheduleService } from './ScheduleService';

/** Schedules, for callers who have to be allowed to: by their connection. */
export class AuthorizedScheduleService {
  static create(options: {
    access: ConnectionAccess;
    connections: Pick<DatabaseConnectionStore, 'list'>;
    schedules: ScheduleService;
  }) {
    return new AuthorizedScheduleService(options);
  }

  readonly #access: ConnectionAccess;
  readonly #connections: Pick<DatabaseConnectionStore, 'list'>;
  readonly #schedules: ScheduleService;

  private constructor(
    options: Parameters<typeof AuthorizedScheduleService.create>[0],
  ) {
    this.#access = options.access;
    this.#connections = options.connections;
    this.#schedules = options.schedules;
  }

  async list(caller: Caller): Promise<Schedule[]> {
    const readable = await this.#readable(caller);
    return this.#schedules.list(id => readable?.includes(id) ?? true);
  }

  async get(connectionId: string, caller: Caller): Promise<Schedule> {
    await this.#access.require(connectionReadPermission, connectionId, caller);
    return this.#schedules.get(connectionId);
  }

  async save(
    connectionId: string,
    input: ScheduleInput,
    caller: Caller,
  ): Promise<Schedule> {
    await this.#access.require(
      connectionUpdatePermission,
      connectionId,
      caller,
    );
    // It starts imports for whoever enables it.
    if (input.enabled) {
      await this.#access.require(connectionRunPermission, connectionId, caller);
    }
    return this.#schedules.save(connectionId, input, caller.ref);
  }

  async delete(
    connectionId: string,
    version: number,
    caller: Caller,
  ): Promise<void> {
    await this.#access.require(
      connectionUpdatePermission,
      connectionId,
      caller,
    );
    await this.#schedules.delete(connectionId, version);
  }

  async preview(
    definition: ScheduleDefinition,
    caller: Caller,
  ): Promise<PlannedStart[]> {
    await this.#access.grant(connectionReadPermission, caller);
    return this.#schedules.preview(definition);
  }

  async upcoming(limit: number, caller: Caller): Promise<UpcomingRun[]> {
    const readable = await this.#readable(caller);
    return this.#schedules.upcoming(
      id => readable?.includes(id) ?? true,
      limit,
    );
  }

  async listOccurrences(
    query: Parameters<ScheduleService['listOccurrences']>[0],
    caller: Caller,
  ) {
    const connections = await this.#readable(caller);
    return this.#schedules.listOccurrences({ ...query, connections });
  }

  /** The connections that may be read; undefined means all. */
  async #readable(caller: Caller): Promise<string[] | undefined> {
    const grant = await this.#access.grant(connectionReadPermission, caller);
    if (grant.unconditional) {
      return undefined;
    }
    const connections = await this.#connections.list();
    return connections.filter(grant.allows).map(({ id }) => id);
  }
}
