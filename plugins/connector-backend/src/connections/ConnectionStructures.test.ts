import {
  ARCHIVED_CONNECTIONS,
  type ScheduleDefinition,
} from '@backstage-connector/plugin-connector-common';
import { aConnection, importOptions } from '../__testUtils__/connections';
import { createSampleConnector } from '../__testUtils__/sampleConnector';
import type { StoredConnection } from '../database/connectionRows';
import type { StoredSchedule } from '../database/scheduleRows';
import { ConnectionStructures } from './ConnectionStructures';
import { SecretBox } from './SecretBox';
import { SecretVault } from './SecretVault';
import { Technologies } from './Technologies';

const HUNTER = 'hunter2-hunter2';

const daily: ScheduleDefinition = {
  recurrence: { kind: 'daily', time: '02:30' },
  zone: 'Europe/Paris',
  enabled: true,
  overlap: 'skip',
  gracePeriodHours: 6,
  jitterSeconds: 0,
};

/** The sample technology, with settings where people write what they should not. */
function technologiesWith(...texts: string[]): Technologies {
  const { connector } = createSampleConnector();
  const { technology } = connector;
  const technologies = new Technologies();
  technologies.add({
    ...connector,
    technology: {
      ...technology,
      fields: [
        ...technology.fields,
        ...texts.map(name => ({
          type: 'text' as const,
          name,
          title: name,
          description: 'A text.',
          section: 'advanced' as const,
        })),
      ],
    },
  });
  return technologies;
}

function setUp(
  connections: StoredConnection[],
  over: {
    technologies?: Technologies;
    declared?: Map<string, Record<string, string>>;
    schedules?: Record<string, ScheduleDefinition>;
    environment?: Record<string, string>;
  } = {},
) {
  const box = SecretBox.create({
    keys: [{ id: 'k1', secret: Buffer.alloc(32, 1) }],
  });
  const vault = SecretVault.create({
    box,
    declared: over.declared ?? new Map(),
    allowedVariables: ['DB_PASSWORD'],
    environment: over.environment ?? {},
  });
  const structures = ConnectionStructures.create({
    vault,
    technologies: over.technologies ?? technologiesWith('dsn', 'notes'),
    store: { find: async ids => connections.filter(it => ids.includes(it.id)) },
    schedules: {
      ofConnections: async ids =>
        new Map(
          Object.entries(over.schedules ?? {}).flatMap(([id, definition]) =>
            ids.includes(id)
              ? [[id, { definition } as StoredSchedule] as const]
              : [],
          ),
        ),
    },
  });
  return {
    vault,
    of: (...ids: string[]) => structures.of(ids, () => true),
    ofReadable: (ids: string[], technology: string) =>
      structures.of(ids, it => it.technology === technology),
  };
}

describe('ConnectionStructures', () => {
  it('AR-5: say how a connection is set up, and name its secrets', async () => {
    const { vault } = setUp([]);
    const { secrets } = vault.seal('c-1', {
      password: { from: 'value', value: HUNTER },
      token: { from: 'environment', variable: 'DB_PASSWORD' },
    });
    const scope = { include: ['sales.*'], exclude: ['*.tmp'] };
    const { of } = setUp(
      [
        aConnection({
          parameters: { host: 'db.example.com', port: 5432 },
          secrets,
          scope,
        }),
      ],
      { schedules: { 'c-1': daily } },
    );

    expect(await of('c-1')).toEqual([
      {
        id: 'c-1',
        name: 'Warehouse',
        technology: 'sample',
        parameters: { host: 'db.example.com', port: 5432 },
        withheld: ['password', 'token'],
        scope,
        options: importOptions,
        schedule: daily,
      },
    ]);
  });

  it('AR-5: names the secrets that app-config declares', async () => {
    const { of } = setUp(
      [
        aConnection({
          origin: 'configuration',
          parameters: { host: 'db', notes: `was ${HUNTER} once` },
        }),
      ],
      { declared: new Map([['c-1', { password: HUNTER }]]) },
    );
    expect(await of('c-1')).toMatchObject([
      { parameters: { host: 'db' }, withheld: ['password', 'notes'] },
    ]);
  });

  it.each<[string, string]>([
    ['a URL with a password', `postgres://ada:${HUNTER}@db/shop`],
    ['a named password', `Server=db;Pwd=other-${HUNTER}`],
    ['the secret itself', HUNTER],
    ['the secret within another text', `ask for ${HUNTER} at the desk`],
    ['the secret in another form', Buffer.from(HUNTER).toString('base64')],
  ])('AR-5: leave out %s in another setting', async (_, dsn) => {
    const { vault } = setUp([]);
    const { secrets } = vault.seal('c-1', {
      password: { from: 'value', value: HUNTER },
    });
    const { of } = setUp([
      aConnection({ parameters: { host: 'db', dsn }, secrets }),
    ]);
    const [structure] = await of('c-1');
    expect(structure.parameters).toEqual({ host: 'db' });
    expect(structure.withheld).toEqual(['password', 'dsn']);
  });

  it('AR-5: leave out the value of a variable', async () => {
    const { of } = setUp(
      [
        aConnection({
          parameters: { host: 'db', notes: HUNTER },
          secrets: [
            { field: 'token', from: 'environment', variable: 'DB_PASSWORD' },
          ],
        }),
      ],
      { environment: { DB_PASSWORD: HUNTER } },
    );
    const [structure] = await of('c-1');
    expect(structure.withheld).toEqual(['token', 'notes']);
    expect(JSON.stringify(structure)).not.toMatch(/hunter2|DB_PASSWORD/);
  });

  it('AR-5: leave out a setting that has become a secret, or is unknown', async () => {
    const parameters = { host: 'db', token: HUNTER, bygone: 'x' };
    const connection = aConnection({ parameters });
    expect(await setUp([connection]).of('c-1')).toMatchObject([
      { parameters: { host: 'db' }, withheld: ['token', 'bygone'] },
    ]);
    const uninstalled = setUp([connection], {
      technologies: new Technologies(),
    });
    expect(await uninstalled.of('c-1')).toMatchObject([
      { parameters: {}, withheld: ['host', 'token', 'bygone'] },
    ]);
  });

  it('AR-5: say nothing of a secret that cannot be read any more', async () => {
    const { of } = setUp([
      aConnection({
        secrets: [
          { field: 'password', from: 'value', keyId: 'lost', ciphertext: 'xx' },
        ],
      }),
    ]);
    expect(await of('c-1')).toMatchObject([{ withheld: ['password'] }]);
  });

  it('come in the order asked for, each once', async () => {
    const { of } = setUp(
      ['a', 'b'].map(id => aConnection({ id, name: id.toUpperCase() })),
    );
    const found = await of('b', 'a', 'b');
    expect(found.map(it => it.id)).toEqual(['b', 'a']);
  });

  it('do not tell what is missing from what may not be read', async () => {
    const { ofReadable } = setUp([
      aConnection({ id: 'mine' }),
      aConnection({ id: 'theirs', technology: 'other' }),
    ]);
    const refusal = (id: string) =>
      ofReadable(['mine', id], 'sample').catch(error => error.message);
    expect(await refusal('theirs')).toBe(
      '"connections": there is no connection "theirs" that you may read; leave it out',
    );
    expect(await refusal('none')).toBe(
      '"connections": there is no connection "none" that you may read; leave it out',
    );
  });

  it('are refused when no reader would take so much', async () => {
    const text = 'x'.repeat(ARCHIVED_CONNECTIONS.characters);
    const { of } = setUp([aConnection({ parameters: { host: text } })]);
    await expect(of('c-1')).rejects.toThrow(
      /has more than 1000000 characters; choose fewer/,
    );
  });
});
