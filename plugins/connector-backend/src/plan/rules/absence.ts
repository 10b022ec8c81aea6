import { flagged } from '../flagged';
import { changes } from '../diff';
import { beforeOf, unseenRule } from './rule';

/** OC-52: what could not be listed may well be there. */
export const notObserved = unseenRule('not observed', ({ cause }) =>
  cause.kind === 'not-observed'
    ? {
        action: 'skip',
        reason: 'absence.not-observed',
        facts: { scope: cause.scope },
      }
    : undefined,
);

/** OC-52: narrower patterns say nothing of the source. */
export const outOfScope = unseenRule('out of scope', ({ cause }) =>
  cause.kind === 'out-of-scope'
    ? { action: 'ignore', reason: 'absence.out-of-scope' }
    : undefined,
);

/** The catalog is still to hear of an earlier removal. */
export const removedBefore = unseenRule('removed before', ({ entry }) =>
  entry.state === 'removed'
    ? { action: 'ignore', reason: 'absence.removed' }
    : undefined,
);

/** OC-52, policy keep. */
export const kept = unseenRule('kept', (_, { absence }) =>
  absence === 'keep' ? { action: 'ignore', reason: 'absence.kept' } : undefined,
);

/** OC-52: an object has to be missing in so many imports before it counts. */
export const awaited = unseenRule('awaited', ({ entry }, policy) => {
  const missed = entry.missedRuns + 1;
  const grace = policy.absenceGraceRuns;
  return entry.state === 'present' && missed < grace
    ? {
        action: 'ignore',
        reason: 'absence.awaited',
        facts: { missed: `${missed}`, grace: `${grace}` },
      }
    : undefined;
});

/** OC-52, policy remove: also what an earlier policy only marked. */
export const removed = unseenRule('removed', ({ entry }, { absence }, basis) =>
  absence === 'remove'
    ? {
        action: 'remove',
        reason: 'absence.removed',
        before: beforeOf(entry, basis),
      }
    : undefined,
);

/** OC-52, policy flag, from the second run on. */
export const flaggedBefore = unseenRule('flagged before', ({ entry }) =>
  entry.state === 'absent'
    ? { action: 'ignore', reason: 'absence.already-flagged' }
    : undefined,
);

/** OC-52, policy flag, the default. Answers always. */
export const markedAbsent = unseenRule(
  'marked absent',
  ({ entry }, _, basis) => {
    const before = beforeOf(entry, basis);
    const after = flagged(before, entry.uid);
    return {
      action: 'flag',
      reason: 'absence.flagged',
      before,
      after,
      changes: changes(before, after),
    };
  },
);
