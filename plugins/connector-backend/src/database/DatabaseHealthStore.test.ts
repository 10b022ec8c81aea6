import { aConnection } from '../__testUtils__/connections';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { historyTime as at, insertHistory } from '../__testUtils__/runHistory';
import { DatabaseConnectionStore } from './DatabaseConnectionStore';
import { DatabaseHealthStore } from './DatabaseHealthStore';

describe.each(engines)('DatabaseHealthStore on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    const connections = DatabaseConnectionStore.create({ knex });
    await connections.insert(aConnection());
    await connections.insert(aConnection({ id: 'c-2', name: 'Archive' }));
    return { knex, store: DatabaseHealthStore.create({ knex }) };
  }

  it('says of a connection without runs that there is nothing', async () => {
    const { store } = await setUp();
    await expect(store.histories(['c-1', 'gone'])).resolves.toEqual(
      new Map([['c-1', { connectionId: 'c-1', consecutiveFailures: 0 }]]),
    );
  });

  it('knows the last end, the last success, and the failures since', async () => {
    const { knex, store } = await setUp();
    const failure = { code: 'auth.failed', kind: 'config', title: 'Refused' };
    await insertHistory(
      knex,
      'c-1',
      { state: 'failed' },
      { state: 'partial' },
      { state: 'failed' },
      { state: 'succeeded', kind: 'preview' },
      { state: 'failed', failure: JSON.stringify(failure) },
      { state: 'cancelled' },
      { state: 'running', ended_at: null },
    );
    await insertHistory(
      knex,
      'c-2',
      { state: 'failed' },
      { state: 'needs-review' },
    );
    const histories = await store.histories(['c-1', 'c-2']);
    expect(histories.get('c-1')).toMatchObject({
      lastEnded: { state: 'failed', failure },
      lastSuccessAt: at(1),
      consecutiveFailures: 2,
    });
    expect(histories.get('c-2')).toMatchObject({
      lastEnded: { state: 'needs-review' },
      lastSuccessAt: at(1),
      consecutiveFailures: 0,
    });
  });

  it('remembers a success whose run is not kept any more', async () => {
    const { knex, store } = await setUp();
    await knex('connection_news').insert({
      connection_id: 'c-1',
      told: 'failing',
      last_success_at: at(0),
    });
    await insertHistory(knex, 'c-1', { state: 'failed' });
    expect((await store.histories(['c-1'])).get('c-1')).toMatchObject({
      lastSuccessAt: at(0),
      consecutiveFailures: 1,
    });
  });

  it('knows the latest start that was passed over while it was disabled', async () => {
    const { knex, store } = await setUp();
    for (const [minute, outcome] of [
      'disabled',
      'disabled',
      'started',
    ].entries()) {
      await knex('schedule_occurrences').insert({
        connection_id: 'c-1',
        at: at(minute),
        outcome,
        decided_at: at(minute),
      });
    }
    expect((await store.histories(['c-1'])).get('c-1')).toMatchObject({
      lastDisabledAt: at(1),
    });
  });

  it('finds all of it at the ends of indexes', async () => {
    const { knex, store } = await setUp();
    const statements: string[] = [];
    knex.on('query', ({ sql }) => statements.push(sql));
    await store.histories(['c-1']);
    const statement = statements[0].replace(/\?|\$1/, "'c-1'");
    if (engine !== 'SQLITE_3') {
      // Small tables are read whole, whatever indexes there are.
      await knex.raw('set enable_seqscan = off');
      await knex.raw('set enable_bitmapscan = off');
    }
    const plan = JSON.stringify(
      await knex.raw(
        `${
          engine === 'SQLITE_3' ? 'explain query plan' : 'explain'
        } ${statement}`,
      ),
    );
    expect(plan).toContain('runs_success_idx');
    expect(plan).toContain('schedule_occurrences_disabled_idx');
    expect(plan).toContain('runs_connection_kind_idx');
    expect(plan).not.toMatch(/runs_kind_idx|Seq Scan on runs/);
  });
});
