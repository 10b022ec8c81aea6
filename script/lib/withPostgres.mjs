// Runs a command with a PostgreSQL server beside it:
//   node script/lib/withPostgres.mjs -- yarn test
// An own server is used when CONNECTOR_TEST_POSTGRES_URL (a superuser's URL) or
// Backstage's variable names one; tests make databases of their own on it.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import {
  givenPostgres,
  postgresVariables,
  startPostgres,
} from './startPostgres.mjs';

const [command, ...args] = process.argv.slice(
  process.argv.indexOf('--', 2) + 1,
);
const started = givenPostgres ? undefined : await startPostgres();

const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, ...postgresVariables(givenPostgres || started.url) },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
child.on('error', error => {
  console.error(`${command}: ${error.message}`);
});
child.on('close', async (code, signal) => {
  await started?.stop();
  process.exit(signal ? 128 + constants.signals[signal] : code);
});
