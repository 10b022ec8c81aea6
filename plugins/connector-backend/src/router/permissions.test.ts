import {
  connectionCreatePermission,
  archivePermissions,
  connectorPermissions,
  endpoints,
  type Endpoint,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PermissionCriteria,
  type PermissionCondition,
} from '@backstage/plugin-permission-common';
import request from 'supertest';
import { connectionInput, importOptions } from '../__testUtils__/connections';
import { stubRuns } from '../__testUtils__/connectionServices';
import { migratedDatabase } from '../__testUtils__/databases';
import { endpointInputs } from '../__testUtils__/endpointInputs';
import { ADA, refusal, startConnector } from '../__testUtils__/startConnector';
import { connectorConnectionConditions } from '../connections/permissionRules';

type Conditions = PermissionCriteria<PermissionCondition>;
type EndpointName = keyof typeof endpoints;

const team = (name: string) => ({
  ...importOptions,
  owner: `group:default/${name}`,
});

/** A portal where a policy says what each permission depends on. */
async function setUp(
  policy: (permission: string) => Conditions | 'allow' | 'deny',
) {
  const permissions = mockServices.permissions.mock();
  const decide = ({ permission }: { permission: { name: string } }) => {
    const answer = policy(permission.name);
    switch (answer) {
      case 'allow':
        return { result: AuthorizeResult.ALLOW } as const;
      case 'deny':
        return { result: AuthorizeResult.DENY } as const;
      default:
        return {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'connector',
          resourceType: 'connector-connection',
          conditions: answer,
        } as const;
    }
  };
  permissions.authorize.mockImplementation(async requests =>
    requests.map(it => {
      const { result } = decide(it);
      return {
        result:
          result === AuthorizeResult.ALLOW
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      };
    }),
  );
  permissions.authorizeConditional.mockImplementation(async requests =>
    requests.map(decide),
  );
  const list = jest.fn(async () => ({ items: [] }));
  const runOf: Record<string, string> = {};
  const knex = await migratedDatabase('SQLITE_3');
  const api = await startConnector({
    knex,
    features: [permissions.factory],
    createRuns: () =>
      stubRuns({
        runs: {
          list,
          get: async id =>
            ({ id, connectionId: runOf[id] ?? 'deleted' } as Run),
          start: async ({ connectionId }) => ({ connectionId } as Run),
        },
      }),
  });
  return { ...api, knex, list, runOf };
}

const params = {
  id: 'x',
  other: 'y',
  kind: 'k',
  namespace: 'n',
  name: 'x',
};

describe('permissions', () => {
  it.each(Object.keys(endpoints) as EndpointName[])(
    '%s needs the permission that its description names',
    async name => {
      const { permission } = endpoints[name] as Endpoint;
      const { send } = await setUp(it =>
        it === permission ? 'deny' : 'allow',
      );
      const refused = await send(name, { params, ...endpointInputs[name] });
      expect(refusal(refused)).toEqual({
        status: 403,
        name: 'NotAllowedError',
        message: `This needs the permission ${permission}; ask an administrator of the portal`,
      });
    },
  );

  it.each(Object.keys(endpoints) as EndpointName[])(
    '%s is refused when a condition does not hold',
    async name => {
      const { send } = await setUp(permission =>
        permission === connectionCreatePermission.name
          ? 'deny'
          : connectorConnectionConditions.hasTechnology({ technologies: [] }),
      );
      const { status } = await send(name, { params, ...endpointInputs[name] });
      // Lists are then empty, and what cannot be read cannot be found. What is
      // about no connection is for all who may read some.
      const filtered = [
        'listTechnologies',
        'listConnections',
        'listRuns',
        'listRunStrips',
        'listSchedules',
        'previewSchedule',
        'listUpcoming',
        'listOccurrences',
      ];
      const expected = name === 'getProvenance' ? 404 : 403;
      expect(status).toBe(filtered.includes(name) ? 200 : expected);
    },
  );

  it('shows, changes and imports only what the conditions allow', async () => {
    const mine = connectorConnectionConditions.isOwnedBy({
      claims: [ADA, 'group:default/Mine'],
    });
    const { call, send, knex, list, runOf } = await setUp(permission =>
      permission === connectionCreatePermission.name ? 'allow' : mine,
    );
    const create = (name: string, owner: string) =>
      call('createConnection', {
        body: connectionInput({ name, options: team(owner) }),
      });
    const own = await create('Own', 'mine');
    const foreign = await create('Foreign', 'theirs');

    const { items } = await call('listConnections');
    expect(items.map(({ name }) => name)).toEqual(['Own']);
    const status = async (name: EndpointName, id: string) =>
      (await send(name, { params: { id }, ...endpointInputs[name] })).status;
    for (const name of ['getConnection', 'startRun', 'startCheck'] as const) {
      await expect(status(name, foreign.id)).resolves.toBe(403);
      await expect(status(name, own.id)).resolves.toBe(endpoints[name].status);
    }
    for (const connection_id of [own.id, foreign.id]) {
      await knex('schedule_occurrences').insert({
        connection_id,
        at: '2026-03-10T02:00:00.000Z',
        outcome: 'missed',
        decided_at: '2026-03-10T02:00:00.000Z',
      });
      await knex('schedules').insert({
        connection_id,
        definition: JSON.stringify(endpointInputs.putSchedule?.body),
        enabled: true,
        origin: 'portal',
        version: 1,
        next_run_at: '2026-03-10T02:00:00.000Z',
        due_at: '2026-03-10T02:00:00.000Z',
        updated_by: ADA,
        updated_at: '2026-03-10T02:00:00.000Z',
      });
    }
    for (const name of [
      'listSchedules',
      'listUpcoming',
      'listOccurrences',
    ] as const) {
      const { body } = await send(name);
      expect(body.items.length).toBeGreaterThan(0);
      for (const { connectionId } of body.items) {
        expect(connectionId).toBe(own.id);
      }
    }
    await call('listRuns');
    expect(list).toHaveBeenLastCalledWith(
      expect.objectContaining({ connections: [own.id] }),
    );
    Object.assign(runOf, { a: own.id, b: foreign.id, c: 'deleted' });
    await expect(status('getRun', 'a')).resolves.toBe(200);
    await expect(status('getRun', 'b')).resolves.toBe(403);
    await expect(status('getRun', 'c')).resolves.toBe(403);
  });

  it('shows the runs of deleted connections to those who may read all', async () => {
    const { send, list, runOf, call } = await setUp(() => 'allow');
    runOf.c = 'deleted';
    expect((await send('getRun', { params: { id: 'c' } })).status).toBe(200);
    await call('listRuns');
    expect(list).toHaveBeenLastCalledWith({ limit: 25 });
  });

  it.each([
    ['isCreatedBy', { userRefs: ['user:default/ADA'] }, 200],
    ['isCreatedBy', { userRefs: ['user:default/grace'] }, 403],
    ['hasTechnology', { technologies: ['sample', 'x'] }, 200],
    ['hasTechnology', { technologies: ['Sample'] }, 403],
    ['isOwnedBy', { claims: ['group:default/data-platform'] }, 200],
    ['isOwnedBy', { claims: [] }, 403],
  ] as const)('%s %j answers with %d', async (rule, parameters, status) => {
    const condition = connectorConnectionConditions[rule](parameters as never);
    const { call, send } = await setUp(permission =>
      permission === connectionCreatePermission.name ? 'allow' : condition,
    );
    const { id } = await call('createConnection', { body: connectionInput() });
    const answer = await send('getConnection', { params: { id } });
    expect(answer.status).toBe(status);
  });

  it('tells the permission framework of its permissions, rules and connections', async () => {
    const { server, call } = await setUp(() => 'allow');
    const { id } = await call('createConnection', { body: connectionInput() });
    const base = '/api/connector/.well-known/backstage/permissions';
    const { body } = await request(server).get(`${base}/metadata`);
    expect(
      body.permissions.map(({ name }: { name: string }) => name).sort(),
    ).toEqual(
      [...connectorPermissions, ...archivePermissions]
        .map(({ name }) => name)
        .sort(),
    );
    expect(body.rules).toMatchObject([
      { name: 'IS_CREATED_BY' },
      { name: 'HAS_TECHNOLOGY' },
      { name: 'IS_OWNED_BY' },
      { name: 'IS_ENTITY_KIND' },
      { name: 'IS_ENTITY_OWNER' },
      { name: 'IN_NAMESPACE' },
    ]);
    const applied = await request(server)
      .post(`${base}/apply-conditions`)
      .set('Authorization', mockCredentials.service.header())
      .send({
        items: [id, 'nobody'].map(resourceRef => ({
          id: resourceRef,
          resourceRef,
          resourceType: 'connector-connection',
          conditions: connectorConnectionConditions.hasTechnology({
            technologies: ['sample'],
          }),
        })),
      });
    expect(applied.body.items).toMatchObject([
      { id, result: 'ALLOW' },
      { id: 'nobody', result: 'DENY' },
    ]);
  });
});
