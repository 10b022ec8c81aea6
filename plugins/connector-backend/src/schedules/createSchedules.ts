import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { ConnectionAccess } from '../connections/ConnectionAccess';
import type { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import { DatabaseOccurrenceStore } from '../database/DatabaseOccurrenceStore';
import { DatabaseScheduleStore } from '../database/DatabaseScheduleStore';
import type { RunWorker } from '../runs/RunWorker';
import type { ConnectionSource } from '../runs/types';
import type { Telling } from '../telling/createTelling';
import { AuthorizedScheduleService } from './AuthorizedScheduleService';
import { declareSchedules, type DeclaredSchedule } from './declareSchedules';
import { ScheduleDispatcher } from './ScheduleDispatcher';
import { ScheduleService } from './ScheduleService';

/**
 * Puts the services of schedules together, with those of app-config declared. The
 * connections of app-config have to be in the database by then.
 */
export async function createSchedules(options: {
  knex: Knex;
  declared: readonly DeclaredSchedule[];
  access: ConnectionAccess;
  connections: DatabaseConnectionStore;
  source: ConnectionSource;
  worker: Pick<RunWorker, 'wake'>;
  telling?: Pick<Telling, 'onRunEvent' | 'onScheduled'>;
  logger: LoggerService;
  now: () => Date;
}) {
  const stores = {
    schedules: DatabaseScheduleStore.create(options),
    occurrences: DatabaseOccurrenceStore.create(options),
  };
  await declareSchedules({ ...options, ...stores });
  return {
    occurrences: stores.occurrences,
    schedules: AuthorizedScheduleService.create({
      ...options,
      schedules: ScheduleService.create({ ...options, ...stores }),
    }),
    dispatcher: ScheduleDispatcher.create({
      ...options,
      ...stores,
      connections: options.source,
    }),
  };
}

/**
 * Looks for due schedules every few seconds, in each process: with one task for
 * all of them, a process that dies while it holds the task would keep the
 * others waiting until it times out. Whoever triggers or cancels the task by
 * hand changes nothing but the moment of a look.
 */
export function startDispatching(options: {
  scheduler: SchedulerService;
  dispatcher: ScheduleDispatcher;
  logger: LoggerService;
}): Promise<void> {
  const { scheduler, dispatcher, logger } = options;
  return scheduler.scheduleTask({
    id: 'dispatch-schedules',
    scope: 'local',
    frequency: { seconds: 10 },
    timeout: { minutes: 1 },
    fn: async signal => {
      try {
        await dispatcher.dispatch(signal);
      } catch (error) {
        // A local task keeps its error to itself.
        logger.error('Could not look for due schedules', toError(error));
      }
    },
  });
}
