import knexFactory from 'knex';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { isDatabaseOutage, watchDatabase } from './databaseOutage';

// The pool would tell the console of each cut.
const log = { warn() {}, error() {}, debug() {}, deprecate() {} };

describe('isDatabaseOutage', () => {
  const failure = (action: PromiseLike<unknown>) =>
    Promise.resolve(action).then(
      () => undefined,
      error => error,
    );

  async function postgres() {
    const knex = await migratedDatabase('POSTGRES_18');
    const own = knexFactory({ ...knex.client.config, log });
    watchDatabase(own);
    const pidOf = async (it: typeof own) =>
      (await it.raw('select pg_backend_pid() as pid')).rows[0].pid;
    const end = (pid: number) =>
      knex.raw('select pg_terminate_backend(?)', [pid]);
    return { own, pidOf, end };
  }

  it('knows a statement whose session was ended', async () => {
    const { own, pidOf, end } = await postgres();
    try {
      const error = await failure(
        own.transaction(async trx => {
          const pid = await pidOf(trx);
          const sleeping = trx.raw('select pg_sleep(60)');
          // Sent by now: the statement before it has been answered.
          await Promise.all([sleeping, end(pid)]);
        }),
      );
      expect(isDatabaseOutage(error)).toBe(true);
    } finally {
      await own.destroy();
    }
  });

  it('knows a statement that comes after its session was ended', async () => {
    const { own, pidOf, end } = await postgres();
    try {
      const error = await failure(
        own.transaction(async trx => {
          const pid = await pidOf(trx);
          const client = await trx.client.acquireConnection();
          const ended = new Promise(resolve => client.once('end', resolve));
          await end(pid);
          await ended;
          await trx.raw('select 1');
        }),
      );
      expect(isDatabaseOutage(error)).toBe(true);
    } finally {
      await own.destroy();
    }
  });

  it('knows a server that does not listen, also as a cause', async () => {
    const knex = knexFactory({
      client: 'pg',
      log,
      connection: { host: '127.0.0.1', port: 1 },
    });
    const cause = await failure(knex.raw('select 1'));
    expect(isDatabaseOutage(cause)).toBe(true);
    expect(isDatabaseOutage(new Error('No runs', { cause }))).toBe(true);
    await knex.destroy();
  });

  it.each(engines)('does not know a statement that is wrong, %s', async id => {
    const knex = await migratedDatabase(id);
    watchDatabase(knex);
    for (const statement of [
      knex('nowhere').select(),
      knex('runs').insert({ id: 'r' }),
    ]) {
      const error = await failure(statement);
      expect(error).toBeDefined();
      expect(isDatabaseOutage(error)).toBe(false);
    }
  });

  it.each([new Error('Connection terminated'), 'ECONNRESET', undefined])(
    'does not guess from %p',
    thrown => {
      expect(isDatabaseOutage(thrown)).toBe(false);
    },
  );
});
