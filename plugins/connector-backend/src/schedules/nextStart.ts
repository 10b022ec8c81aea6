import type { NextStart, StoredSchedule } from '../database/scheduleRows';
import { jitterMs } from './jitter';
import { nextOccurrence } from './nextOccurrence';

/** The start a schedule waits for from now on; none while it is switched off. */
export function nextStart(
  {
    connectionId,
    definition,
  }: Pick<StoredSchedule, 'connectionId' | 'definition'>,
  now: Date,
): NextStart | undefined {
  if (!definition.enabled) {
    return undefined;
  }
  const at = nextOccurrence(definition, now);
  const delay = jitterMs(definition.jitterSeconds, connectionId, at);
  return {
    nextRunAt: at.toISOString(),
    dueAt: new Date(at.getTime() + delay).toISOString(),
  };
}
