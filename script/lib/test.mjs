// The stages of script/test, which says what they are for.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import {
  givenPostgres,
  postgresVariables,
  startPostgres,
} from './startPostgres.mjs';

const underCi = Boolean(process.env.CI);
const jestReport = 'test-results/unit.json';
const playwrightReport = 'test-results/e2e.json';
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const stages = [
  {
    // From nothing: TypeScript lists the members of a union in the order it met
    // them, which a partial build changes, and the reports show that order.
    name: 'types',
    title: 'Type check',
    command: ['tsc', '--incremental', 'false'],
  },
  { name: 'lint', title: 'Lint', command: ['lint'] },
  { name: 'format', title: 'Format', command: ['prettier:check'] },
  {
    name: 'config',
    title: 'Configuration against its schema',
    command: ['config:check'],
  },
  {
    // Reads the declarations that the type check wrote.
    name: 'reports',
    title: 'API and SQL reports',
    command: ['api-reports', '--ci'],
  },
  {
    name: 'unit',
    title: 'Unit and integration tests',
    command: [
      ...['test', '--watch=false', '--silent'],
      ...['--json', `--outputFile=${jestReport}`],
    ],
    needs: ['postgres'],
    report: jestReport,
    count: ({ numPassedTests, ...jest }) => ({
      passed: numPassedTests,
      failed: jest.numFailedTests + jest.numRuntimeErrorTestSuites,
      skipped: jest.numPendingTests + jest.numTodoTests,
    }),
  },
  {
    name: 'browser',
    title: 'Browser tests',
    command: ['test:e2e'],
    needs: ['postgres', 'chromium'],
    report: playwrightReport,
    count: ({ stats }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
    }),
  },
];

const asked = process.argv.slice(2);
for (const name of asked) {
  if (!stages.some(stage => stage.name === name)) {
    console.error(
      `script/test: no stage "${name}"; there are ${stages
        .map(stage => stage.name)
        .join(', ')}`,
    );
    process.exit(2);
  }
}

const heading = text =>
  console.log(`\n=== ${text} ${'='.repeat(70 - text.length)}`);

let running;
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true;
    running?.kill(signal);
  });
}

/** What a stage needs and the machine lacks: sentences. */
const missing = { postgres: undefined, chromium: undefined };
let postgres;
async function provide(need) {
  if (need === 'chromium' && !existsSync(chromium)) {
    missing.chromium = `no browser at ${chromium} (set CHROMIUM_PATH)`;
  }
  if (need === 'postgres' && !givenPostgres && !postgres && !missing.postgres) {
    try {
      postgres = await startPostgres();
    } catch (error) {
      missing.postgres = `no PostgreSQL server: ${error.message}`;
    }
  }
}

async function run(command, environment) {
  running = spawn('yarn', command, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      ...environment,
      // Otherwise Backstage's tests look for a container runtime under CI.
      BACKSTAGE_TEST_DISABLE_DOCKER: '1',
      // Suites run beside each other, on as many cores as there are.
      CONNECTOR_CONTRACT_PATIENCE:
        process.env.CONNECTOR_CONTRACT_PATIENCE ?? '10',
      SKIP_INSTALL: '1',
    },
  });
  const [code] = await once(running, 'close');
  running = undefined;
  return code === 0;
}

function read(report, count) {
  try {
    return count(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return undefined; // the tests never came to an end
  }
}

async function runStage({ name, title, command, needs = [], report, count }) {
  heading(title);
  const startedAt = Date.now();
  for (const need of needs) await provide(need);
  const lacking = needs.map(need => missing[need]).filter(Boolean);
  for (const sentence of lacking) {
    console.error(`\n!!! NOT EVERYTHING IS TESTED: ${sentence} !!!\n`);
  }

  if (report) rmSync(report, { force: true });
  const url = givenPostgres ?? postgres?.url;
  const succeeded =
    !missing.chromium || !needs.includes('chromium')
      ? await run(command, url && postgresVariables(url))
      : !underCi;

  const counts = (report && read(report, count)) ?? {
    passed: 0,
    failed: 0,
    skipped: 0,
  };
  const untested = underCi && lacking.length > 0;
  const silent = report && lacking.length === 0 && counts.passed === 0;
  if ((!succeeded || untested || silent) && counts.failed === 0) {
    counts.failed = 1;
  }
  return {
    ...counts,
    name,
    lacking,
    seconds: Math.round((Date.now() - startedAt) / 1000),
  };
}

mkdirSync('test-results', { recursive: true });
const results = [];
for (const stage of stages) {
  if (interrupted) break;
  if (asked.length === 0 || asked.includes(stage.name)) {
    results.push(await runStage(stage));
  }
}
await postgres?.stop();

heading('Summary');
for (const { name, passed, failed, skipped, seconds, lacking } of results) {
  const counts = stages.find(stage => stage.name === name).report
    ? `  ${passed} passed, ${failed} failed, ${skipped} skipped`
    : '';
  console.log(
    `${failed ? 'FAILED' : 'ok    '}  ${name.padEnd(8)} ${String(
      seconds,
    ).padStart(4)} s${counts}`,
  );
  for (const sentence of lacking) {
    console.log(`        NOT EVERYTHING IS TESTED: ${sentence}`);
  }
}
const total = key => results.reduce((sum, result) => sum + result[key], 0);
const failed = total('failed') + (interrupted ? 1 : 0);
const skipped = total('skipped') ? `, ${total('skipped')} skipped` : '';
console.log(`\n${total('passed')} passed, ${failed} failed${skipped}`);
process.exit(failed ? 1 : 0);
