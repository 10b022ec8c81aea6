import {
  DELIVERY_PATH,
  archivePermissions,
  connectorPermissions,
  endpoints,
  type Connection,
  type Endpoint,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { importOptions } from '../__testUtils__/connections';
import { endpointInputs } from '../__testUtils__/endpointInputs';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';
import { readImported, refOf } from './__testUtils__/imported';
import type { PortalApi } from './__testUtils__/portalApi';
import { postgresSource, sqliteSource } from './__testUtils__/sources';
import { people, permissionFeatures } from './__testUtils__/testPolicy';

jest.setTimeout(60_000);

type EndpointName = keyof typeof endpoints;

const names = Object.keys(endpoints) as EndpointName[];
const reading = names.filter(name => {
  const needed = [...connectorPermissions, ...archivePermissions].find(
    it => it.name === endpoints[name].permission,
  );
  return needed?.attributes.action === 'read';
});

function provenanceParams(ref: string) {
  const { kind, namespace, name } = parseEntityRef(ref);
  return { kind, namespace, name };
}

describe('permissions in a portal with the permission framework', () => {
  let portal: ImportPortal;
  let own: Connection;
  let others: Connection;
  let ownRun: Run;
  let othersRun: Run;

  beforeAll(async () => {
    portal = await startImportPortal({
      database: await portalDatabase('SQLITE_3'),
      config: { permission: { enabled: true } },
      features: permissionFeatures,
    });
    const options = { ...importOptions, owner: people.ownersGroup };
    const file = sqliteSource('CREATE TABLE a (id INTEGER)');
    own = await portal.connect(file.input({ options }));
    ownRun = await portal.run(own.id);
    const database = await postgresSource();
    others = await portal.connect(database.input());
    othersRun = await portal.run(others.id);
  });
  afterAll(() => portal.stop());

  /** The answer to a request that is right in all but who sends it. */
  async function attempt(
    api: PortalApi,
    name: EndpointName,
    about: { connection: Connection; run: Run },
  ): Promise<{ status: number; body: string }> {
    const { method, path, accepts }: Endpoint = endpoints[name];
    const ofRun = path.startsWith('/v1/runs/');
    const id = ofRun ? about.run.id : about.connection.id;
    const filled = path
      .replace(':id', id)
      .replace(':kind/:namespace/:name', 'resource/default/nothing');
    const { query, body } = endpointInputs[name] ?? {};
    const search = new URLSearchParams(query);
    const response = await api.send(`${filled}?${search}`, {
      method: method.toUpperCase(),
      ...(accepts && { headers: { 'Content-Type': accepts } }),
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.text() };
  }

  const target = () => ({ connection: own, run: ownRun });

  it('lets an administrator import', () => {
    expect([ownRun.state, othersRun.state]).toEqual(['succeeded', 'succeeded']);
  });

  it.each(reading)('lets a reader read: %s', async name => {
    const reader = await portal.as(people.reader);
    const { status } = await attempt(reader, name, target());
    // Found, or not there: not a matter of permission.
    expect([200, 404]).toContain(status);
  });

  it.each(names.filter(it => !reading.includes(it)))(
    'lets a reader change nothing: %s',
    async name => {
      const reader = await portal.as(people.reader);
      expect(await attempt(reader, name, target())).toEqual({
        status: 403,
        body: expect.stringContaining(endpoints[name].permission),
      });
    },
  );

  it.each(names)(
    'lets somebody without permission do nothing: %s',
    async name => {
      const nobody = await portal.as(people.nobody);
      const { status } = await attempt(nobody, name, target());
      expect(status).toBe(403);
    },
  );

  it.each([
    ['whose owner is the group', people.owner],
    ['of the technology', people.technician],
  ])('applies a condition: connections %s', async (_, person) => {
    const api = await portal.as(person);
    const { items } = await api.client.listConnections();
    expect(items.map(it => it.id)).toEqual([own.id]);
    const runs = await api.client.listRuns();
    expect(new Set(runs.items.map(it => it.connectionId))).toEqual(
      new Set([own.id]),
    );

    for (const name of names.filter(it => endpoints[it].path.includes(':id'))) {
      const theirs = { connection: others, run: othersRun };
      const { status } = await attempt(api, name, theirs);
      expect([name, status]).toEqual([name, 403]);
    }
    expect((await api.run(own.id, 'preview')).state).toBe('succeeded');
  });

  it('tells where an entity comes from only to who may read the connection', async () => {
    const owner = await portal.as(people.owner);
    const provenance = async ({ id }: Connection) => {
      const { entities } = await readImported(portal.catalog, { id });
      return owner.client.getProvenance({
        params: provenanceParams(refOf(entities[0])),
      });
    };
    expect(await provenance(own)).toMatchObject({ connection: { id: own.id } });
    await expect(provenance(others)).rejects.toMatchObject({ statusCode: 404 });
  });

  it('answers the interface, which asks about single connections', async () => {
    const decide = async (person: string, connection: Connection) => {
      const response = await fetch(`${portal.url}/api/permission/authorize`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Authorization: `Bearer ${await portal.userToken(person)}`,
        },
        body: JSON.stringify({
          items: connectorPermissions
            .filter(it => it.type === 'resource')
            .map(permission => ({
              id: permission.name,
              permission,
              resourceRef: connection.id,
            })),
        }),
      });
      const { items } = (await response.json()) as {
        items: { result: string }[];
      };
      return [...new Set(items.map(it => it.result))];
    };
    expect(await decide(people.owner, own)).toEqual(['ALLOW']);
    expect(await decide(people.owner, others)).toEqual(['DENY']);
    expect(await decide(people.reader, own)).toEqual(['ALLOW', 'DENY']);
  });

  it('lets nobody deliver to the catalog but the connector plugin', async () => {
    const deliver = async (headers: Record<string, string>) => {
      const response = await fetch(
        `${portal.url}/api/catalog${DELIVERY_PATH}`,
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...headers },
          body: JSON.stringify({ source: own.id, added: [], removed: [] }),
        },
      );
      return response.status;
    };
    const token = await portal.userToken(people.administrator);
    expect(await deliver({})).toBe(401);
    expect(await deliver({ Authorization: `Bearer ${token}` })).toBe(403);
  });
});
