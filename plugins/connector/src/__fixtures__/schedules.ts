import type {
  PlannedStart,
  Schedule,
} from '@backstage-connector/plugin-connector-common';

/** Every Monday at half past two in Paris, third version. */
export const weekly: Schedule = {
  connectionId: 'warehouse',
  recurrence: { kind: 'weekly', weekdays: ['monday'], time: '02:30' },
  zone: 'Europe/Paris',
  enabled: true,
  overlap: 'queue',
  gracePeriodHours: 12,
  jitterSeconds: 60,
  origin: 'portal',
  version: 3,
  nextRun: '2027-01-04T01:30:00.000Z',
  updatedBy: 'user:default/ada',
  updatedAt: '2026-11-20T08:00:00.000Z',
};

/** The second of them is in the gap of spring. */
export const starts: PlannedStart[] = [
  {
    at: '2027-03-27T01:30:00.000Z',
    local: '2027-03-27T02:30:00.000+01:00',
    wallTime: '2027-03-27T02:30',
  },
  {
    at: '2027-03-28T01:00:00.000Z',
    local: '2027-03-28T03:00:00.000+02:00',
    wallTime: '2027-03-28T02:30',
    dst: 'moved',
  },
];
