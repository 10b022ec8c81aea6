import type { Run } from '@backstage-connector/plugin-connector-common';
import { startBenchPortal, type BenchPortal } from './benchPortal';
import { extractOnce } from './extractOnce';
import { seedDatabase, withClient } from './seedDatabase';

const ROUNDS = 5;
/** 1 % of the tables. */
const CHANGED = 100;

const duration = (run: Run) =>
  Date.parse(run.endedAt!) - Date.parse(run.startedAt!);

const delivered = (run: Run) => run.delivery?.sent ?? 0;

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

function describe(run: Run): string {
  const actions = Object.entries(run.report?.byAction ?? {})
    .filter(([, count]) => count > 0)
    .map(([action, count]) => `${count} ${action}`);
  return `${run.state} in ${seconds(duration(run))}: ${actions.join(
    ', ',
  )}; delivered ${delivered(run)}`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function difference(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Map<string, number> {
  return new Map(
    [...after]
      .map(([table, n]) => [table, n - (before.get(table) ?? 0)] as const)
      .filter(([, n]) => n > 0),
  );
}

/**
 * What an import costs beside the extraction it needs: the first one, one that
 * finds nothing changed, and one that finds 1 % changed. Extraction and import
 * take turns in one run of this bench.
 */
export async function benchImport(
  serverUrl: string,
  say: (text: string) => void,
): Promise<boolean> {
  const sourceUrl = await seedDatabase(serverUrl, say);
  const portal = await startBenchPortal(serverUrl);
  try {
    const connectionId = await connect(portal, sourceUrl);
    say('First import …');
    const first = await portal.run(connectionId, { visible: true });
    say(`first import: ${describe(first)}`);

    const before = await portal.writes();
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const extraction = await extractOnce(sourceUrl);
      const run = await portal.run(connectionId);
      rounds.push({ extraction, run, ratio: duration(run) / extraction });
      say(
        `extraction ${seconds(
          extraction,
        )}, import with nothing changed ${seconds(duration(run))}, ratio ${(
          duration(run) / extraction
        ).toFixed(2)}`,
      );
    }
    const written = difference(before, await portal.writes());
    const ratio = median(rounds.map(it => it.ratio));
    const idle = rounds.every(({ run }) => delivered(run) === 0);

    say(`Changing the comment of ${CHANGED} tables …`);
    await changeComments(sourceUrl);
    const changed = await portal.run(connectionId);
    say(`import with 1 % changed: ${describe(changed)}`);

    const runWrites = written.get('connector.runs') ?? 0;
    const otherWrites = [...written].filter(
      ([table]) => !['connector.runs', 'connector.run_log'].includes(table),
    );
    say(
      `rows written by ${ROUNDS} imports with nothing changed: runs ${runWrites}, log ${
        written.get('connector.run_log') ?? 0
      }, all other tables ${
        otherWrites.map(([table, n]) => `${table} ${n}`).join(', ') || 0
      }`,
    );
    const verdict = (target: string, met: boolean, value?: number) => {
      const measured =
        value === undefined ? '' : ` (median ${value.toFixed(2)})`;
      say(`${met ? 'met   ' : 'MISSED'} ${target}${measured}`);
      return met;
    };
    return [
      verdict('second import at most 1.5× the extraction', ratio <= 1.5, ratio),
      verdict('no row written but the run', otherWrites.length === 0 && idle),
      verdict(
        'with 1 % changed only those are delivered',
        delivered(changed) === CHANGED,
      ),
    ].every(Boolean);
  } finally {
    await portal.stop();
  }
}

async function connect(portal: BenchPortal, sourceUrl: string) {
  const url = new URL(sourceUrl);
  const { id } = await portal.api.createConnection({
    body: {
      name: 'Bench',
      technology: 'postgresql',
      parameters: {
        host: url.hostname,
        port: Number(url.port || 5432),
        database: url.pathname.slice(1),
        user: decodeURIComponent(url.username),
        sslMode: 'disable',
      },
      options: { source: { kind: 'new' }, owner: 'group:default/bench' },
    },
  });
  await portal.api.startCheck({ params: { id } });
  for (;;) {
    const { state, failure } = await portal.api.getCheck({ params: { id } });
    if (state === 'passed') {
      return id;
    }
    if (state !== 'running') {
      throw new Error(`The source cannot be read: ${failure?.title}`);
    }
  }
}

/** Other words each time, so that the bench can be repeated. */
async function changeComments(sourceUrl: string) {
  await withClient(sourceUrl, async client => {
    const { rows } = await client.query(
      `SELECT oid::regclass::text AS name FROM pg_class
        WHERE relkind = 'r' AND relname LIKE 'record\\_%'
        ORDER BY relname LIMIT $1`,
      [CHANGED],
    );
    for (const { name } of rows) {
      await client.query(
        `COMMENT ON TABLE ${name} IS 'Changed by the bench at ${new Date().toISOString()}.'`,
      );
    }
  });
}
