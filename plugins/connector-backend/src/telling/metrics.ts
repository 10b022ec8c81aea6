/** What a metric counts or measures; `docs/reference/metrics.md` is held to it. */
export interface MetricDeclaration {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  readonly unit: string;
  readonly description: string;
  /** Of bounded sets only: never a name, an id or a text. */
  readonly labels: readonly string[];
}

const RUN = ['kind', 'technology', 'trigger'] as const;

/** Every metric of the plugin. */
export const metrics = {
  'connector.runs.started': {
    kind: 'counter',
    unit: '{run}',
    description: 'Runs that a worker has begun; further attempts do not count.',
    labels: RUN,
  },
  'connector.runs.ended': {
    kind: 'counter',
    unit: '{run}',
    description: 'Runs that have ended, by the state they ended in.',
    labels: [...RUN, 'state'],
  },
  'connector.run.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'From the first begin of a run to its end.',
    labels: [...RUN, 'state'],
  },
  'connector.run.queue_time': {
    kind: 'histogram',
    unit: 's',
    description: 'How long a run has waited for a worker.',
    labels: RUN,
  },
  'connector.objects': {
    kind: 'counter',
    unit: '{object}',
    description: 'Objects that imports have decided about, by action.',
    labels: ['action', 'technology'],
  },
  'connector.queue.depth': {
    kind: 'gauge',
    unit: '{run}',
    description:
      'Runs that are queued or running. Each process reports the same number: take the maximum, not the sum.',
    labels: ['state'],
  },
  'connector.delivery.lag': {
    kind: 'histogram',
    unit: 's',
    description:
      'From the end of a run until the catalog shows all that it has sent.',
    labels: ['technology'],
  },
  'connector.schedule.lag': {
    kind: 'histogram',
    unit: 's',
    description:
      'From the time a start was due until its run was put into the queue; jitter is part of it.',
    labels: ['technology'],
  },
} as const satisfies Record<string, MetricDeclaration>;

export type MetricName = keyof typeof metrics;
