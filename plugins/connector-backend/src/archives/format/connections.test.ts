import { randomBytes } from 'node:crypto';
import {
  ARCHIVED_CONNECTIONS,
  type ArchivedConnection,
} from '@backstage-connector/plugin-connector-common';
import { importOptions } from '../../__testUtils__/connections';
import {
  archiveFiles,
  archiveOf,
  lineOf,
  readAll,
} from './__testUtils__/archives';
import { buildZip } from './__testUtils__/buildZip';

const warehouse: ArchivedConnection = {
  id: 'c-1',
  name: 'Warehouse',
  technology: 'postgresql',
  parameters: { host: 'db.example.com', port: 5432, readReplica: false },
  withheld: ['password'],
  scope: { include: ['sales.*'], exclude: [] },
  options: importOptions,
};

/** Too long, and not to be packed as if it were a zip bomb. */
const longText = () =>
  randomBytes(ARCHIVED_CONNECTIONS.characters).toString('base64');

/** An archive whose header says this of connections, by another program. */
const saying = (connections: unknown) =>
  buildZip(archiveFiles(undefined, { connections }));
/** The same, for what only a text of JSON can say. */
function writing(connections: string): Buffer {
  const [header, part] = archiveFiles();
  const content = String(header.content).replace(
    /}$/,
    `,"connections":${connections}}`,
  );
  return buildZip([{ ...header, content }, part]);
}

describe('connections in an archive', () => {
  it('AR-5: are read as they were written', async () => {
    const connections = [
      warehouse,
      {
        ...warehouse,
        id: 'c-2',
        name: '<script>alert(1)</script> \u202e"\'\n',
        schedule: {
          recurrence: { kind: 'daily' as const, time: '02:30' },
          zone: 'Europe/Paris',
          enabled: false,
          overlap: 'skip' as const,
          gracePeriodHours: 6,
          jitterSeconds: 0,
        },
      },
    ];
    const read = await readAll(await archiveOf([lineOf()], { connections }));
    expect(read.header.connections).toEqual(connections);
  });

  it('need no objects beside them', async () => {
    const bytes = await archiveOf([], { connections: [warehouse] });
    const { header, objects } = await readAll(bytes);
    expect(header).toMatchObject({ objects: 0, parts: [] });
    expect(header.connections).toHaveLength(1);
    expect(objects).toEqual([]);
  });

  it('are absent where there are none', async () => {
    const { header } = await readAll(await archiveOf([lineOf()]));
    expect(header).not.toHaveProperty('connections');
  });

  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ ...warehouse, id: `c-${n}` }));

  it.each<[string, () => Buffer, string]>([
    ['no list', () => saying({}), 'connections must be a list'],
    ['a null', () => saying([null]), 'connections[0] must be an object'],
    [
      '10,000 of them',
      () => saying(many(10_000)),
      'connections must be at most 1000 entries long',
    ],
    [
      'two with one id',
      () => saying([warehouse, warehouse]),
      'connections repeats an id',
    ],
    [
      'more than may be kept',
      () =>
        saying([
          {
            ...warehouse,
            parameters: { host: longText() },
          },
        ]),
      'connections has more than 1000000 characters',
    ],
    [
      'a technology that is a path',
      () => saying([{ ...warehouse, technology: '../../etc' }]),
      'connections[0].technology',
    ],
    [
      'a technology in capitals',
      () => saying([{ ...warehouse, technology: 'Constructor' }]),
      'connections[0].technology',
    ],
    [
      'a setting that is an object',
      () => saying([{ ...warehouse, parameters: { host: { a: 1 } } }]),
      'must be a text, a number or true or false',
    ],
    [
      'a setting with a name that is none',
      () => saying([{ ...warehouse, parameters: { 'a b': 1 } }]),
      'connections[0].parameters has a name that no setting has',
    ],
    [
      'a withheld setting with a name that is none',
      () => saying([{ ...warehouse, withheld: ['<b>'] }]),
      'connections[0].withheld[0] is not the name of a setting',
    ],
    [
      'a name at any length',
      () => saying([{ ...warehouse, name: 'x'.repeat(301) }]),
      'connections[0].name must be at most 300 characters long',
    ],
    [
      'an owner that is none',
      () =>
        saying([{ ...warehouse, options: { ...importOptions, owner: 'x' } }]),
      'connections[0].options.owner',
    ],
    [
      'a zone that is none',
      () =>
        saying([
          {
            ...warehouse,
            schedule: {
              recurrence: { kind: 'daily', time: '02:30' },
              zone: 'x',
            },
          },
        ]),
      'connections[0].schedule.zone',
    ],
  ])('AR-11: refuse the archive: %s', async (_, bytes, problem) => {
    const error = await readAll(bytes()).catch(thrown => thrown);
    expect(error.code).toBe('invalid-header');
    expect(error.message).toContain(problem);
  });

  it('change no prototype, and lose what they do not know', async () => {
    const { name, technology, withheld, scope, options } = warehouse;
    const rest = JSON.stringify({ name, technology, withheld, scope, options });
    const { header } = await readAll(
      writing(
        `[{ "id": "__proto__", "__proto__": { "polluted": 1 }, "secrets": { "password": "x" },
          "parameters": { "__proto__": { "polluted": 1 }, "constructor": "x" },
          ${rest.slice(1)}]`,
      ),
    );
    expect(({} as Record<string, unknown>).polluted).toBe(undefined);
    const [connection] = header.connections!;
    expect(Object.getPrototypeOf(connection.parameters)).toBe(Object.prototype);
    expect(connection).not.toHaveProperty('polluted');
    expect(connection).not.toHaveProperty('secrets');
    expect(Object.keys(connection.parameters)).toEqual(['constructor']);
  });
});
