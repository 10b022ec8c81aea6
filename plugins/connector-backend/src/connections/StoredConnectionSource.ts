import { ConnectorError } from '@backstage-connector/plugin-connector-node';
import { ConflictError } from '@backstage/errors';
import type { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import type { ConnectionSource, RunnableConnection } from '../runs/types';
import type { ImportBlock } from './importBlock';
import type { SecretVault } from './SecretVault';
import type { Technologies } from './Technologies';

/** Gives saved connections to runs and tests. */
export class StoredConnectionSource implements ConnectionSource {
  static create(options: {
    store: DatabaseConnectionStore;
    technologies: Technologies;
    vault: SecretVault;
    importBlock: ImportBlock;
  }) {
    return new StoredConnectionSource(options);
  }

  readonly #store: DatabaseConnectionStore;
  readonly #technologies: Technologies;
  readonly #vault: SecretVault;
  readonly #importBlock: ImportBlock;

  private constructor(
    options: Parameters<typeof StoredConnectionSource.create>[0],
  ) {
    this.#store = options.store;
    this.#technologies = options.technologies;
    this.#vault = options.vault;
    this.#importBlock = options.importBlock;
  }

  async nameOf(id: string): Promise<string> {
    const [connection] = await this.#store.find([id]);
    return connection?.name ?? id;
  }

  async runnable(id: string): Promise<RunnableConnection> {
    const connection = await this.#store.get(id);
    const block = this.#importBlock(connection);
    if (block) {
      throw new ConflictError(
        `"${connection.name}" cannot be imported. ${block}`,
      );
    }
    const { name, technology, revision, options, updatedBy } = connection;
    const { parameters, scope } = connection;
    return {
      id,
      name,
      technology,
      revision,
      options,
      updatedBy,
      settings: { name, technology, revision, parameters, scope, options },
    };
  }

  async open(id: string) {
    const connection = await this.#store.get(id);
    const connector = this.#technologies.find(connection.technology);
    if (!connector) {
      throw new ConnectorError({
        code: 'technology.missing',
        kind: 'config',
        title: `The technology "${connection.technology}" is not installed any more`,
        remedy: 'Add its backend module, or delete the connection.',
      });
    }
    const secrets = this.#vault.reveal(connection);
    return {
      connector,
      config: {
        parameters: connection.parameters,
        secrets,
        scope: connection.scope,
      },
      secrets: Object.values(secrets),
    };
  }
}
