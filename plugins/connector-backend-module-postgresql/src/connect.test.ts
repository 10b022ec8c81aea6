import type { Failure } from '@backstage-connector/plugin-connector-common';
import type { ConnectorError } from '@backstage-connector/plugin-connector-node';
import {
  createRecorder,
  withSession,
  type Settings,
} from '@backstage-connector/plugin-connector-node/testUtils';
import { generate } from 'selfsigned';
import {
  createTestDatabase,
  type TestDatabase,
} from './__fixtures__/testServer';
import {
  closedPort,
  listenAnswering,
  listenBefore,
  listenForPassword,
  listenPooling,
  listenRefusing,
  listenSilently,
  type TestListener,
} from './__fixtures__/testSockets';
import { postgresqlConnector as connector } from './postgresqlConnector';

// A real server, on a machine that may be busy.
jest.setTimeout(60_000);

describe('connecting to PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.remove());

  const settingsWith = (parameters: Settings['parameters']): Settings => ({
    ...database.settings,
    parameters: { ...database.settings.parameters, ...parameters },
  });
  const evidenceOf = (parameters: Settings['parameters']) =>
    withSession(
      { connector, settings: settingsWith(parameters) },
      async session => session.evidence,
    );
  const failureOf = async (
    parameters: Settings['parameters'],
    settings = settingsWith(parameters),
  ): Promise<Failure> => {
    const error: ConnectorError = await withSession(
      { connector, settings },
      async () => {
        throw new Error('It connected');
      },
    ).catch(thrown => thrown);
    expect(error.name).toBe('ConnectorError');
    return error.failure;
  };
  const withListener = async <T>(
    listener: Promise<TestListener>,
    use: (at: { host: string; port: number }) => Promise<T>,
  ): Promise<T> => {
    const { host, port, close } = await listener;
    return use({ host, port }).finally(close);
  };

  it('tells where it is, and as whom', async () => {
    const { host, port } = database.settings.parameters;
    const evidence = await evidenceOf({});
    expect(evidence.reach).toMatch(/^PostgreSQL \d+/);
    expect(evidence.reach).toContain(`${host}:${port}`);
    expect(evidence.authenticate).toContain(`"${database.user}"`);
    expect(evidence.database).toContain(`"${database.name}"`);
  });

  describe('names what is wrong:', () => {
    it('the host', async () => {
      await expect(failureOf({ host: 'host.invalid' })).resolves.toMatchObject({
        code: 'network.unknown-host',
        field: 'host',
      });
    });

    it('the port', async () => {
      const port = await closedPort();
      await expect(failureOf({ port })).resolves.toMatchObject({
        code: 'network.refused',
        field: 'port',
      });
    });

    it('the database', async () => {
      await expect(failureOf({ database: 'none' })).resolves.toMatchObject({
        code: 'postgresql.unknown-database',
        step: 'database',
        field: 'database',
      });
    });

    it('the user', async () => {
      const { code, step } = await failureOf({ user: 'nobody' });
      // A server that checks passwords does not say which of the two it is.
      expect(['postgresql.user-refused', 'postgresql.password']).toContain(
        code,
      );
      expect(step).toBe('authenticate');
    });

    it.each([
      ['the password', '28P01', 'postgresql.password', 'password'],
      ['pg_hba.conf', '28000', 'postgresql.user-refused', 'user'],
      ['a full server', '53300', 'postgresql.too-many-connections', undefined],
      ['a server that starts', '57P03', 'postgresql.not-ready', undefined],
    ])('%s', async (_, sqlState, code, field) => {
      await withListener(listenRefusing(sqlState), async at => {
        const failure = await failureOf({ ...at, sslMode: 'disable' });
        expect(failure).toMatchObject({ code });
        expect(failure.field).toBe(field);
        expect(failure.driverMessage).toBe('The test refuses.');
      });
    });

    it('a password that is asked for and not there', async () => {
      await withListener(listenForPassword(), async at => {
        const { parameters } = settingsWith({ ...at, sslMode: 'disable' });
        await expect(
          failureOf({}, { parameters, secrets: {} }),
        ).resolves.toMatchObject({ code: 'postgresql.password-missing' });
      });
    });

    it('a server that is too old', async () => {
      await withListener(listenAnswering('versionNumber', 110022), async at => {
        await expect(
          failureOf({ ...at, sslMode: 'disable' }),
        ).resolves.toMatchObject({
          code: 'postgresql.old-server',
          step: 'reach',
        });
      });
    });

    it('the limit of the role', async () => {
      await database.ask(`ALTER ROLE ${database.user} CONNECTION LIMIT 0`);
      try {
        await expect(failureOf({})).resolves.toMatchObject({
          code: 'postgresql.too-many-connections',
          kind: 'transient',
        });
      } finally {
        await database.ask(`ALTER ROLE ${database.user} CONNECTION LIMIT -1`);
      }
    });

    it('the right to connect', async () => {
      await database.ask(
        `REVOKE CONNECT ON DATABASE ${database.name} FROM PUBLIC`,
      );
      try {
        await expect(failureOf({})).resolves.toMatchObject({
          code: 'postgresql.grant',
          step: 'database',
        });
      } finally {
        await database.ask(
          `GRANT CONNECT ON DATABASE ${database.name} TO PUBLIC`,
        );
      }
    });

    it.each(['disable', 'verify-full'])(
      'a server that accepts and never answers, with SSL mode %s',
      async sslMode => {
        await withListener(listenSilently(), async at => {
          await expect(
            failureOf({ ...at, sslMode, connectTimeout: 1 }),
          ).resolves.toMatchObject({ code: 'network.timeout', step: 'reach' });
        });
      },
    );

    it('a server that lets in and never answers', async () => {
      await withListener(listenPooling(), async at => {
        await expect(
          failureOf({ ...at, sslMode: 'disable', connectTimeout: 1 }),
        ).resolves.toMatchObject({ code: 'network.timeout', step: 'reach' });
      });
    });

    it('a server that hangs up', async () => {
      const hangUp = listenBefore({
        host: '127.0.0.1',
        port: await closedPort(),
      });
      await withListener(hangUp, async at => {
        await expect(
          failureOf({ ...at, sslMode: 'disable' }),
        ).resolves.toMatchObject({ code: 'network.connection-lost' });
      });
    });
  });

  it('stops waiting when it is aborted', async () => {
    await withListener(listenSilently(), async at => {
      const aborter = new AbortController();
      const opening = connector.open(
        { ...settingsWith(at), scope: { include: [], exclude: [] } },
        createRecorder(aborter.signal).context,
      );
      aborter.abort(new Error('enough'));
      await expect(opening).rejects.toThrow('enough');
    });
  });

  it('leaves nothing open when it is aborted before the server has answered', async () => {
    const pooler = await listenPooling();
    try {
      const { host, port } = pooler;
      const until = async (isSo: () => boolean) => {
        while (!isSo()) {
          await new Promise(setImmediate);
        }
      };
      const aborter = new AbortController();
      const opening = connector.open(
        {
          ...settingsWith({ host, port, sslMode: 'disable' }),
          scope: { include: [], exclude: [] },
        },
        createRecorder(aborter.signal).context,
      );
      opening.catch(() => {});
      await until(() => pooler.asked() === 1);
      aborter.abort(new Error('enough'));
      await expect(opening).rejects.toThrow('enough');
      await until(() => pooler.open() === 0);
    } finally {
      await pooler.close();
    }
  });

  describe('with TLS', () => {
    let certificate: { private: string; cert: string };
    beforeAll(async () => {
      certificate = await generate([{ name: 'commonName', value: 'test' }], {
        keyType: 'ec',
        algorithm: 'sha256',
        extensions: [
          { name: 'basicConstraints', cA: true },
          {
            name: 'subjectAltName',
            altNames: [{ type: 2, value: 'localhost' }],
          },
        ],
      });
    });
    const target = () => ({
      host: String(database.settings.parameters.host),
      port: Number(database.settings.parameters.port),
    });
    const encrypted = () =>
      listenBefore(target(), {
        key: certificate.private,
        cert: certificate.cert,
      });
    const plain = () => listenBefore(target());

    it.each(['require', 'verify-ca', 'verify-full'])(
      'is refused by a server without: %s',
      async sslMode => {
        await withListener(plain(), async at => {
          await expect(failureOf({ ...at, sslMode })).resolves.toMatchObject({
            code: 'postgresql.tls-refused',
            step: 'reach',
            field: 'sslMode',
          });
        });
      },
    );

    it('does without when it only prefers it', async () => {
      await withListener(plain(), async at => {
        const evidence = await evidenceOf({ ...at, sslMode: 'prefer' });
        expect(evidence.reach).toContain('not encrypted');
      });
    });

    it.each(['prefer', 'require'])('trusts anybody: %s', async sslMode => {
      await withListener(encrypted(), async at => {
        await expect(evidenceOf({ ...at, sslMode })).resolves.toBeDefined();
      });
    });

    it.each(['verify-ca', 'verify-full'])(
      'trusts nobody unknown: %s',
      async sslMode => {
        await withListener(encrypted(), async ({ port }) => {
          await expect(
            failureOf({ host: 'localhost', port, sslMode }),
          ).resolves.toMatchObject({
            code: 'network.certificate',
            field: 'sslCa',
          });
        });
      },
    );

    it.each([
      ['verify-ca', '127.0.0.1'],
      ['verify-ca', 'localhost'],
      ['verify-full', 'localhost'],
    ])('trusts the CA it is given: %s at %s', async (sslMode, host) => {
      await withListener(encrypted(), async ({ port }) => {
        await expect(
          evidenceOf({ host, port, sslMode, sslCa: certificate.cert }),
        ).resolves.toBeDefined();
      });
    });

    it('wants the certificate to name the host: verify-full', async () => {
      await withListener(encrypted(), async ({ port }) => {
        await expect(
          failureOf({
            host: '127.0.0.1',
            port,
            sslMode: 'verify-full',
            sslCa: certificate.cert,
          }),
        ).resolves.toMatchObject({ code: 'network.certificate' });
      });
    });

    it('says that the CA certificate is none', async () => {
      await withListener(encrypted(), async at => {
        await expect(
          failureOf({ ...at, sslMode: 'verify-ca', sslCa: 'not PEM' }),
        ).resolves.toMatchObject({ field: 'sslCa' });
      });
    });
  });
});
