import {
  scheduleDefinitionSchema,
  type ScheduleDefinition,
} from '@backstage-connector/plugin-connector-common';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { aConnection } from '../../__testUtils__/connections';
import { TestSource } from '../../__testUtils__/TestSource';
import type { StoredConnection } from '../../database/connectionRows';
import { DatabaseConnectionStore } from '../../database/DatabaseConnectionStore';
import { DatabaseOccurrenceStore } from '../../database/DatabaseOccurrenceStore';
import { DatabaseRunStore } from '../../database/DatabaseRunStore';
import { DatabaseScheduleStore } from '../../database/DatabaseScheduleStore';
import type { DbRunRow } from '../../database/tables';
import { ScheduleDispatcher } from '../ScheduleDispatcher';
import { ScheduleService } from '../ScheduleService';

/** Daily at 02:00 UTC unless the test says otherwise. */
export const daily = (
  over: Partial<ScheduleDefinition> = {},
): ScheduleDefinition =>
  scheduleDefinitionSchema.parse({
    recurrence: { kind: 'daily', time: '02:00' },
    zone: 'UTC',
    ...over,
  });

export const ADA = 'user:default/ada';

/** Schedules on a database, with a clock and connections that a test sets. */
export function scheduleWorld(knex: Knex, start = '2026-03-10T00:00:00Z') {
  const clock = { now: new Date(start) };
  const now = () => clock.now;
  const source = new TestSource();
  const connections = DatabaseConnectionStore.create({ knex });
  const runs = DatabaseRunStore.create({ knex, now });
  const stores = {
    schedules: DatabaseScheduleStore.create({ knex, now }),
    occurrences: DatabaseOccurrenceStore.create({ knex, now }),
  };
  const worker = { wake: jest.fn() };
  const telling = { onRunEvent: jest.fn(), onScheduled: jest.fn() };
  const service = ScheduleService.create({ ...stores, connections, now });
  const createDispatcher = () =>
    ScheduleDispatcher.create({
      ...stores,
      connections: source,
      worker,
      telling,
      logger: mockServices.logger.mock(),
      now,
    });
  const dispatcher = createDispatcher();
  return {
    ...stores,
    clock,
    connections,
    createDispatcher,
    dispatcher,
    runs,
    service,
    source,
    telling,
    worker,
    /** Sets the clock, e.g. to `03-10T02:00`, and looks. */
    async lookAt(
      time: string,
      look: Pick<ScheduleDispatcher, 'dispatch'> = dispatcher,
    ): Promise<void> {
      clock.now = new Date(`2026-${time}:00Z`);
      await look.dispatch();
    },
    connect: (over: Partial<StoredConnection> = {}) =>
      connections.insert(aConnection(over)),
    /** The scheduled runs, oldest first. */
    async scheduled(): Promise<DbRunRow[]> {
      return knex<DbRunRow>('runs')
        .where({ trigger: 'schedule' })
        .orderBy(['queued_at', 'connection_id']);
    },
    /** What became of the starts of a connection, oldest first. */
    async outcomes(connection = 'c-1'): Promise<string[]> {
      const { items } = await stores.occurrences.list({
        connection,
        limit: 100,
      });
      return items.map(it => `${it.at.slice(5, 16)} ${it.outcome}`).reverse();
    },
    async endRuns(): Promise<void> {
      await knex<DbRunRow>('runs')
        .whereIn('state', ['queued', 'running'])
        .update({ state: 'succeeded', ended_at: clock.now.toISOString() });
    },
  };
}
