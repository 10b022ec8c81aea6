import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import { startBenchPortal } from './benchPortal';
import { formatTable, formatVerdict, median, type Verdict } from './report';
import { withClient } from './seedDatabase';

const FEW_RUNS = 1_000;
const MANY_RUNS = 100_000;
const LINES = 1_000_000;
const CONNECTIONS = 200;
const CALLS = 30;
/** A page of a long history may cost so many times one of a short. */
const MOST = 2;

const LONG_RUN = 'run-1';

type Query = NonNullable<Parameters<ConnectorApi['listRuns']>[0]>['query'];

/** One run a minute; of 100 runs of a connection 90 succeeded. */
const INSERT_RUNS = `
  INSERT INTO runs (id, connection_id, connection_name, technology, kind, state,
    "trigger", requested_by, settings, stages, attempt, queued_at, started_at, ended_at)
  SELECT 'run-' || n, 'connection-' || n % $3, 'A connection', 'postgresql', 'import',
    CASE WHEN nth % 100 < 90 THEN 'succeeded' WHEN nth % 100 < 97 THEN 'failed' ELSE 'partial' END,
    CASE WHEN n % 20 = 0 THEN 'manual' ELSE 'schedule' END, 'user:default/bench', '{}', '[]', 1,
    at, at, at
  FROM generate_series($1::int, $2::int) n,
    LATERAL (SELECT n + n / $3::int AS nth, to_char(timestamp '2026-01-01' + n * interval '1 minute',
      'YYYY-MM-DD"T"HH24:MI:SS.000"Z"') AS at) it`;

const INSERT_LINES = `
  INSERT INTO run_log (run_id, seq, at, level, message, context)
  SELECT $1, n, '2026-01-01T00:00:00.000Z', 'debug', 'Read a table', '{"table":"t"}'
  FROM generate_series(1, $2::int) n`;

/**
 * What pages of the monitor cost, over HTTP, with a history of 1,000 runs and
 * with one of 100,000, and pages of a log of 1,000,000 lines at its start and end.
 *
 * @returns whether none grows slower.
 */
export async function benchHistory(
  serverUrl: string,
  print: (text: string) => void,
): Promise<boolean> {
  const portal = await startBenchPortal(serverUrl);
  try {
    const { api, databaseUrl } = portal;
    const fill = (from: number, to: number) =>
      withClient(databaseUrl('connector'), async client => {
        await client.query(INSERT_RUNS, [from, to, CONNECTIONS]);
        await client.query('ANALYZE');
      });
    await fill(1, FEW_RUNS);
    const few = await measurePages(api);
    print(`Inserting ${MANY_RUNS} runs and a log of ${LINES} lines …`);
    await fill(FEW_RUNS + 1, MANY_RUNS);
    const many = await measurePages(api);
    await withClient(databaseUrl('connector'), async client => {
      await client.query(INSERT_LINES, [LONG_RUN, LINES]);
      await client.query('ANALYZE');
    });
    const [start, end] = await measureLog(api);

    const ratios = [
      ...Object.entries(few).map(([page, ms]) => ({
        page,
        before: ms,
        after: many[page],
      })),
      { page: 'log: first and last page', before: start, after: end },
    ];
    print(
      formatTable([
        ['page', 'short', 'long', 'ratio'],
        ...ratios.map(({ page, before, after }) => [
          page,
          `${before.toFixed(1)} ms`,
          `${after.toFixed(1)} ms`,
          (after / before).toFixed(2),
        ]),
      ]),
    );
    const verdicts: Verdict[] = ratios.map(({ page, before, after }) => ({
      target: `${page} at most ${MOST}×`,
      found: (after / before).toFixed(2),
      met: after / before <= MOST,
    }));
    verdicts.forEach(verdict => print(formatVerdict(verdict)));
    return verdicts.every(({ met }) => met);
  } finally {
    await portal.stop();
  }
}

async function measurePages(
  api: ConnectorApi,
): Promise<Record<string, number>> {
  const { nextCursor: cursor } = await api.listRuns({
    query: { limit: 200 },
  });
  const pages = {
    'runs: newest': { limit: 25 },
    'runs: further back': { limit: 25, cursor },
    'runs: of a connection': { limit: 25, connection: 'connection-7' },
    'runs: failed or partial': { limit: 25, state: ['failed', 'partial'] },
    'runs: manual': { limit: 25, trigger: ['manual'] },
    'runs: in a state none has': { limit: 25, state: ['needs-review'] },
  } as const;
  const measured: Record<string, number> = {};
  for (const [name, query] of Object.entries(pages)) {
    measured[name] = await medianOf(() =>
      api.listRuns({
        query: query as Query,
      }),
    );
  }
  return measured;
}

async function measureLog(api: ConnectorApi): Promise<number[]> {
  const page = (after: number) =>
    medianOf(() =>
      api.readRunLog({
        params: { id: LONG_RUN },
        query: { after, limit: 500 },
      }),
    );
  return [await page(0), await page(LINES - 500)];
}

async function medianOf(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  await call();
  for (let index = 0; index < CALLS; index += 1) {
    const began = performance.now();
    await call();
    times.push(performance.now() - began);
  }
  return median(times);
}
