import type { CheckReport } from '@backstage-connector/plugin-connector-common';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  fromConnection,
  fromSecret,
  toConnection,
  toSecret,
  type ConnectionSettings,
  type StoredConnection,
  type StoredSecret,
} from './connectionRows';
import type { DbConnectionRow, DbConnectionSecretRow } from './tables';

/** Saved connections, with their secrets in a table of their own. */
export class DatabaseConnectionStore {
  static create(options: { knex: Knex }) {
    return new DatabaseConnectionStore(options.knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @throws ConflictError when the name is taken. */
  async insert(connection: ConnectionSettings): Promise<void> {
    await this.#write(connection, async trx => {
      await trx<DbConnectionRow>('connections').insert(
        fromConnection(connection),
      );
    });
  }

  /**
   * Writes everything but the results of tests.
   *
   * @param seen - the version that is to be replaced; undefined for any.
   * @throws ConflictError when the name is taken, or someone else has saved since.
   * @throws NotFoundError
   */
  async update(connection: ConnectionSettings, seen?: number): Promise<void> {
    await this.#write(connection, async trx => {
      const updated = await trx<DbConnectionRow>('connections')
        .where({ id: connection.id, ...(seen && { version: seen }) })
        .update({
          ...fromConnection(connection),
          version: trx.raw('version + 1'),
        });
      if (updated === 0) {
        throw await outdated(trx, connection.id);
      }
    });
  }

  /** Secrets go with it. */
  async delete(id: string): Promise<void> {
    await this.#knex.transaction(async trx => {
      // SQLite only cascades when the connection asks it to.
      await trx<DbConnectionSecretRow>('connection_secrets')
        .where({ connection_id: id })
        .delete();
      await trx<DbConnectionRow>('connections').where({ id }).delete();
    });
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<StoredConnection> {
    const [connection] = await this.find([id]);
    if (!connection) {
      throw notFound(id);
    }
    return connection;
  }

  /** Those of the ids that exist. */
  find(ids: readonly string[]): Promise<StoredConnection[]> {
    return this.#read(rows => rows.whereIn('id', ids));
  }

  /** By name. */
  list(): Promise<StoredConnection[]> {
    return this.#read(rows => rows.orderBy('name_key'));
  }

  /** A new test: its report takes the place of the last one. */
  async startCheck(id: string, report: CheckReport): Promise<void> {
    await this.#knex<DbConnectionRow>('connections')
      .where({ id })
      .update({ last_check: JSON.stringify(report) });
  }

  /**
   * Replaces a report by a later one of the same test. A passed test of the
   * present revision is also noted as such (OC-11).
   *
   * @returns false when another report has taken its place meanwhile.
   */
  async updateCheck(
    id: string,
    from: CheckReport,
    to: CheckReport,
  ): Promise<boolean> {
    const updated = await this.#knex<DbConnectionRow>('connections')
      .where({ id, last_check: JSON.stringify(from) })
      .update({
        last_check: JSON.stringify(to),
        ...(to.state === 'passed' && {
          tested_revision: this.#knex.raw(
            'case when revision = ? then revision else tested_revision end',
            [to.revision],
          ),
        }),
      });
    return updated === 1;
  }

  /**
   * Replaces the encrypted text of one secret, unless it was changed meanwhile.
   */
  async replaceSecret(
    connectionId: string,
    from: StoredSecret,
    to: StoredSecret,
  ): Promise<void> {
    await this.#knex<DbConnectionSecretRow>('connection_secrets')
      .where(fromSecret(connectionId, from))
      .update(fromSecret(connectionId, to));
  }

  async #write(
    connection: ConnectionSettings,
    writeRow: (trx: Knex.Transaction) => Promise<void>,
  ): Promise<void> {
    try {
      await this.#knex.transaction(async trx => {
        await writeRow(trx);
        const rows = trx<DbConnectionSecretRow>('connection_secrets');
        await rows.where({ connection_id: connection.id }).delete();
        if (connection.secrets.length > 0) {
          await trx<DbConnectionSecretRow>('connection_secrets').insert(
            connection.secrets.map(secret => ({
              ...fromSecret(connection.id, secret),
              updated_at: connection.updatedAt,
            })),
          );
        }
      });
    } catch (error) {
      // Ids are new ones, or those of app-config: a conflict is about the name.
      if (isDatabaseConflictError(error)) {
        throw new ConflictError(
          `"name": there is a connection named "${connection.name}" already; choose another name`,
          error,
        );
      }
      throw error;
    }
  }

  async #read(
    select: (rows: Knex.QueryBuilder<DbConnectionRow>) => Knex.QueryBuilder,
  ): Promise<StoredConnection[]> {
    const rows: DbConnectionRow[] = await select(
      this.#knex<DbConnectionRow>('connections').select('*'),
    );
    const secrets = await this.#knex<DbConnectionSecretRow>(
      'connection_secrets',
    )
      .whereIn(
        'connection_id',
        rows.map(({ id }) => id),
      )
      .orderBy('field');
    return rows.map(row =>
      toConnection(
        row,
        secrets.filter(it => it.connection_id === row.id).map(toSecret),
      ),
    );
  }
}

async function outdated(trx: Knex.Transaction, id: string): Promise<Error> {
  const row = await trx<DbConnectionRow>('connections').where({ id }).first();
  return row
    ? new ConflictError(
        `"version": ${row.updated_by} has changed the connection since, at ${row.updated_at}; look at it as it is now, and save again`,
      )
    : notFound(id);
}

function notFound(id: string): NotFoundError {
  return new NotFoundError(`There is no connection "${id}"`);
}
