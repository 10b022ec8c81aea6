import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { RunEvent, RunHead } from '../database/runRows';
import { metrics, type MetricName } from './metrics';

/** From a blink to a day. */
const SECONDS = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400];

/** Counts and measures runs. */
export class RunMetrics {
  static create(options: {
    metrics: MetricsService;
    /** How many runs there are in the queue, by state. */
    queueDepth(): Promise<Record<'queued' | 'running', number>>;
    now: () => Date;
  }) {
    return new RunMetrics(options);
  }

  readonly #now: () => Date;
  readonly #started;
  readonly #ended;
  readonly #duration;
  readonly #queueTime;
  readonly #objects;
  readonly #deliveryLag;
  readonly #scheduleLag;

  private constructor(options: Parameters<typeof RunMetrics.create>[0]) {
    const service = options.metrics;
    const declared = (name: MetricName) => {
      const { description, unit } = metrics[name];
      return [name, { description, unit }] as const;
    };
    const histogram = (name: MetricName) => {
      const [, said] = declared(name);
      const advice = { explicitBucketBoundaries: SECONDS };
      return service.createHistogram(name, { ...said, advice });
    };
    this.#now = options.now;
    this.#started = service.createCounter(
      ...declared('connector.runs.started'),
    );
    this.#ended = service.createCounter(...declared('connector.runs.ended'));
    this.#objects = service.createCounter(...declared('connector.objects'));
    this.#duration = histogram('connector.run.duration');
    this.#queueTime = histogram('connector.run.queue_time');
    this.#deliveryLag = histogram('connector.delivery.lag');
    this.#scheduleLag = histogram('connector.schedule.lag');
    service
      .createObservableGauge(...declared('connector.queue.depth'))
      .addCallback(async result => {
        const depth = await options.queueDepth();
        for (const [state, runs] of Object.entries(depth)) {
          result.observe(runs, { state });
        }
      });
  }

  hear({ type, run, report }: RunEvent): void {
    const { technology, state } = run;
    switch (type) {
      case 'queued':
      case 'moved':
        return;
      case 'started':
        this.#started.add(1, about(run));
        this.#queueTime.record(
          seconds(run.queuedAt, run.startedAt),
          about(run),
        );
        return;
      case 'ended':
        this.#ended.add(1, { ...about(run), state });
        if (run.startedAt) {
          this.#duration.record(seconds(run.startedAt, run.endedAt), {
            ...about(run),
            state,
          });
        }
        if (run.kind === 'import') {
          for (const [action, count] of Object.entries(
            report?.byAction ?? {},
          )) {
            this.#objects.add(count, { action, technology });
          }
        }
        return;
      case 'visible':
        this.#deliveryLag.record(
          seconds(run.endedAt, this.#now().toISOString()),
          { technology },
        );
        return;
      default:
        throw new TypeError(`No run is ${type satisfies never}`);
    }
  }

  /** A schedule has put a run into the queue that was due at an instant. */
  scheduled(technology: string, dueAt: string): void {
    this.#scheduleLag.record(seconds(dueAt, this.#now().toISOString()), {
      technology,
    });
  }
}

function about({ kind, technology, trigger }: RunHead) {
  return { kind, technology, trigger };
}

/** A clock that goes back makes no negative time. */
function seconds(from: string | undefined, to: string | undefined): number {
  return from && to
    ? Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000)
    : 0;
}
