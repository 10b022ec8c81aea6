import {
  weekdays,
  type ScheduleDefinition,
} from '@backstage-connector/plugin-connector-common';
import { Info } from 'luxon';
import type { Translate } from '../hooks/useT';

/** A schedule in words, for example "every Monday at 02:30 (Europe/Paris)". */
export function scheduleSentence(
  definition: Pick<ScheduleDefinition, 'recurrence' | 'zone' | 'enabled'>,
  t: Translate,
): string {
  const sentence = recurrenceSentence(definition, t);
  return definition.enabled
    ? sentence
    : t('schedule.sentence.off', { sentence });
}

function recurrenceSentence(
  { recurrence, zone }: Pick<ScheduleDefinition, 'recurrence' | 'zone'>,
  t: Translate,
): string {
  switch (recurrence.kind) {
    case 'everyHours':
      return t('schedule.sentence.everyHours', {
        count: recurrence.hours,
        startAt: recurrence.startAt.replace('T', ' '),
        zone,
      });
    case 'daily':
      return t('schedule.sentence.daily', { time: recurrence.time, zone });
    case 'weekly': {
      const names = Info.weekdays('long');
      const days = recurrence.weekdays.map(day => names[weekdays.indexOf(day)]);
      return t('schedule.sentence.weekly', {
        days: new Intl.ListFormat(undefined, { type: 'conjunction' }).format(
          days,
        ),
        time: recurrence.time,
        zone,
      });
    }
    case 'monthly':
      return recurrence.day === 'last'
        ? t('schedule.sentence.monthlyLast', { time: recurrence.time, zone })
        : t('schedule.sentence.monthly', {
            day: String(recurrence.day),
            time: recurrence.time,
            zone,
          });
    case 'cron':
      return t('schedule.sentence.cron', {
        expression: recurrence.expression,
        zone,
      });
    default:
      return recurrence satisfies never;
  }
}
