import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { randomUUID } from 'node:crypto';
import type {
  ConnectionNews,
  DatabaseNewsStore,
  Told,
} from '../database/DatabaseNewsStore';
import { conditionOf, describeNews } from './describeNews';

/**
 * What is claimed and not told after this time is told by another process, or
 * again by this one: it died, or the notifications plugin was away.
 */
export const NEWS_LEASE_MS = 60_000;

/**
 * Tells people when a connection starts to fail, needs a review or works again:
 * once a change, however many processes look, and at least once if one dies while
 * it tells. Told twice, a notification takes its own place.
 */
export class NewsTeller {
  static create(options: {
    news: DatabaseNewsStore;
    /** Absent: the portal has no notifications; nobody is told. */
    notifications?: NotificationService;
    logger: LoggerService;
  }) {
    return new NewsTeller(options);
  }

  readonly #options: Parameters<typeof NewsTeller.create>[0];

  private constructor(options: Parameters<typeof NewsTeller.create>[0]) {
    this.#options = options;
  }

  /** Looks once. Rejects only when the database cannot be read. */
  async look(signal?: AbortSignal): Promise<void> {
    for (const news of await this.#options.news.list()) {
      if (signal?.aborted) {
        return;
      }
      try {
        await this.#remember(news);
        await this.#tell(news);
      } catch (error) {
        this.#options.logger.warn(
          `Could not tell the news of connection ${news.connectionId}; it is tried again`,
          toError(error),
        );
      }
    }
  }

  async #remember(news: ConnectionNews): Promise<void> {
    const { connectionId, lastSuccessAt, rememberedSuccessAt } = news;
    if (lastSuccessAt && lastSuccessAt > (rememberedSuccessAt ?? '')) {
      await this.#options.news.rememberSuccess(connectionId, lastSuccessAt);
    }
  }

  async #tell(news: ConnectionNews): Promise<void> {
    const { news: store, notifications } = this.#options;
    const { connectionId, run, told } = news;
    const condition = conditionOf(news);
    if (
      !notifications ||
      condition === undefined ||
      condition === told.condition
    ) {
      return;
    }
    const ticket = randomUUID();
    const leaseMs = NEWS_LEASE_MS;
    if (await store.claim(connectionId, told, { ticket, leaseMs })) {
      const notification = describeNews(news, condition);
      if (notification) {
        await notifications.send(notification);
      }
      const now: Told = { condition, runId: run.id };
      await store.setTold(connectionId, ticket, now);
    }
  }
}
