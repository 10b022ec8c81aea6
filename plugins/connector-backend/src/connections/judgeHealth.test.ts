import { scheduleDefinitionSchema } from '@backstage-connector/plugin-connector-common';
import { judgeHealth, type HealthFacts } from './judgeHealth';

/** Daily at 02:00 UTC, saved on the first. */
const daily = (over = {}) => ({
  definition: scheduleDefinitionSchema.parse({
    recurrence: { kind: 'daily', time: '02:00' },
    zone: 'UTC',
    ...over,
  }),
  updatedAt: '2026-03-01T00:00:00.000Z',
});

const day = (time: string) => `2026-03-${time}:00.000Z`;

type History = HealthFacts['history'];

/** The history of a connection whose last import ended well at `at`. */
const succeeded = (at: string): History => ({
  lastEnded: { runId: 'r', state: 'succeeded' },
  lastSuccessAt: day(at),
  consecutiveFailures: 0,
});
const failed = (times: number, lastSuccess?: string): History => ({
  lastEnded: { runId: 'r', state: 'failed' },
  ...(lastSuccess && { lastSuccessAt: day(lastSuccess) }),
  consecutiveFailures: times,
});
const held: History = {
  lastEnded: { runId: 'r', state: 'needs-review' },
  lastSuccessAt: day('10T02:03'),
  consecutiveFailures: 0,
};
const running = { state: 'running' } as const;
const queued = { state: 'queued' } as const;

const cases: [
  string,
  Partial<HealthFacts>,
  string,
  { state: string; expectedAt?: string; lateSince?: string },
][] = [
  ['nothing has run, nothing is asked for', {}, '10T05:00', { state: 'never' }],
  [
    'never ran, its first start is to come',
    { schedule: { ...daily(), updatedAt: day('10T01:00') } },
    '10T01:30',
    { state: 'never', expectedAt: day('10T02:00') },
  ],
  [
    'never ran, its first start is overdue',
    { schedule: { ...daily(), updatedAt: day('10T01:00') } },
    '10T05:00',
    {
      state: 'late',
      expectedAt: day('10T02:00'),
      lateSince: day('10T02:00'),
    },
  ],
  [
    'imported by hand long ago, no schedule',
    { history: succeeded('01T02:00') },
    '28T00:00',
    { state: 'ok' },
  ],
  [
    'imported today',
    { history: succeeded('10T02:03'), schedule: daily() },
    '11T01:59',
    { state: 'ok', expectedAt: day('11T02:00') },
  ],
  [
    'due this minute',
    { history: succeeded('10T02:03'), schedule: daily() },
    '11T02:10',
    { state: 'ok', expectedAt: day('11T02:00') },
  ],
  [
    'due eleven minutes ago',
    { history: succeeded('10T02:03'), schedule: daily() },
    '11T02:11',
    {
      state: 'late',
      expectedAt: day('11T02:00'),
      lateSince: day('11T02:00'),
    },
  ],
  [
    'due eleven minutes ago, but jitter may take an hour',
    {
      history: succeeded('10T02:03'),
      schedule: daily({ jitterSeconds: 3600 }),
    },
    '11T03:09',
    { state: 'ok', expectedAt: day('11T02:00') },
  ],
  [
    'overdue for days: the first missed start counts',
    { history: succeeded('10T02:03'), schedule: daily() },
    '14T05:00',
    {
      state: 'late',
      expectedAt: day('11T02:00'),
      lateSince: day('11T02:00'),
    },
  ],
  [
    'runs for hours',
    { history: succeeded('10T02:03'), schedule: daily(), active: running },
    '11T05:00',
    { state: 'ok', expectedAt: day('11T02:00') },
  ],
  [
    'waits in the queue for hours',
    { history: succeeded('10T02:03'), schedule: daily(), active: queued },
    '11T05:00',
    {
      state: 'late',
      expectedAt: day('11T02:00'),
      lateSince: day('11T02:00'),
    },
  ],
  [
    'failed, though not overdue',
    { history: failed(1, '10T02:03'), schedule: daily() },
    '10T05:00',
    { state: 'failing', expectedAt: day('11T02:00') },
  ],
  [
    'fails since days',
    { history: failed(3, '10T02:03'), schedule: daily() },
    '13T05:00',
    {
      state: 'failing',
      expectedAt: day('11T02:00'),
      lateSince: day('11T02:00'),
    },
  ],
  [
    'never anything but failures',
    { history: failed(2) },
    '13T05:00',
    { state: 'failing' },
  ],
  [
    'holds removals',
    { history: held, schedule: daily() },
    '10T05:00',
    { state: 'review', expectedAt: day('11T02:00') },
  ],
  [
    'a schedule that is switched off',
    { history: succeeded('10T02:03'), schedule: daily({ enabled: false }) },
    '14T05:00',
    { state: 'ok' },
  ],
  [
    'a schedule saved after the last success',
    {
      history: succeeded('10T02:03'),
      schedule: { ...daily(), updatedAt: day('20T00:00') },
    },
    '20T01:00',
    { state: 'ok', expectedAt: day('20T02:00') },
  ],
  [
    'disabled',
    { enabled: false, history: failed(3, '01T02:00'), schedule: daily() },
    '14T05:00',
    { state: 'disabled' },
  ],
  [
    'enabled again: starts passed over are not expected',
    {
      history: {
        ...succeeded('10T02:03')!,
        lastDisabledAt: day('13T02:00'),
      },
      schedule: daily(),
    },
    '13T12:00',
    { state: 'ok', expectedAt: day('14T02:00') },
  ],
  [
    'a zone of daylight saving: 02:30 does not exist on 29 March',
    {
      history: succeeded('28T01:31'),
      schedule: daily({
        recurrence: { kind: 'daily', time: '02:30' },
        zone: 'Europe/Paris',
      }),
    },
    '29T01:05',
    { state: 'ok', expectedAt: day('29T01:00') },
  ],
  [
    'a zone that is not known any more',
    {
      history: succeeded('10T02:03'),
      schedule: {
        ...daily(),
        definition: { ...daily().definition, zone: 'Mars/Olympus' },
      },
    },
    '14T05:00',
    { state: 'ok' },
  ],
];

describe('judgeHealth', () => {
  it.each(cases)('%s', (_, facts, now, expected) => {
    const health = judgeHealth({ enabled: true, ...facts }, new Date(day(now)));
    expect(health).toEqual({
      ...expected,
      ...(facts.history?.lastSuccessAt && {
        lastSuccessAt: facts.history.lastSuccessAt,
      }),
      consecutiveFailures: facts.history?.consecutiveFailures ?? 0,
    });
  });
});
