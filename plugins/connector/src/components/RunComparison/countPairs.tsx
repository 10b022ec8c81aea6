import {
  actions,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { DateTime } from 'luxon';
import type { Translate } from '../../hooks/useT';
import { durationText, elapsed, localTime } from '../../times';
import { RunStateChip } from '../StateChip';
import type { Pair } from './SideBySide';

/** State, time and counts of two runs, with the change of each count. */
export function countPairs(one: Run, other: Run, t: Translate): Pair[] {
  const facts: Pair[] = [
    {
      id: 'state',
      name: t('comparison.state'),
      one: <RunStateChip state={one.state} />,
      other: <RunStateChip state={other.state} />,
    },
    {
      id: 'started',
      name: t('comparison.started'),
      one: localTime(one.startedAt ?? one.queuedAt),
      other: localTime(other.startedAt ?? other.queuedAt),
    },
    {
      id: 'duration',
      name: t('comparison.duration'),
      one: duration(one),
      other: duration(other),
    },
  ];
  const counts = actions
    .map(action => ({
      action,
      one: one.byAction?.[action] ?? 0,
      other: other.byAction?.[action] ?? 0,
    }))
    .filter(count => count.one > 0 || count.other > 0)
    .map(count => ({
      id: count.action,
      name: t(`run.action.${count.action}`),
      one: `${count.one.toLocaleString()}${change(count.one - count.other)}`,
      other: count.other.toLocaleString(),
    }));
  return [...facts, ...counts];
}

function duration(run: Run): string {
  const spent = run.endedAt && elapsed(run, DateTime.fromISO(run.endedAt));
  return spent === undefined || spent === '' ? '–' : durationText(spent);
}

/** For example " (+3)"; nothing where two runs agree. */
function change(difference: number): string {
  if (difference === 0) return '';
  const sign = difference > 0 ? '+' : '−';
  return ` (${sign}${Math.abs(difference).toLocaleString()})`;
}
