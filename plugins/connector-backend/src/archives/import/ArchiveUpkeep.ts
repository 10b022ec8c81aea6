import { ARCHIVE_SOURCE_ID } from '@backstage-connector/plugin-connector-common';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { CatalogGateway } from '../../apply/CatalogGateway';
import { deliver } from '../../apply/deliver';
import { DatabaseArchiveStore } from '../../database/DatabaseArchiveStore';
import { DatabaseObjectStore } from '../../database/DatabaseObjectStore';
import { DatabaseRunStore } from '../../database/DatabaseRunStore';
import { lostAmong } from '../../runs/lostDeliveries';
import { deleteLeftFolders } from './leftFolders';

/**
 * What connections do with every run, and archives have no run for: uploads that
 * have expired are forgotten, and what the catalog has lost, or could not take
 * when it was away, is delivered again.
 */
export class ArchiveUpkeep {
  static create(options: {
    archives: DatabaseArchiveStore;
    objects: DatabaseObjectStore;
    runs: Pick<DatabaseRunStore, 'latest'>;
    gateway: CatalogGateway;
    now: () => Date;
  }) {
    return new ArchiveUpkeep(options);
  }

  readonly #options: Parameters<typeof ArchiveUpkeep.create>[0];

  private constructor(options: Parameters<typeof ArchiveUpkeep.create>[0]) {
    this.#options = options;
  }

  async look(
    signal: AbortSignal,
  ): Promise<{ expired: number; delivered: number }> {
    const { archives, now } = this.#options;
    const expired = await archives.deleteExpired(now());
    return { expired, delivered: await this.#heal(signal) };
  }

  async #heal(signal: AbortSignal): Promise<number> {
    const { objects, runs, gateway, now } = this.#options;
    const ledger = await objects.ofSource(ARCHIVE_SOURCE_ID);
    if (ledger.length === 0) {
      return 0;
    }
    const shown = await gateway.visible(ARCHIVE_SOURCE_ID, { signal });
    // An import delivers by itself, and may take back what it has not.
    const latest = await runs.latest([ARCHIVE_SOURCE_ID]);
    if (latest.get(ARCHIVE_SOURCE_ID)?.active) {
      return 0;
    }
    await objects.markUndelivered(lostAmong(ledger, shown, now()));
    const { sent } = await deliver({
      connectionId: ARCHIVE_SOURCE_ID,
      runId: undefined,
      objects,
      gateway,
      signal,
      onProgress: () => {},
    });
    return sent;
  }
}

export function createUpkeep(options: {
  knex: Knex;
  gateway: CatalogGateway;
  now: () => Date;
}): ArchiveUpkeep {
  return ArchiveUpkeep.create({
    ...options,
    archives: DatabaseArchiveStore.create(options),
    objects: DatabaseObjectStore.create(options),
    runs: DatabaseRunStore.create(options),
  });
}

/**
 * Looks every few minutes, in one process at a time; and every hour in each, whose
 * host has a temporary directory of its own. To trigger either by hand does no
 * harm.
 */
export async function startUpkeep(options: {
  scheduler: SchedulerService;
  upkeep: ArchiveUpkeep;
  logger: LoggerService;
  now: () => Date;
}): Promise<void> {
  const { scheduler, upkeep, logger, now } = options;
  await scheduler.scheduleTask({
    id: 'delete-left-uploads',
    scope: 'local',
    frequency: { hours: 1 },
    timeout: { minutes: 5 },
    fn: async signal => {
      try {
        const deleted = await deleteLeftFolders({ now: now(), signal });
        if (deleted > 0) {
          logger.info(`Deleted ${deleted} uploads of processes that died`);
        }
      } catch (error) {
        // A local task keeps its error to itself.
        logger.error('Could not delete left uploads', toError(error));
      }
    },
  });
  await scheduler.scheduleTask({
    id: 'look-after-archives',
    frequency: { minutes: 5 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 30 },
    fn: async signal => {
      const { expired, delivered } = await upkeep.look(signal);
      if (expired + delivered > 0) {
        logger.info(
          `Deleted ${expired} expired archives; delivered ${delivered} imported objects again`,
        );
      }
    },
  });
}
