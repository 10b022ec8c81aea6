import {
  ARCHIVED_CONNECTIONS,
  archivedConnectionsSchema,
  type ArchivedConnection,
  type FieldValue,
} from '@backstage-connector/plugin-connector-common';
import { InputError } from '@backstage/errors';
import { describeIssue, sentencesOf } from '../describeIssues';
import type { StoredConnection } from '../database/connectionRows';
import type { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import type { DatabaseScheduleStore } from '../database/DatabaseScheduleStore';
import { holdsCredential } from './holdsCredential';
import { createRedactor } from './redact';
import type { SecretVault } from './SecretVault';
import type { Technologies } from './Technologies';

/** How connections are set up, as archives take it along: without secrets (AR-5). */
export class ConnectionStructures {
  static create(options: {
    store: Pick<DatabaseConnectionStore, 'find'>;
    technologies: Technologies;
    vault: SecretVault;
    schedules: Pick<DatabaseScheduleStore, 'ofConnections'>;
  }) {
    return new ConnectionStructures(options);
  }

  readonly #options: Parameters<typeof ConnectionStructures.create>[0];

  private constructor(
    options: Parameters<typeof ConnectionStructures.create>[0],
  ) {
    this.#options = options;
  }

  /**
   * In the order of the ids, each once.
   *
   * @throws InputError that names the id of one that is not there, or that may
   *   not be read; nobody learns which.
   */
  async of(
    ids: readonly string[],
    mayRead: (connection: StoredConnection) => boolean,
  ): Promise<ArchivedConnection[]> {
    const { store, schedules } = this.#options;
    const wanted = [...new Set(ids)];
    const found = new Map(
      (await store.find(wanted)).filter(mayRead).map(it => [it.id, it]),
    );
    const scheduled = await schedules.ofConnections([...found.keys()]);
    return checked(
      wanted.map(id => {
        const connection = found.get(id);
        if (!connection) {
          throw new InputError(
            `"connections": there is no connection "${id}" that you may read; leave it out`,
          );
        }
        const schedule = scheduled.get(id)?.definition;
        return {
          ...this.#structure(connection),
          ...(schedule && { schedule }),
        };
      }),
    );
  }

  #structure(connection: StoredConnection): ArchivedConnection {
    const { technologies, vault } = this.#options;
    const { id, name, technology, scope, options } = connection;
    const fields = technologies.find(technology)?.technology.fields ?? [];
    const redact = createRedactor(vault.readable(connection));
    // Of a technology that is not installed, nobody knows what its secrets are.
    const isHarmless = (setting: string, value: FieldValue) => {
      const text = String(value);
      return (
        fields.some(it => it.name === setting && it.type !== 'secret') &&
        !holdsCredential(text) &&
        redact(text) === text
      );
    };
    const [harmless, withheld] = partition(
      Object.entries(connection.parameters),
      ([setting, value]) => isHarmless(setting, value),
    );
    return {
      id,
      name,
      technology,
      parameters: Object.fromEntries(harmless),
      withheld: [
        ...new Set([
          ...vault.fieldsOf(connection),
          ...withheld.map(([setting]) => setting),
        ]),
      ],
      scope,
      options,
    };
  }
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): T[][] {
  return [items.filter(test), items.filter(it => !test(it))];
}

/** What the reader of an archive would refuse is not written. */
function checked(connections: ArchivedConnection[]): ArchivedConnection[] {
  const parsed = archivedConnectionsSchema.safeParse(connections, {
    error: describeIssue,
  });
  if (!parsed.success) {
    const [problem] = sentencesOf(parsed.error, path => path);
    throw new InputError(
      `"connections" cannot be exported together: ${problem}; choose fewer, at most ${ARCHIVED_CONNECTIONS.count}`,
    );
  }
  return parsed.data;
}
