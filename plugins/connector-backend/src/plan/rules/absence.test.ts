import {
  ABSENT_TAG,
  annotations,
} from '@backstage-connector/plugin-connector-common';
import { basisOf, held, policy } from '../__fixtures__/subjects';
import { decide } from '../decide';
import { contentHash, revisionHash } from '../fingerprint';
import type { UnseenObject } from '../types';
import { invalidity } from '../validity';

const absent = { kind: 'absent' } as const;
const notObserved = { kind: 'not-observed', scope: 'db.hr' } as const;
const outOfScope = { kind: 'out-of-scope' } as const;

const decideUnseen = (
  absence: 'keep' | 'flag' | 'remove',
  cause: UnseenObject['cause'],
  there = held(),
  absenceGraceRuns = 1,
) =>
  decide(
    { kind: 'unseen', entry: there.entry, cause },
    { ...policy, absence, absenceGraceRuns },
    basisOf({ ledger: [there] }),
  );

describe('absence rules (OC-52)', () => {
  it.each([
    ['keep', absent, 'present', 'ignore', 'absence.kept'],
    ['keep', absent, 'absent', 'ignore', 'absence.kept'],
    ['flag', absent, 'present', 'flag', 'absence.flagged'],
    ['flag', absent, 'absent', 'ignore', 'absence.already-flagged'],
    ['remove', absent, 'present', 'remove', 'absence.removed'],
    ['remove', absent, 'absent', 'remove', 'absence.removed'],
    ['remove', absent, 'removed', 'ignore', 'absence.removed'],
    ['keep', notObserved, 'present', 'skip', 'absence.not-observed'],
    ['flag', notObserved, 'present', 'skip', 'absence.not-observed'],
    ['remove', notObserved, 'present', 'skip', 'absence.not-observed'],
    ['keep', outOfScope, 'present', 'ignore', 'absence.out-of-scope'],
    ['flag', outOfScope, 'present', 'ignore', 'absence.out-of-scope'],
    ['remove', outOfScope, 'present', 'ignore', 'absence.out-of-scope'],
  ] as const)(
    'policy %s, cause %j, %s: %s',
    (absence, cause, state, action, reason) => {
      expect(decideUnseen(absence, cause, held({}, state))).toMatchObject({
        action,
        reason,
      });
    },
  );

  it.each([
    ['flag', 3, 0, 'ignore', 'absence.awaited'],
    ['flag', 3, 1, 'ignore', 'absence.awaited'],
    ['flag', 3, 2, 'flag', 'absence.flagged'],
    // The grace was longer before.
    ['flag', 3, 7, 'flag', 'absence.flagged'],
    ['remove', 2, 0, 'ignore', 'absence.awaited'],
    ['remove', 2, 1, 'remove', 'absence.removed'],
    ['remove', 1, 0, 'remove', 'absence.removed'],
    ['keep', 3, 0, 'ignore', 'absence.kept'],
  ] as const)(
    'policy %s, grace of %d, missing %d times before: %s',
    (absence, absenceGraceRuns, missedRuns, action, reason) => {
      const { entry, entity } = held();
      const there = { entity, entry: { ...entry, missedRuns } };
      expect(
        decideUnseen(absence, absent, there, absenceGraceRuns),
      ).toMatchObject({ action, reason });
    },
  );

  it('says how often an object was missing, and waits for no marked one', () => {
    expect(decideUnseen('flag', absent, held(), 3)).toMatchObject({
      facts: { missed: '1', grace: '3' },
    });
    expect(decideUnseen('remove', absent, held({}, 'absent'), 3)).toMatchObject(
      { action: 'remove' },
    );
    expect(decideUnseen('flag', absent, held({}, 'absent'), 3)).toMatchObject({
      reason: 'absence.already-flagged',
    });
  });

  it('names the scope that could not be listed', () => {
    expect(decideUnseen('flag', notObserved)).toMatchObject({
      facts: { scope: 'db.hr' },
    });
  });

  it('marks an absent entity by annotation and tag, and keeps the rest', () => {
    const there = held({ description: 'Sold.' });
    const decision = decideUnseen('flag', absent, there);
    const after = 'after' in decision ? decision.after : there.entity;
    expect(after.metadata.annotations?.[annotations.state]).toBe('absent');
    expect(after.metadata.tags).toEqual([ABSENT_TAG]);
    expect(after.metadata.description).toBe('Sold.');
    expect(after.spec).toEqual(there.entity.spec);
    expect(invalidity(after)).toBeUndefined();
    expect(revisionHash(after)).toBe(contentHash(after));
    expect(revisionHash(after)).not.toBe(there.entry.hash);
    expect(decision).toMatchObject({
      before: there.entity,
      changes: [
        { path: 'metadata.tags', after: ABSENT_TAG },
        {
          path: `metadata.annotations."${annotations.state}"`,
          after: 'absent',
        },
      ],
    });
  });

  it('hands over the entity to remove', () => {
    const there = held();
    expect(decideUnseen('remove', absent, there)).toMatchObject({
      before: there.entity,
    });
  });
});
