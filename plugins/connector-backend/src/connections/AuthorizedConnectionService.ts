import {
  connectionCreatePermission,
  connectionDeletePermission,
  connectionReadPermission,
  connectionUpdatePermission,
  urnPath,
  type CheckReport,
  type Connection,
  type ConnectionInput,
  type ConnectionUpdate,
  type Provenance,
  type Scope,
  type ScopeMatches,
} from '@backstage-connector/plugin-connector-common';
import { NotFoundError } from '@backstage/errors';
import type { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import type { ObjectService } from '../runs/types';
import type { CheckService } from './CheckService';
import type { Caller, ConnectionAccess } from './ConnectionAccess';
import type { ConnectionService } from './ConnectionService';

export interface AuthorizedConnectionServiceOptions {
  readonly access: ConnectionAccess;
  readonly store: DatabaseConnectionStore;
  readonly connections: ConnectionService;
  readonly checks: CheckService;
  readonly objects: Pick<ObjectService, 'byRef'>;
  matchScope(connectionId: string, scope: Scope): Promise<ScopeMatches>;
}

/** Connections and their tests, for callers who have to be allowed to. */
export class AuthorizedConnectionService {
  static create(options: AuthorizedConnectionServiceOptions) {
    return new AuthorizedConnectionService(options);
  }

  readonly #access: ConnectionAccess;
  readonly #connections: ConnectionService;
  readonly #checks: CheckService;
  readonly #options: AuthorizedConnectionServiceOptions;

  private constructor(options: AuthorizedConnectionServiceOptions) {
    this.#access = options.access;
    this.#connections = options.connections;
    this.#checks = options.checks;
    this.#options = options;
  }

  /** For what is not about one connection, such as the technologies. */
  async requireRead(caller: Caller): Promise<void> {
    await this.#access.grant(connectionReadPermission, caller);
  }

  async list(caller: Caller): Promise<Connection[]> {
    const grant = await this.#access.grant(connectionReadPermission, caller);
    return this.#connections.list(grant.allows);
  }

  async get(id: string, caller: Caller): Promise<Connection> {
    await this.#access.require(connectionReadPermission, id, caller);
    return this.#connections.get(id);
  }

  async create(input: ConnectionInput, caller: Caller): Promise<Connection> {
    await this.#access.requireBasic(connectionCreatePermission, caller);
    return this.#connections.create(input, caller.ref);
  }

  async update(
    id: string,
    input: ConnectionUpdate,
    caller: Caller,
  ): Promise<Connection> {
    await this.#access.require(connectionUpdatePermission, id, caller);
    return this.#connections.update(id, input, caller.ref);
  }

  async duplicate(
    id: string,
    name: string,
    caller: Caller,
  ): Promise<Connection> {
    await this.#access.requireBasic(connectionCreatePermission, caller);
    await this.#access.require(connectionReadPermission, id, caller);
    return this.#connections.duplicate(id, name, caller.ref);
  }

  async setEnabled(
    id: string,
    enabled: boolean,
    caller: Caller,
  ): Promise<Connection> {
    await this.#access.require(connectionUpdatePermission, id, caller);
    return this.#connections.setEnabled(id, enabled, caller.ref);
  }

  async delete(id: string, entities: number, caller: Caller): Promise<void> {
    await this.#access.require(connectionDeletePermission, id, caller);
    await this.#connections.delete(id, entities, caller.ref);
  }

  async startCheck(id: string, caller: Caller): Promise<CheckReport> {
    await this.#access.require(connectionUpdatePermission, id, caller);
    return this.#checks.start(id);
  }

  async getCheck(id: string, caller: Caller): Promise<CheckReport> {
    await this.#access.require(connectionReadPermission, id, caller);
    return this.#checks.get(id);
  }

  async cancelCheck(id: string, caller: Caller): Promise<void> {
    await this.#access.require(connectionUpdatePermission, id, caller);
    await this.#checks.cancel(id);
  }

  async matchScope(
    id: string,
    scope: Scope,
    caller: Caller,
  ): Promise<ScopeMatches> {
    await this.#access.require(connectionUpdatePermission, id, caller);
    return this.#options.matchScope(id, scope);
  }

  /** Where an imported entity comes from. */
  async provenance(ref: string, caller: Caller): Promise<Provenance> {
    const grant = await this.#access.grant(connectionReadPermission, caller);
    const object = await this.#options.objects.byRef(ref);
    const [stored] = object
      ? await this.#options.store.find([object.connectionId])
      : [];
    if (!object || !stored || !grant.allows(stored)) {
      throw new NotFoundError(
        `No connection that you may read imports the entity ${ref}`,
      );
    }
    const { id, name, technology, lastRun } = await this.#connections.get(
      stored.id,
    );
    const { connectionId: _, ...record } = object;
    return {
      ...record,
      path: urnPath(object.urn),
      connection: { id, name, technology },
      lastRun,
    };
  }
}
