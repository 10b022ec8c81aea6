import type { Knex } from 'knex';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Runs a script beside the test; it finds the database in `TEST_CONNECTION`. */
export function startChild(
  script: string,
  { client }: Knex,
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  const { connection } = client.config;
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      script,
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        ...environment,
        TEST_CONNECTION: JSON.stringify({
          ...connection,
          // Knex keeps it out of what is copied.
          password: connection.password,
        }),
      },
    },
  );
}

/** Kills a process that is alive until then: nothing but the kill ends it. */
export async function killChild(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  const [code] = await ended;
  expect(code).toBeNull();
}
