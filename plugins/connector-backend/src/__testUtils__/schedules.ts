import { scheduleDefinitionSchema } from '@backstage-connector/plugin-connector-common';
import { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import { DatabaseOccurrenceStore } from '../database/DatabaseOccurrenceStore';
import { DatabaseScheduleStore } from '../database/DatabaseScheduleStore';
import type { ScheduledRun } from '../database/operations/queueRun';
import type { NextStart, StoredSchedule } from '../database/scheduleRows';
import { aConnection } from './connections';
import { migratedDatabase, type engines } from './databases';

/** The start that {@link aSchedule} waits for. */
export const next: NextStart = {
  nextRunAt: '2026-03-10T02:00:00.000Z',
  dueAt: '2026-03-10T02:05:00.000Z',
};
export const later: NextStart = {
  nextRunAt: '2026-03-11T02:00:00.000Z',
  dueAt: '2026-03-11T02:01:00.000Z',
};

/** A saved schedule of the connection c-1. */
export const aSchedule = (
  over: Partial<StoredSchedule> = {},
): StoredSchedule => ({
  connectionId: 'c-1',
  definition: scheduleDefinitionSchema.parse({
    recurrence: { kind: 'monthly', day: 'last', time: '02:00' },
    zone: 'Europe/Paris',
  }),
  origin: 'portal',
  version: 1,
  next,
  updatedBy: 'user:default/ada',
  updatedAt: '2026-03-01T00:00:00.000Z',
  ...over,
});

/** What a dispatch of it queues. */
export const aScheduledRun = (id: string): ScheduledRun => ({
  id,
  connectionId: 'c-1',
  connectionName: 'Warehouse',
  technology: 'sample',
  kind: 'import',
  trigger: 'schedule',
  requestedBy: 'user:default/ada',
  settings: {},
});

/** The stores of schedules with the connections c-1 and c-2, at {@link next}. */
export async function scheduleStores(engine: (typeof engines)[number]) {
  const clock = { now: new Date(next.dueAt) };
  const knex = await migratedDatabase(engine);
  const options = { knex, now: () => clock.now };
  const connections = DatabaseConnectionStore.create({ knex });
  await connections.insert(aConnection());
  await connections.insert(aConnection({ id: 'c-2', name: 'Archive' }));
  const store = DatabaseScheduleStore.create(options);
  const occurrences = DatabaseOccurrenceStore.create(options);
  const outcomes = async () =>
    (await occurrences.list({ limit: 10 })).items.map(it => it.outcome);
  return { clock, knex, store, occurrences, outcomes };
}
