import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import { DatabaseNewsStore } from '../database/DatabaseNewsStore';
import { DatabaseRunStore } from '../database/DatabaseRunStore';
import type { RunEvent } from '../database/runRows';
import { NewsTeller } from './NewsTeller';
import { RunMetrics } from './RunMetrics';
import { RunSignals } from './RunSignals';

/** What hears of runs, and tells people, pages and monitoring systems of them. */
export interface Telling {
  onRunEvent(event: RunEvent): void;
  /** A schedule has put a run into the queue. */
  onScheduled(technology: string, dueAt: string): void;
  readonly teller: NewsTeller;
}

export function createTelling(options: {
  knex: Knex;
  /** Absent: nobody is notified. */
  notifications?: NotificationService;
  signals: SignalsService;
  metrics: MetricsService;
  logger: LoggerService;
  now: () => Date;
}): Telling {
  const runs = DatabaseRunStore.create({
    knex: options.knex,
    now: options.now,
  });
  const signals = RunSignals.create(options);
  const metrics = RunMetrics.create({
    ...options,
    queueDepth: () => runs.countActive(),
  });
  return {
    onRunEvent: event => {
      signals.hear(event);
      metrics.hear(event);
    },
    onScheduled: (technology, dueAt) => metrics.scheduled(technology, dueAt),
    teller: NewsTeller.create({
      ...options,
      news: DatabaseNewsStore.create(options),
    }),
  };
}

/** Looks for news every few seconds, in each process, as schedules are. */
export function startTelling(options: {
  scheduler: SchedulerService;
  teller: NewsTeller;
  logger: LoggerService;
}): Promise<void> {
  const { scheduler, teller, logger } = options;
  return scheduler.scheduleTask({
    id: 'tell-news',
    scope: 'local',
    frequency: { seconds: 10 },
    timeout: { minutes: 1 },
    fn: async signal => {
      try {
        await teller.look(signal);
      } catch (error) {
        // A local task keeps its error to itself.
        logger.error('Could not look for news', toError(error));
      }
    },
  });
}
