import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import type { CheckService } from './CheckService';

/**
 * Tests the connections of app-config that have not been tested as they are now,
 * so that nobody has to do it by hand after each deployment (OC-11).
 */
export async function checkDeclared(options: {
  store: Pick<DatabaseConnectionStore, 'list'>;
  checks: Pick<CheckService, 'start'>;
  logger: LoggerService;
}): Promise<void> {
  const { store, checks, logger } = options;
  const untested = (await store.list()).filter(
    ({ origin, enabled, revision, lastCheck }) =>
      origin === 'configuration' && enabled && lastCheck?.revision !== revision,
  );
  for (const { id } of untested) {
    await checks
      .start(id)
      .catch(error =>
        logger.warn(`Could not test the declared connection ${id}`, error),
      );
  }
}
