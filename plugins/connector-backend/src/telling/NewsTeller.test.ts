import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { aConnection, importOptions } from '../__testUtils__/connections';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { insertHistory } from '../__testUtils__/runHistory';
import { DatabaseConnectionStore } from '../database/DatabaseConnectionStore';
import { DatabaseNewsStore } from '../database/DatabaseNewsStore';
import type { DbRunRow } from '../database/tables';
import { NewsTeller, NEWS_LEASE_MS } from './NewsTeller';

const failure = JSON.stringify({
  code: 'auth.failed',
  kind: 'config',
  title: 'The server refuses the user or the password',
  remedy: 'Enter both again.',
  driverMessage: 'password authentication failed for user "reader"',
});

describe.each(engines)('NewsTeller on %s', engine => {
  async function setUp(connection: Parameters<typeof aConnection>[0] = {}) {
    const knex = await migratedDatabase(engine);
    const connections = DatabaseConnectionStore.create({ knex });
    await connections.insert(aConnection(connection));
    const clock = { now: new Date('2026-03-10T12:00:00Z') };
    const sent: NotificationSendOptions[] = [];
    /** Awaited before a notification counts as sent. */
    const road = { passes: async () => {} };
    const createTeller = (over: { notifications?: undefined } = {}) =>
      NewsTeller.create({
        news: DatabaseNewsStore.create({ knex, now: () => clock.now }),
        notifications: {
          async send(notification) {
            await road.passes();
            sent.push(notification);
          },
        },
        logger: mockServices.logger.mock(),
        ...over,
      });
    let minute = 0;
    /** A run is queued, and ends as `run` says. */
    const ends = async (run: Partial<DbRunRow>) => {
      minute += 1;
      const at = new Date(Date.UTC(2026, 2, 10, 0, minute)).toISOString();
      const id = `r-${minute}`;
      await insertHistory(knex, 'c-1', { id, queued_at: at, ...run });
      return id;
    };
    return {
      clock,
      connections,
      createTeller,
      ends,
      knex,
      road,
      sent,
      teller: createTeller(),
      titles: () => sent.map(it => it.payload.title),
    };
  }

  it('says once that a connection fails, and once that it works again', async () => {
    const { ends, sent, teller } = await setUp();
    await ends({ state: 'succeeded' });
    await teller.look();
    expect(sent).toEqual([]);
    await ends({ state: 'failed', failure });
    await teller.look();
    await teller.look();
    await ends({ state: 'failed', failure });
    await teller.look();
    expect(sent).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['group:default/data-platform', 'user:default/ada'],
        },
        payload: {
          title: 'The import of Warehouse fails',
          description:
            'The server refuses the user or the password. Enter both again.',
          link: '/connector/runs/r-2',
          severity: 'high',
          topic: 'connector-import-failed',
          scope: 'connection:c-1',
        },
      },
    ]);
    await ends({ state: 'partial' });
    await teller.look();
    await ends({ state: 'succeeded' });
    await teller.look();
    expect(sent.slice(1)).toMatchObject([
      {
        payload: {
          title: 'The import of Warehouse works again',
          link: '/connector/runs/r-4',
          scope: 'connection:c-1',
        },
      },
    ]);
  });

  it('says that a review is needed, and nothing when it was answered', async () => {
    const { ends, knex, teller, titles } = await setUp();
    const id = await ends({ state: 'needs-review' });
    await teller.look();
    await knex('runs').where({ id }).update({ state: 'queued' });
    await teller.look();
    await knex('runs').where({ id }).update({ state: 'succeeded' });
    await teller.look();
    expect(titles()).toEqual(['The import of Warehouse needs a review']);
    await ends({ state: 'needs-review' });
    await teller.look();
    expect(titles()).toHaveLength(2);
  });

  it('holds its tongue about previews, cancelled runs and runs that go on', async () => {
    const { ends, sent, teller } = await setUp();
    await ends({ state: 'failed', kind: 'preview' });
    await ends({ state: 'cancelled' });
    await teller.look();
    await ends({ state: 'failed', failure });
    await ends({ state: 'running', ended_at: null });
    await teller.look();
    expect(sent).toEqual([]);
  });

  it('says nothing of a disabled connection until it is enabled again', async () => {
    const { connections, ends, sent, teller } = await setUp({ enabled: false });
    await ends({ state: 'failed', failure });
    await teller.look();
    expect(sent).toEqual([]);
    await connections.update(aConnection());
    await teller.look();
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['a user', 'user:default/grace', 'app-config', ['user:default/grace']],
    ['nobody who can read', 'component:default/shop', 'app-config', undefined],
    [
      'one person only once',
      'user:default/ada',
      'user:default/ada',
      ['user:default/ada'],
    ],
  ])('tells %s', async (_, owner, updatedBy, recipients) => {
    const { ends, sent, teller } = await setUp({
      options: { ...importOptions, owner },
      updatedBy,
    });
    await ends({ state: 'failed', failure });
    await teller.look();
    await teller.look();
    expect(sent.map(it => it.recipients)).toEqual(
      recipients ? [{ type: 'entity', entityRef: recipients }] : [],
    );
  });

  it('is done by one of many processes', async () => {
    const { createTeller, ends, sent } = await setUp();
    for (const state of ['failed', 'succeeded', 'failed'] as const) {
      await ends({ state, failure });
      await Promise.all(Array.from({ length: 8 }, () => createTeller().look()));
    }
    expect(sent).toHaveLength(3);
  });

  it('is done again by another process when one dies while it tells', async () => {
    const { clock, createTeller, ends, road, sent } = await setUp();
    await ends({ state: 'failed', failure });
    let died!: () => void;
    const dying = new Promise<void>(resolve => {
      died = resolve;
    });
    road.passes = () => {
      died();
      return new Promise(() => {});
    };
    // Never comes back, as a process that was killed.
    createTeller().look();
    await dying;
    road.passes = async () => {};
    const other = createTeller();
    await other.look();
    expect(sent).toEqual([]);
    clock.now = new Date(clock.now.getTime() + NEWS_LEASE_MS + 1);
    await Promise.all([other.look(), createTeller().look()]);
    expect(sent).toHaveLength(1);
    await other.look();
    expect(sent).toHaveLength(1);
  });

  it('repeats itself in the same place when it dies after it has told', async () => {
    const { clock, ends, knex, sent, teller } = await setUp();
    await ends({ state: 'failed', failure });
    await knex.schema.alterTable('connection_news', table =>
      table.renameColumn('told_at', 'away'),
    );
    await teller.look();
    expect(sent).toHaveLength(1);
    await knex.schema.alterTable('connection_news', table =>
      table.renameColumn('away', 'told_at'),
    );
    clock.now = new Date(clock.now.getTime() + NEWS_LEASE_MS + 1);
    await teller.look();
    await teller.look();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });

  it('tries again when notifications are away, also after the clock has gone back', async () => {
    const { clock, ends, road, sent, teller } = await setUp();
    await ends({ state: 'failed', failure });
    road.passes = async () => {
      throw new Error('Failed to send notifications');
    };
    await teller.look();
    road.passes = async () => {};
    await teller.look();
    expect(sent).toEqual([]);
    clock.now = new Date('2026-01-01T00:00:00Z');
    await teller.look();
    expect(sent).toHaveLength(1);
  });

  it('does not stop at one connection that cannot be told of', async () => {
    const { connections, ends, knex, road, sent, teller } = await setUp();
    await connections.insert(aConnection({ id: 'c-2', name: 'Archive' }));
    await ends({ state: 'failed', failure });
    await insertHistory(knex, 'c-2', { state: 'failed' });
    let first = true;
    road.passes = async () => {
      if (first) {
        first = false;
        throw new Error('Failed to send notifications');
      }
    };
    await teller.look();
    expect(sent).toHaveLength(1);
  });

  it('tells nobody without notifications, and remembers successes all the same', async () => {
    const { createTeller, ends, knex, sent } = await setUp();
    const teller = createTeller({ notifications: undefined });
    await ends({ state: 'succeeded', ended_at: '2026-03-10T00:01:30.000Z' });
    await teller.look();
    await ends({ state: 'failed', failure });
    await teller.look();
    expect(sent).toEqual([]);
    await expect(knex('connection_news')).resolves.toMatchObject([
      { told: 'ok', last_success_at: '2026-03-10T00:01:30.000Z' },
    ]);
  });
});
