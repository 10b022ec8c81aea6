/*
 * One process of a portal, as far as schedules are concerned: looks for due ones
 * without a pause until it is killed. The test sets its clock by a table.
 */
import knexFactory from 'knex';
import { TestSource } from '../../__testUtils__/TestSource';
import { DatabaseOccurrenceStore } from '../../database/DatabaseOccurrenceStore';
import { DatabaseScheduleStore } from '../../database/DatabaseScheduleStore';
import { ScheduleDispatcher } from '../ScheduleDispatcher';

async function dispatchUntilKilled(connection: object): Promise<void> {
  const knex = knexFactory({ client: 'pg', connection, pool: { max: 2 } });
  let time = new Date(0);
  const options = { knex, now: () => time };
  const dispatcher = ScheduleDispatcher.create({
    ...options,
    schedules: DatabaseScheduleStore.create(options),
    occurrences: DatabaseOccurrenceStore.create(options),
    connections: new TestSource(),
    worker: { wake: () => {} },
    logger: console as never,
  });
  for (;;) {
    const [clock] = await knex('test_clock').select('now');
    time = new Date(clock.now);
    await dispatcher.dispatch();
  }
}

dispatchUntilKilled(JSON.parse(process.env.TEST_CONNECTION ?? '')).catch(
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
