import type { ScheduleDefinition } from '@backstage-connector/plugin-connector-common';
import { isDeepStrictEqual } from 'node:util';
import type { DatabaseScheduleStore } from '../database/DatabaseScheduleStore';
import type { StoredSchedule } from '../database/scheduleRows';
import { nextStart } from './nextStart';

/** Stands for a person where app-config decided. */
const BY_CONFIGURATION = 'app-config';

export interface DeclaredSchedule {
  readonly connectionId: string;
  readonly definition: ScheduleDefinition;
}

/**
 * Brings the schedules of app-config into the database, after its connections. An
 * unchanged one goes on as it was: it may have missed starts. One that is no
 * longer declared is deleted.
 */
export async function declareSchedules(options: {
  declared: readonly DeclaredSchedule[];
  schedules: DatabaseScheduleStore;
  now: () => Date;
}): Promise<void> {
  const { declared, schedules } = options;
  for (const stored of await schedules.list()) {
    const isDeclared = declared.some(
      it => it.connectionId === stored.connectionId,
    );
    if (stored.origin === 'configuration' && !isDeclared) {
      await retire(stored, schedules);
    }
  }
  for (const { connectionId, definition } of declared) {
    await declare({ connectionId, definition }, options);
  }
}

async function retire(
  { connectionId, version }: StoredSchedule,
  schedules: DatabaseScheduleStore,
): Promise<void> {
  try {
    await schedules.delete(connectionId, version);
  } catch (error) {
    // Another process of the portal may have started at the same time.
    if (await schedules.find(connectionId)) {
      throw error;
    }
  }
}

async function declare(
  { connectionId, definition }: DeclaredSchedule,
  { schedules, now }: { schedules: DatabaseScheduleStore; now: () => Date },
): Promise<void> {
  const isAsDeclared = (stored: StoredSchedule | undefined) =>
    stored?.origin === 'configuration' &&
    isDeepStrictEqual(stored.definition, definition);
  const stored = await schedules.find(connectionId);
  if (isAsDeclared(stored)) {
    return;
  }
  try {
    await schedules.save(
      {
        connectionId,
        definition,
        origin: 'configuration',
        version: (stored?.version ?? 0) + 1,
        next: nextStart({ connectionId, definition }, now()),
        updatedBy: BY_CONFIGURATION,
        updatedAt: now().toISOString(),
      },
      stored?.version,
    );
  } catch (error) {
    // As above.
    if (!isAsDeclared(await schedules.find(connectionId))) {
      throw error;
    }
  }
}
