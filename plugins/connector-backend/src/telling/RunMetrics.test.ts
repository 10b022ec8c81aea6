import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { MetricsServiceObservableCallback } from '@backstage/backend-plugin-api/alpha';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent, RunHead } from '../database/runRows';
import { metrics } from './metrics';
import { RunMetrics } from './RunMetrics';

const NOW = '2026-03-10T00:10:00.000Z';

const run: RunHead = {
  id: 'r-1',
  connectionId: 'c-1',
  technology: 'sample',
  kind: 'import',
  state: 'succeeded',
  trigger: 'schedule',
  attempt: 1,
  queuedAt: '2026-03-10T00:00:00.000Z',
  startedAt: '2026-03-10T00:00:05.000Z',
  endedAt: '2026-03-10T00:01:05.000Z',
};
const labels = { kind: 'import', technology: 'sample', trigger: 'schedule' };

/** A metrics service that keeps what it is told. */
function setUp() {
  const measured: [name: string, value: number, labels: object][] = [];
  const created: Record<string, string> = {};
  const observers: MetricsServiceObservableCallback[] = [];
  const measure =
    (name: string) =>
    (value: number, attributes: object = {}) => {
      measured.push([name, value, attributes]);
    };
  const service = metricsServiceMock.mock({
    createCounter: name => {
      created[name] = 'counter';
      return { add: measure(name) };
    },
    createHistogram: name => {
      created[name] = 'histogram';
      return { record: measure(name) };
    },
    createObservableGauge: name => {
      created[name] = 'gauge';
      return {
        addCallback: it => observers.push(it),
        removeCallback: () => {},
      };
    },
  });
  const runMetrics = RunMetrics.create({
    metrics: service,
    queueDepth: async () => ({ queued: 3, running: 1 }),
    now: () => new Date(NOW),
  });
  const hear = (type: RunEvent['type'], over: Partial<RunEvent> = {}) =>
    runMetrics.hear({ type, run, ...over });
  const collect = async () => {
    for (const observer of observers) {
      await observer({ observe: measure('connector.queue.depth') });
    }
  };
  return { collect, created, hear, measured, runMetrics };
}

describe('RunMetrics', () => {
  it('counts a run that begins, and how long it has waited', () => {
    const { hear, measured } = setUp();
    hear('queued');
    hear('started');
    hear('moved');
    expect(measured).toEqual([
      ['connector.runs.started', 1, labels],
      ['connector.run.queue_time', 5, labels],
    ]);
  });

  it('counts a run that ends, how long it took, and what it decided', () => {
    const { hear, measured } = setUp();
    const byAction = {
      create: 2,
      replace: 1,
      ignore: 100,
      reject: 0,
      skip: 0,
      remove: 0,
      flag: 0,
    };
    const rest = { assets: {}, byReason: {}, findings: [], durationsMs: {} };
    hear('ended', { report: { byAction, ...rest } });
    expect(measured.slice(0, 2)).toEqual([
      ['connector.runs.ended', 1, { ...labels, state: 'succeeded' }],
      ['connector.run.duration', 60, { ...labels, state: 'succeeded' }],
    ]);
    const objects = measured.filter(([name]) => name === 'connector.objects');
    expect(objects).toHaveLength(7);
    expect(objects).toContainEqual([
      'connector.objects',
      100,
      { action: 'ignore', technology: 'sample' },
    ]);

    measured.length = 0;
    hear('ended', {
      run: { ...run, kind: 'preview' },
      report: { byAction, ...rest },
    });
    expect(measured.map(([name]) => name)).not.toContain('connector.objects');
  });

  it('gives no duration to what never began', () => {
    const { hear, measured } = setUp();
    const failed = { ...run, state: 'failed' as const, startedAt: undefined };
    hear('ended', { run: failed });
    expect(measured).toEqual([
      ['connector.runs.ended', 1, { ...labels, state: 'failed' }],
    ]);
  });

  it('measures how late things are, and never less than nothing', () => {
    const { hear, measured, runMetrics } = setUp();
    hear('visible');
    runMetrics.scheduled('sample', '2026-03-10T00:09:48.000Z');
    runMetrics.scheduled('sample', '2026-03-10T00:11:00.000Z');
    const technology = 'sample';
    expect(measured).toEqual([
      ['connector.delivery.lag', 535, { technology }],
      ['connector.schedule.lag', 12, { technology }],
      ['connector.schedule.lag', 0, { technology }],
    ]);
  });

  it('looks at the queue when it is asked', async () => {
    const { collect, measured } = setUp();
    expect(measured).toEqual([]);
    await collect();
    expect(measured).toEqual([
      ['connector.queue.depth', 3, { state: 'queued' }],
      ['connector.queue.depth', 1, { state: 'running' }],
    ]);
  });

  it('has the metrics that are declared, of these kinds and with these labels', async () => {
    const { collect, created, hear, measured, runMetrics } = setUp();
    expect(created).toEqual(
      Object.fromEntries(
        Object.entries(metrics).map(([name, { kind }]) => [name, kind]),
      ),
    );
    const byAction = Object.fromEntries([['create', 1]]) as never;
    hear('started');
    hear('ended', {
      report: {
        byAction,
        assets: {},
        byReason: {},
        findings: [],
        durationsMs: {},
      },
    });
    hear('visible');
    runMetrics.scheduled('sample', NOW);
    await collect();
    const used = Object.fromEntries(
      measured.map(([name, , given]) => [name, Object.keys(given).sort()]),
    );
    expect(used).toEqual(
      Object.fromEntries(
        Object.entries(metrics).map(([name, it]) => [
          name,
          [...it.labels].sort(),
        ]),
      ),
    );
  });
});

describe('docs/reference/metrics.md', () => {
  const reference = readFileSync(
    join(__dirname, '../../../../docs/reference/metrics.md'),
    'utf8',
  );
  const rows = reference
    .split('\n')
    .filter(line => line.startsWith('| `connector.'))
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );

  it('lists every metric as it is, and no other', () => {
    expect(rows).toEqual(
      Object.entries(metrics).map(
        ([name, { kind, unit, labels: of, description }]) => [
          `\`${name}\``,
          kind,
          unit,
          of.map(label => `\`${label}\``).join(' '),
          description,
        ],
      ),
    );
  });
});
