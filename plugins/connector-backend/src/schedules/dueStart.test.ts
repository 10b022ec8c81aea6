import { scheduleDefinitionSchema } from '@backstage-connector/plugin-connector-common';
import { dueStart } from './dueStart';

const definition = (over: object = {}) =>
  scheduleDefinitionSchema.parse({
    recurrence: { kind: 'daily', time: '02:00' },
    zone: 'UTC',
    ...over,
  });

const at = (text: string) => new Date(`2026-${text}:00Z`);

describe('dueStart', () => {
  const due = at('03-10T02:00');

  it.each([
    ['at once', '03-10T02:00'],
    ['a little late', '03-10T02:01'],
    ['at the end of the grace period', '03-10T08:00'],
  ])('starts %s', (_, now) => {
    expect(dueStart(definition(), due, at(now))).toEqual({ start: due });
  });

  it('leaves out what is older than the grace period', () => {
    expect(dueStart(definition(), due, at('03-10T08:02'))).toEqual({
      missed: due,
    });
  });

  it('starts the latest of several, and none of the others', () => {
    expect(dueStart(definition(), due, at('03-14T05:00'))).toEqual({
      start: at('03-14T02:00'),
      missed: due,
    });
  });

  it('starts none of several when the latest is too old', () => {
    expect(dueStart(definition(), due, at('03-14T12:00'))).toEqual({
      missed: due,
    });
  });

  it('waits as long as the schedule says', () => {
    const patient = definition({ gracePeriodHours: 23.5 });
    expect(dueStart(patient, due, at('03-11T01:29'))).toEqual({ start: due });
    const strict = definition({ gracePeriodHours: 0 });
    expect(dueStart(strict, due, at('03-10T02:02'))).toEqual({ missed: due });
    expect(dueStart(strict, due, at('03-10T02:01'))).toEqual({ start: due });
  });

  it('does not take its own jitter for being late', () => {
    const strict = definition({ gracePeriodHours: 0, jitterSeconds: 1800 });
    expect(dueStart(strict, due, at('03-10T02:30'))).toEqual({ start: due });
  });

  it('finds the latest start of every minute after a year', () => {
    const often = definition({
      recurrence: { kind: 'cron', expression: '* * * * *' },
    });
    expect(dueStart(often, at('01-01T00:00'), at('12-31T12:00'))).toEqual({
      start: at('12-31T12:00'),
      missed: at('01-01T00:00'),
    });
  });

  it('starts what was due by rules of a zone that have changed since', () => {
    const was = at('03-10T01:00');
    expect(dueStart(definition(), was, at('03-10T01:00'))).toEqual({
      start: was,
    });
  });
});
