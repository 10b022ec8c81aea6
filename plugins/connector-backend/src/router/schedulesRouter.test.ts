import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import { engines, migratedDatabase } from '../__testUtils__/databases';
import { connectionInput } from '../__testUtils__/connections';
import { refusal, startConnector } from '../__testUtils__/startConnector';

const recurrence = {
  kind: 'weekly' as const,
  weekdays: ['monday' as const],
  time: '02:30',
};
const schedule = { recurrence, zone: 'Europe/Paris' };

describe.each(engines)('schedules over HTTP on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    const api = await startConnector({ knex });
    const { id } = await api.call('createConnection', {
      body: connectionInput(),
    });
    return { ...api, knex, params: { id } };
  }

  it('saves, shows, lists and deletes a schedule', async () => {
    const { call, send, params } = await setUp();
    const none = refusal(await send('getSchedule', { params }));
    expect(none).toMatchObject({ status: 404, name: 'NotFoundError' });

    const saved = await call('putSchedule', { params, body: schedule });
    expect(saved).toMatchObject({
      ...schedule,
      connectionId: params.id,
      origin: 'portal',
      version: 1,
      enabled: true,
      nextRun: expect.stringMatching(/T(00|01):30:00\.000Z$/),
      updatedBy: 'user:default/ada',
    });
    await expect(call('getSchedule', { params })).resolves.toEqual(saved);
    await expect(call('listSchedules')).resolves.toEqual({ items: [saved] });

    const off = { ...schedule, enabled: false, version: 1 };
    const changed = await call('putSchedule', { params, body: off });
    expect(changed).toMatchObject({ ...schedule, enabled: false, version: 2 });
    expect(changed.nextRun).toBeUndefined();

    await call('deleteSchedule', { params, query: { version: 2 } });
    await expect(call('listSchedules')).resolves.toEqual({ items: [] });
  });

  it('refuses the second of two administrators instead of losing the first', async () => {
    const { call, send, params } = await setUp();
    await call('putSchedule', { params, body: schedule });
    const version = 1;
    const ada = { ...schedule, zone: 'Asia/Tokyo', version };
    await call('putSchedule', { params, body: ada });
    const grace = { ...schedule, zone: 'America/New_York', version };
    const response = await send('putSchedule', { params, body: grace });
    expect(refusal(response)).toMatchObject({
      status: 409,
      name: 'ConflictError',
      message: expect.stringContaining('user:default/ada has changed'),
    });
    await expect(call('getSchedule', { params })).resolves.toMatchObject({
      zone: 'Asia/Tokyo',
      version: 2,
    });
  });

  it('shows the schedules of app-config read-only, until they are declared no more', async () => {
    const knex = await migratedDatabase(engine);
    const warehouse = {
      id: 'warehouse',
      name: 'Warehouse',
      technology: 'sample',
      parameters: { host: 'localhost' },
      secrets: { password: 'hunter2' },
      owner: 'group:default/data-platform',
    };
    const start = (...connections: JsonObject[]) =>
      startConnector({ knex, config: { connections } });
    const params = { id: 'warehouse' };
    const { call, send } = await start({ ...warehouse, schedule });
    await expect(call('getSchedule', { params })).resolves.toMatchObject({
      ...schedule,
      origin: 'configuration',
      version: 1,
      updatedBy: 'app-config',
    });
    const refused = {
      status: 409,
      name: 'ConflictError',
      message: expect.stringContaining('change it under connector.connections'),
    };
    const body = { ...schedule, version: 1 };
    expect(refusal(await send('putSchedule', { params, body }))).toEqual(
      refused,
    );
    const query = { version: 1 };
    expect(refusal(await send('deleteSchedule', { params, query }))).toEqual(
      refused,
    );

    const later = await start(warehouse);
    await expect(later.call('listSchedules')).resolves.toEqual({ items: [] });
    expect(
      refusal(await later.send('putSchedule', { params, body: schedule })),
    ).toEqual(refused);
  });

  it('enables a schedule for nobody who may not import', async () => {
    const { call, send, params, knex } = await setUp();
    const editor = await startConnector({
      knex,
      features: [
        mockServices.permissions.mock({
          authorizeConditional: async requests =>
            requests.map(({ permission }) => ({
              result:
                permission.name === 'connector.connection.run'
                  ? AuthorizeResult.DENY
                  : AuthorizeResult.ALLOW,
            })),
        }).factory,
      ],
    });
    expect(
      refusal(await editor.send('putSchedule', { params, body: schedule })),
    ).toMatchObject({
      status: 403,
      message: expect.stringContaining('connector.connection.run'),
    });
    expect(await send('getSchedule', { params })).toMatchObject({
      status: 404,
    });

    const off = { ...schedule, enabled: false };
    await editor.call('putSchedule', { params, body: off });
    await call('putSchedule', { params, body: { ...schedule, version: 1 } });
    await expect(
      editor.call('putSchedule', { params, body: { ...off, version: 2 } }),
    ).resolves.toMatchObject({ enabled: false });
  });

  it('shows schedules, and changes none, to those who may only read', async () => {
    const { call, params, knex } = await setUp();
    const saved = await call('putSchedule', { params, body: schedule });
    const reader = await startConnector({
      knex,
      features: [
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => ({
              result: permission.name.endsWith('.read')
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
            })),
          authorizeConditional: async requests =>
            requests.map(({ permission }) => ({
              result: permission.name.endsWith('.read')
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
            })),
        }).factory,
      ],
    });
    await expect(reader.call('listSchedules')).resolves.toEqual({
      items: [saved],
    });
    await expect(reader.call('getSchedule', { params })).resolves.toEqual(
      saved,
    );
    await expect(
      reader.call('previewSchedule', { body: schedule }),
    ).resolves.toMatchObject({ items: { length: 5 } });
    const listed = await reader.call('listUpcoming', { query: { limit: 1 } });
    expect(listed.items).toHaveLength(1);
    await expect(
      reader.call('listOccurrences', { query: {} }),
    ).resolves.toEqual({ items: [] });
    const body = { ...schedule, version: 1 };
    const query = { version: 1 };
    for (const response of [
      await reader.send('putSchedule', { params, body }),
      await reader.send('deleteSchedule', { params, query }),
    ]) {
      expect(refusal(response)).toMatchObject({ status: 403 });
    }
  });

  it.each([
    [{ ...schedule, zone: 'Europe/Atlantis' }, '"zone" must be an IANA'],
    [{ ...schedule, zone: undefined }, '"zone" is required'],
    [{ zone: 'UTC' }, '"recurrence" is required'],
    [
      { ...schedule, recurrence: { kind: 'cron', expression: '99 * * * *' } },
      '"recurrence.expression" is not a cron expression',
    ],
    [
      { ...schedule, recurrence: { ...recurrence, time: '25:00' } },
      '"recurrence.time" must be a time such as 02:30',
    ],
    [
      {
        ...schedule,
        recurrence: { kind: 'monthly', day: 32, time: '02:30' },
      },
      '"recurrence.day" must be a day from 1 to 31, or last',
    ],
    [
      { ...schedule, recurrence: { ...recurrence, weekdays: [] } },
      '"recurrence.weekdays" needs at least one day',
    ],
    [
      { ...schedule, recurrence: { ...recurrence, weekdays: ['mo'] } },
      '"recurrence.weekdays[0]" must be one of monday',
    ],
    [{ ...schedule, enabled: 'yes' }, '"enabled" must be true or false'],
    [
      { ...schedule, gracePeriodHours: 169 },
      '"gracePeriodHours" must be at most 168',
    ],
    [{ ...schedule, version: 0 }, '"version" must be at least 1'],
    ['every day', 'The body must be an object'],
  ])('refuses %j, naming the field', async (body, message) => {
    const { send, params } = await setUp();
    const response = await send('putSchedule', { params, body });
    expect(refusal(response)).toEqual({
      status: 400,
      name: 'InputError',
      message: expect.stringContaining(message),
    });
    expect((await send('getSchedule', { params })).status).toBe(404);
  });

  it('previews five runs, and refuses what it would not save', async () => {
    const { call, send } = await setUp();
    const body = {
      ...schedule,
      recurrence: { kind: 'cron', expression: '0 0 30 2 *' },
    };
    expect(refusal(await send('previewSchedule', { body }))).toMatchObject({
      status: 400,
      message: expect.stringContaining('"recurrence.expression"'),
    });
    const { items } = await call('previewSchedule', { body: schedule });
    expect(items.map(it => it.wallTime.slice(10))).toEqual(
      Array(5).fill('T02:30'),
    );
  });

  it('lists what comes, and what became of the past', async () => {
    const { call, send, knex, params } = await setUp();
    await call('putSchedule', { params, body: schedule });
    const upcoming = await call('listUpcoming', { query: { limit: 2 } });
    expect(upcoming.items).toMatchObject([
      { connectionId: params.id, connectionName: 'Warehouse' },
      { connectionId: params.id, connectionName: 'Warehouse' },
    ]);
    await knex('schedule_occurrences').insert({
      connection_id: params.id,
      at: '2026-03-10T02:00:00.000Z',
      outcome: 'overlap',
      decided_at: '2026-03-10T02:00:01.000Z',
    });
    const query = { connection: params.id, outcome: 'overlap,missed' };
    expect((await send('listOccurrences', { query })).body).toEqual({
      items: [
        {
          connectionId: params.id,
          at: '2026-03-10T02:00:00.000Z',
          outcome: 'overlap',
          decidedAt: '2026-03-10T02:00:01.000Z',
        },
      ],
    });
    const odd = await send('listOccurrences', { query: { outcome: 'odd' } });
    expect(odd.status).toBe(400);
  });
});
