import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/**
 * The engines that store and router suites run on. A suite that cannot run on
 * PostgreSQL fails rather than being skipped: a green run must mean both.
 */
export const engines = ['SQLITE_3', 'POSTGRES_18'] as const;

/** A fresh database with nothing in it. */
export async function freshDatabase(
  engine: (typeof engines)[number],
): Promise<Knex> {
  if (!databases.supports(engine)) {
    throw new Error(
      `${engine} is not available: set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING, or use script/test`,
    );
  }
  return databases.init(engine);
}

/** A fresh database with the plugin's tables. */
export async function migratedDatabase(
  engine: (typeof engines)[number],
): Promise<Knex> {
  const knex = await freshDatabase(engine);
  await migrate(knex);
  return knex;
}

/** Makes the plugin's tables in an empty database. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@backstage-connector/plugin-connector-backend',
      'migrations',
    ),
  });
}
