import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { randomBytes } from 'node:crypto';
import { importOptions } from '../__testUtils__/connections';
import { readConnectorConfig } from './readConnectorConfig';

const SECRET = randomBytes(32).toString('base64');
const encryption = { keys: [{ id: 'k1', secret: SECRET }] };
const connection = {
  id: 'retail-warehouse',
  name: 'Retail warehouse',
  technology: 'sqlite',
  parameters: { path: 'warehouse.db' },
  owner: 'group:default/data-platform',
};

const read = (connector: JsonObject) =>
  readConnectorConfig(new ConfigReader({ connector }));

const problems = (connector: JsonObject): string => {
  try {
    read(connector);
  } catch (error) {
    expect(error).toMatchObject({ name: 'InputError' });
    return (error as Error).message;
  }
  throw new Error('The configuration was accepted');
};

const MIB = 1024 * 1024;

describe('readConnectorConfig', () => {
  it('takes over the runs of a dead process within 30 s by default', () => {
    const { worker } = read({ encryption });
    expect(worker.leaseMs + worker.pollMs).toBeLessThanOrEqual(30_000);
  });

  it('fills in the defaults', () => {
    expect(read({ encryption, connections: [connection] })).toEqual({
      encryption: {
        keys: [{ id: 'k1', secret: Buffer.from(SECRET, 'base64') }],
        allowedVariables: [],
      },
      checks: { timeoutMs: 15_000 },
      worker: {
        concurrency: 2,
        heartbeatMs: 1_000,
        leaseMs: 20_000,
        pollMs: 5_000,
      },
      runs: {
        retry: {
          attempts: 3,
          initialDelayMs: 30_000,
          maxDelayMs: 15 * 60_000,
        },
        timeoutMs: 6 * 3_600_000,
        limits: {},
        retention: {
          maxAgeMs: 90 * 24 * 3_600_000,
          maxRunsPerConnection: 500,
          detailsMaxAgeMs: 30 * 24 * 3_600_000,
        },
      },
      notifications: {},
      archives: {
        portalName: undefined,
        expiryMs: 24 * 3_600_000,
        kinds: [],
        limits: {
          fileBytes: 256 * MIB,
          unpackedBytes: 4096 * MIB,
          ratio: 200,
          entries: 10_000,
          headerBytes: 64 * MIB,
          lineBytes: 10 * MIB,
          depth: 64,
          values: 2_000_000,
          objects: 1_000_000,
          objectReferences: 100_000,
          references: 2_000_000,
        },
      },
      connections: [
        {
          id: 'retail-warehouse',
          name: 'Retail warehouse',
          technology: 'sqlite',
          enabled: true,
          parameters: { path: 'warehouse.db' },
          secrets: {},
          scope: { include: [], exclude: [] },
          options: importOptions,
        },
      ],
    });
  });

  it('reads what is given about archives', () => {
    const kinds = [{ apiVersion: 'example.com/v1', kind: 'Dashboard' }];
    const { archives } = read({
      encryption,
      archives: {
        portalName: ' Example ',
        expiry: { days: 2 },
        kinds,
        limits: { objects: 5 },
      },
    });
    expect(archives).toMatchObject({
      portalName: 'Example',
      expiryMs: 48 * 3_600_000,
      kinds,
      limits: { objects: 5, depth: 64 },
    });
  });

  it('reads what is given', () => {
    const { checks, worker, connections } = read({
      encryption,
      checks: { timeout: { minutes: 1 } },
      worker: {
        concurrency: 4,
        heartbeat: '2s',
        lease: 'PT1M',
        pollInterval: { milliseconds: 500 },
      },
      connections: [
        {
          ...connection,
          enabled: false,
          secrets: { password: 'hunter2' },
          scope: { include: ['sales.*'] },
          source: 'system:default/retail',
          ownerRules: [{ pattern: 'hr.*', owner: 'group:default/people' }],
          removalLimit: { share: 0.5 },
          absenceGraceRuns: 3,
          schedule: {
            recurrence: { kind: 'daily', time: '02:30' },
            zone: 'Europe/Paris',
          },
        },
      ],
    });
    expect(checks.timeoutMs).toBe(60_000);
    expect(worker).toEqual({
      concurrency: 4,
      heartbeatMs: 2_000,
      leaseMs: 60_000,
      pollMs: 500,
    });
    expect(connections[0]).toMatchObject({
      enabled: false,
      secrets: { password: 'hunter2' },
      scope: { include: ['sales.*'], exclude: [] },
      options: {
        source: { kind: 'existing', ref: 'system:default/retail' },
        ownerRules: [{ pattern: 'hr.*', owner: 'group:default/people' }],
        removalLimit: { share: 0.5, count: 10 },
        absenceGraceRuns: 3,
      },
      schedule: {
        recurrence: { kind: 'daily', time: '02:30' },
        zone: 'Europe/Paris',
        enabled: true,
        overlap: 'skip',
        gracePeriodHours: 6,
        jitterSeconds: 0,
      },
    });
  });

  it('reads how runs are tried again, limited and kept', () => {
    const { runs } = read({
      encryption,
      runs: {
        retry: { attempts: 5, initialDelay: '10s', maxDelay: '5m' },
        timeout: { hours: 1 },
        concurrencyPerTechnology: { postgresql: 2 },
        retention: {
          maxAge: { days: 10 },
          maxRunsPerConnection: 50,
          detailsMaxAge: { days: 5 },
        },
      },
    });
    expect(runs).toEqual({
      retry: { attempts: 5, initialDelayMs: 10_000, maxDelayMs: 300_000 },
      timeoutMs: 3_600_000,
      limits: { postgresql: 2 },
      retention: {
        maxAgeMs: 10 * 24 * 3_600_000,
        maxRunsPerConnection: 50,
        detailsMaxAgeMs: 5 * 24 * 3_600_000,
      },
    });
  });

  it.each([
    ['no configuration', {}],
    ['no keys', { encryption: {} }],
    ['an empty list of keys', { encryption: { keys: [] } }],
  ])('refuses %s and says how to make a key', (_, connector) => {
    const text = problems(connector);
    expect(text).toMatch(
      /connector\.encryption\.?\s?\.keys needs at least one/,
    );
    expect(text).toContain('openssl rand -base64 32');
  });

  it.each([
    ['too short', randomBytes(16).toString('base64')],
    ['too long', randomBytes(33).toString('base64')],
    ['not base64', 'x'.repeat(40)],
    ['hexadecimal', randomBytes(32).toString('hex')],
    ['empty', ''],
  ])('refuses a key that is %s, without repeating it', (_, secret) => {
    const text = problems({ encryption: { keys: [{ id: 'k1', secret }] } });
    expect(text).toContain(
      'connector.encryption.keys[0].secret must be the base64 of exactly 32 bytes',
    );
    expect(secret && text.includes(secret)).toBeFalsy();
  });

  const connections = (over: JsonObject) => ({
    encryption,
    connections: [{ ...connection, ...over }],
  });

  const schedule = (over: JsonObject) =>
    connections({
      schedule: {
        recurrence: { kind: 'daily', time: '02:30' },
        zone: 'Europe/Paris',
        ...over,
      },
    });

  it.each([
    [
      'two keys of one id',
      { encryption: { keys: [...encryption.keys, ...encryption.keys] } },
      'connector.encryption.keys[1].id repeats "k1"',
    ],
    [
      'a misspelt setting',
      { encryption, cheks: {} },
      'connector has unknown settings: cheks',
    ],
    [
      'a duration that is none',
      { encryption, checks: { timeout: 'soon' } },
      'connector.checks.timeout must be a duration',
    ],
    [
      'no time at all',
      { encryption, checks: { timeout: { seconds: 0 } } },
      'connector.checks.timeout must be at least 100 ms',
    ],
    [
      'half a worker',
      { encryption, worker: { concurrency: 0.5 } },
      'connector.worker.concurrency must be a whole number',
    ],
    [
      'a lease shorter than its heartbeats',
      { encryption, worker: { heartbeat: '10s', lease: '20s' } },
      'connector.worker.lease must be at least three times',
    ],
    [
      'no attempt at all',
      { encryption, runs: { retry: { attempts: 0 } } },
      'connector.runs.retry.attempts must be at least 1',
    ],
    [
      'delays that shrink',
      { encryption, runs: { retry: { initialDelay: '20m' } } },
      'connector.runs.retry.maxDelay must be at least connector.runs.retry.initialDelay',
    ],
    [
      'a time-out of weeks',
      { encryption, runs: { timeout: { weeks: 2 } } },
      'connector.runs.timeout must be at most 168 hours',
    ],
    [
      'a technology that may not run',
      { encryption, runs: { concurrencyPerTechnology: { sqlite: 0 } } },
      'connector.runs.concurrencyPerTechnology.sqlite must be at least 1',
    ],
    [
      'an age that is no duration',
      { encryption, runs: { retention: { maxAge: 90 } } },
      'connector.runs.retention.maxAge must be a duration',
    ],
    [
      'a history of nothing',
      { encryption, runs: { retention: { maxRunsPerConnection: 0 } } },
      'connector.runs.retention.maxRunsPerConnection must be at least 1',
    ],
    [
      'archives for ever',
      { encryption, archives: { expiry: { years: 2 } } },
      'connector.archives.expiry must be at most 8760 hours',
    ],
    [
      'archives of nothing',
      { encryption, archives: { limits: { fileBytes: 0 } } },
      'connector.archives.limits.fileBytes must be at least 1',
    ],
    [
      'half an object',
      { encryption, archives: { limits: { objects: 0.5 } } },
      'connector.archives.limits.objects must be',
    ],
    [
      'a limit that does not exist',
      { encryption, archives: { limits: { size: 1 } } },
      'size',
    ],
    [
      'a kind without its version',
      { encryption, archives: { kinds: [{ kind: 'Dashboard' }] } },
      'connector.archives.kinds[0].apiVersion is required',
    ],
    [
      'a portal without a name',
      { encryption, archives: { portalName: ' ' } },
      'connector.archives.portalName is empty',
    ],
    [
      'two connections of one id',
      { encryption, connections: [connection, { ...connection, name: 'B' }] },
      'connector.connections[1].id repeats "retail-warehouse"',
    ],
    [
      'names that differ only in case',
      {
        encryption,
        connections: [
          connection,
          { ...connection, id: 'other', name: 'RETAIL warehouse' },
        ],
      },
      'connector.connections[1].name repeats "RETAIL warehouse"',
    ],
    [
      'names that differ only in how their letters are composed',
      {
        encryption,
        connections: [
          { ...connection, name: 'Caf\u00e9' },
          { ...connection, id: 'other', name: 'CAFE\u0301' },
        ],
      },
      'connector.connections[1].name repeats "CAFE\u0301"',
    ],
    [
      'an id with a space',
      connections({ id: 'my db' }),
      'connector.connections[0].id must be lower case letters',
    ],
    [
      'the id of what archives import',
      connections({ id: 'archive' }),
      'connector.connections[0].id must not be "archive"',
    ],
    [
      'a missing owner',
      { encryption, connections: [{ ...connection, owner: undefined! }] },
      'connector.connections[0].owner is required',
    ],
    [
      'a short owner reference',
      connections({ owner: 'data-platform' }),
      'connector.connections[0].owner must be a full entity reference',
    ],
    [
      'a source that is no System',
      connections({ source: 'user:default/ada' }),
      'connector.connections[0].source must be new, none, or a System or Domain',
    ],
    [
      'a parameter that is a list',
      connections({ parameters: { path: ['a'] } }),
      'connector.connections[0].parameters.path must be a text, a number or true or false',
    ],
    [
      'an unknown answer to absence',
      connections({ absence: 'ask' }),
      'connector.connections[0].absence must be keep, flag or remove',
    ],
    [
      'an empty secret',
      connections({ secrets: { password: '' } }),
      'connector.connections[0].secrets.password is empty',
    ],
    [
      'no grace at all',
      connections({ absenceGraceRuns: 0 }),
      'connector.connections[0].absenceGraceRuns must be at least 1',
    ],
    [
      'a schedule without a zone',
      schedule({ zone: undefined! }),
      'connector.connections[0].schedule.zone is required',
    ],
    [
      'a zone that is none',
      schedule({ zone: 'Europe/Atlantis' }),
      'connector.connections[0].schedule.zone must be an IANA time zone such as Europe/Paris',
    ],
    [
      'an offset in place of a zone',
      schedule({ zone: '+02:00' }),
      'connector.connections[0].schedule.zone must be an IANA time zone',
    ],
    [
      'a time that does not exist',
      schedule({ recurrence: { kind: 'daily', time: '24:00' } }),
      'connector.connections[0].schedule.recurrence.time must be a time such as 02:30',
    ],
    [
      'an unknown kind of schedule',
      schedule({ recurrence: { kind: 'hourly' } }),
      'connector.connections[0].schedule.recurrence.kind must be everyHours, daily, weekly, monthly or cron',
    ],
    [
      'a misspelt weekday',
      schedule({
        recurrence: { kind: 'weekly', weekdays: ['mon'], time: '02:30' },
      }),
      'connector.connections[0].schedule.recurrence.weekdays[0] must be one of monday',
    ],
    [
      'a day no month has',
      schedule({ recurrence: { kind: 'monthly', day: 32, time: '02:30' } }),
      'connector.connections[0].schedule.recurrence.day must be a day from 1 to 31, or last',
    ],
    [
      'a cron expression of six fields',
      schedule({ recurrence: { kind: 'cron', expression: '0 0 2 * * *' } }),
      'connector.connections[0].schedule.recurrence.expression has 6 fields, not five',
    ],
    [
      'more jitter than there is time',
      schedule({
        recurrence: { kind: 'cron', expression: '* * * * *' },
        jitterSeconds: 60,
      }),
      'connector.connections[0].schedule.jitterSeconds must be less than the 60 seconds',
    ],
    [
      'a misspelt setting of a schedule',
      schedule({ timezone: 'Europe/Paris' }),
      'connector.connections[0].schedule has unknown settings: timezone',
    ],
    [
      'connections that are no list',
      { encryption, connections: { a: 1 } },
      'connector.connections must be a list',
    ],
  ] satisfies [string, JsonObject, string][])(
    'refuses %s',
    (_, connector, expected) => {
      expect(problems(connector)).toContain(expected);
    },
  );

  it('leaves the settings of modules to them', () => {
    const connector = { encryption, sqlite: { directories: ['/srv'] } };
    const config = new ConfigReader({ connector });
    expect(readConnectorConfig(config, ['sqlite'])).toMatchObject({
      connections: [],
    });
    expect(() => readConnectorConfig(config)).toThrow(
      'connector has unknown settings: sqlite',
    );
  });

  it('lists everything that is wrong at once, and shows no secret', () => {
    const text = problems({
      encryption: { keys: [] },
      connections: [
        { ...connection, name: '', secrets: { password: 'hunter2' }, extra: 1 },
      ],
    });
    expect(text.split('\n  - ')).toHaveLength(4);
    expect(text).not.toContain('hunter2');
  });
});
