import type {
  Connection,
  ConnectionInput,
  ConnectionUpdate,
} from '@backstage-connector/plugin-connector-common';
import { ConnectorError } from '@backstage-connector/plugin-connector-node';
import { ConflictError, InputError } from '@backstage/errors';
import { isDeepStrictEqual } from 'node:util';
import { v4 as uuid } from 'uuid';
import type { StoredConnection } from '../database/connectionRows';
import type { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import type { ObjectService, RunService } from '../runs/types';
import type { CheckService } from './CheckService';
import { checkSettings } from './checkSettings';
import type { ConnectionView } from './createConnectionView';
import type { DeclaredSecrets, SecretVault } from './SecretVault';
import type { Technologies } from './Technologies';

export interface ConnectionServiceOptions {
  readonly store: DatabaseConnectionStore;
  readonly technologies: Technologies;
  readonly vault: SecretVault;
  readonly declared: DeclaredSecrets;
  readonly view: ConnectionView;
  readonly checks: Pick<CheckService, 'cancel'>;
  readonly runs: Pick<RunService, 'latest'>;
  readonly objects: Pick<ObjectService, 'count' | 'removeAll'>;
  readonly now: () => Date;
}

/** Saves connections. Who may do what is decided above it. */
export class ConnectionService {
  static create(options: ConnectionServiceOptions) {
    return new ConnectionService(options);
  }

  readonly #options: ConnectionServiceOptions;

  private constructor(options: ConnectionServiceOptions) {
    this.#options = options;
  }

  async list(
    mayRead: (connection: StoredConnection) => boolean,
  ): Promise<Connection[]> {
    const connections = await this.#options.store.list();
    return this.#options.view(connections.filter(mayRead));
  }

  async get(id: string): Promise<Connection> {
    return this.#shown(await this.#options.store.get(id));
  }

  /**
   * @throws InputError that names the field.
   * @throws ConflictError when the name is taken.
   */
  async create(input: ConnectionInput, by: string): Promise<Connection> {
    const { store, vault } = this.#options;
    const id = uuid();
    const { secrets } = vault.seal(id, input.secrets);
    this.#checkSettings(input, secrets);
    const { name, technology, parameters, scope, options } = input;
    await store.insert({
      id,
      name,
      technology,
      parameters,
      scope,
      options,
      secrets,
      ...this.#portal(by),
    });
    return this.get(id);
  }

  /**
   * Changes a connection. Other parameters or secrets make a new revision, which
   * has to pass a test of its own; scope and options do not.
   *
   * @throws InputError that names the field.
   * @throws ConflictError when the name is taken, or someone else has saved
   *   since the version that the person saw.
   */
  async update(
    id: string,
    input: ConnectionUpdate,
    by: string,
  ): Promise<Connection> {
    const { store, vault } = this.#options;
    const stored = await store.get(id);
    this.#refuseDeclared(stored);
    if (input.technology !== stored.technology) {
      throw new InputError(
        `"technology" of a saved connection cannot change from ${stored.technology} to ${input.technology}; create another connection`,
      );
    }
    const sealed = vault.seal(id, input.secrets, stored.secrets);
    const { secrets } = sealed;
    this.#checkSettings(input, secrets);
    const sameSettings =
      !sealed.changed && isDeepStrictEqual(input.parameters, stored.parameters);
    const changed = {
      ...stored,
      name: input.name,
      parameters: input.parameters,
      scope: input.scope,
      options: input.options,
      secrets,
      revision: sameSettings ? stored.revision : stored.revision + 1,
      ...this.#updated(by),
    };
    await store.update(changed, input.version);
    return this.get(id);
  }

  /** A copy with its own test to pass; it shares nothing with the original. */
  async duplicate(id: string, name: string, by: string): Promise<Connection> {
    const { store, vault } = this.#options;
    const { technology, parameters, scope, options, ...original } =
      await store.get(id);
    const copyId = uuid();
    const copySecrets = () => {
      try {
        return vault.copy(original, copyId);
      } catch (error) {
        if (error instanceof ConnectorError) {
          throw new ConflictError(error.message);
        }
        throw error;
      }
    };
    await store.insert({
      id: copyId,
      name,
      technology,
      parameters,
      scope,
      options,
      secrets: copySecrets(),
      ...this.#portal(by),
    });
    return this.get(copyId);
  }

  async setEnabled(
    id: string,
    enabled: boolean,
    by: string,
  ): Promise<Connection> {
    const stored = await this.#options.store.get(id);
    this.#refuseDeclared(stored);
    const changed = { ...stored, enabled, ...this.#updated(by) };
    await this.#options.store.update(changed, stored.version);
    return this.get(id);
  }

  /**
   * Deletes a connection and removes its entities from the catalog (OC-15).
   *
   * @param entities - how many the person was told; another number is refused.
   */
  async delete(id: string, entities: number, by: string): Promise<void> {
    const { store, objects, checks } = this.#options;
    const stored = await store.get(id);
    if (this.#options.declared.has(id)) {
      throw new ConflictError(
        `"${stored.name}" is declared in app-config; remove it from connector.connections first`,
      );
    }
    await this.#refuseWhileRunning(stored);
    const count = (await objects.count([id])).get(id) ?? 0;
    if (count !== entities) {
      throw new ConflictError(
        `"entities" says ${entities}, but the connection has ${count} entities in the catalog; confirm that number`,
      );
    }
    // Disabled first: no run can start while its entities are removed. Should
    // the removal fail, the deletion can be repeated.
    const disabled = { ...stored, enabled: false, ...this.#updated(by) };
    await store.update(disabled, stored.version);
    await this.#refuseWhileRunning(stored);
    await checks.cancel(id);
    await objects.removeAll(id);
    await store.delete(id);
  }

  async #shown(stored: StoredConnection): Promise<Connection> {
    const [connection] = await this.#options.view([stored]);
    return connection;
  }

  #checkSettings(
    input: ConnectionInput,
    secrets: readonly { field: string }[],
  ): void {
    const { technology } = this.#options.technologies.get(input.technology);
    checkSettings(technology, {
      parameters: input.parameters,
      secretFields: secrets.map(({ field }) => field),
      scope: input.scope,
    });
  }

  #refuseDeclared({ origin, name }: StoredConnection): void {
    if (origin === 'configuration') {
      throw new ConflictError(
        `"${name}" comes from app-config and is read-only here; change it under connector.connections`,
      );
    }
  }

  async #refuseWhileRunning({ id, name }: StoredConnection): Promise<void> {
    const latest = await this.#options.runs.latest([id]);
    const active = latest.get(id)?.active;
    if (active) {
      throw new ConflictError(
        `The run ${active.id} of "${name}" is active; cancel it first, or wait for its end`,
      );
    }
  }

  #portal(by: string) {
    const createdAt = this.#options.now().toISOString();
    return {
      origin: 'portal',
      enabled: true,
      revision: 1,
      createdBy: by,
      createdAt,
      updatedBy: by,
      updatedAt: createdAt,
    } as const;
  }

  #updated(by: string) {
    return { updatedBy: by, updatedAt: this.#options.now().toISOString() };
  }
}
