import type { ConnectionInput } from '@backstage-connector/plugin-connector-common';
import { createMockDirectory } from '@backstage/backend-test-utils';
import Database from 'better-sqlite3';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { connectionInput } from '../../__testUtils__/connections';
import { freshDatabase } from '../../__testUtils__/databases';

const directory = createMockDirectory();

/** A database of its own to import from. */
export interface PostgresSource {
  /** As a superuser. */
  readonly knex: Knex;
  readonly database: string;
  readonly parameters: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
  /** What a person would send to connect to it. */
  input(over?: Partial<ConnectionInput>): ConnectionInput;
  /** Makes a role with this password; `drop` takes it away again. */
  login(
    password: string,
  ): Promise<{ input: ConnectionInput; drop(): Promise<unknown> }>;
}

export async function postgresSource(
  statements: readonly string[] = [],
): Promise<PostgresSource> {
  const knex = await freshDatabase('POSTGRES_18');
  for (const statement of statements) {
    await knex.raw(statement);
  }
  const { host, port, user, password, database } =
    knex.client.config.connection;
  const parameters = { host, port: Number(port ?? 5432), user, database };
  const input: PostgresSource['input'] = over =>
    connectionInput({
      name: `Source ${database}`,
      technology: 'postgresql',
      parameters,
      secrets: password ? { password: { from: 'value', value: password } } : {},
      ...over,
    });
  return {
    knex,
    database,
    parameters,
    input,
    async login(value) {
      const role = `login_${database}`;
      await knex.raw(`create role ?? superuser login password '${value}'`, [
        role,
      ]);
      return {
        input: input({
          parameters: { ...parameters, user: role },
          secrets: { password: { from: 'value', value } },
        }),
        drop: () => knex.raw('drop role ??', [role]),
      };
    },
  };
}

/** A file of its own to import from. */
export interface SqliteSource {
  readonly file: string;
  execute(sql: string): void;
  input(over?: Partial<ConnectionInput>): ConnectionInput;
}

export function sqliteSource(sql: string = ''): SqliteSource {
  const file = directory.resolve(`${randomUUID()}.db`);
  const execute = (statements: string) => {
    const database = new Database(file);
    try {
      database.exec(statements);
    } finally {
      database.close();
    }
  };
  execute(sql);
  return {
    file,
    execute,
    input: over =>
      connectionInput({
        name: `Source ${file}`,
        technology: 'sqlite',
        parameters: { file },
        secrets: {},
        ...over,
      }),
  };
}
