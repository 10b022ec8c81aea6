import { isSameKind, visible } from '../here';
import { compareInstants } from '../instants';
import { noFacts, type ArchiveRule, type Facts, type Subject } from '../rule';
import type { TargetObject } from '../types';

/** AR-20: what a person may not see keeps its place, and its secrets. */
export const hidden: ArchiveRule = {
  id: 'AR-20',
  action: 'reject',
  reason: 'identity.hidden',
  when: 'has the UUID or the reference of an entity that you may not see',
  applies: ({ object, target, holder, basis }) => {
    const isHidden = (it: TargetObject | undefined) =>
      it !== undefined && !visible({ basis }, it);
    return isHidden(target) || isHidden(holder)
      ? { ref: object.ref }
      : undefined;
  },
};

/** AR-20: a component that replaced a group would go round its permissions. */
export const otherKind: ArchiveRule = {
  id: 'AR-20',
  action: 'reject',
  reason: 'identity.other-kind',
  when: 'has the UUID of an entity of another kind',
  applies: ({ object, target }) =>
    target !== undefined && !isSameKind(object.ref, target.ref)
      ? { ref: target.ref }
      : undefined,
};

/** AR-20: the same reference under another UUID is another object. */
export const refTaken: ArchiveRule = {
  id: 'AR-20',
  action: 'reject',
  reason: 'identity.ref-taken',
  when: 'has a reference that is here under another UUID',
  applies: ({ object: { ref, uid }, holder }) =>
    holder !== undefined && holder.uid !== uid
      ? { ref, uid: holder.uid, manager: managerName(holder.manager) }
      : undefined,
};

/** AR-22: equal content, whatever the times and whoever manages it. */
export const unchanged: ArchiveRule = {
  id: 'AR-22',
  action: 'ignore',
  reason: 'identity.unchanged',
  when: 'has the content that is here',
  applies: ({ object, target }) =>
    target?.hash === object.hash ? noFacts : undefined,
};

/** AR-22: equal time; AR-23 allows to replace it all the same. */
export const sameTime: ArchiveRule = {
  id: 'AR-22',
  action: 'ignore',
  reason: 'identity.same-time',
  when: 'was modified at the same time as the entity here, unless "Allow replace" is on',
  applies: subject =>
    !subject.policy.allowReplace && age(subject) === 0
      ? { at: subject.object.modifiedAt }
      : undefined,
};

/** AR-21: what somebody else manages would come back as it was, or be lost. */
export const managedElsewhere: ArchiveRule = {
  id: 'AR-21',
  action: 'reject',
  reason: 'identity.managed-elsewhere',
  when: 'is here, but managed by a connection or another location',
  applies: ({ target }) =>
    target !== undefined && target.manager.kind !== 'archive'
      ? { ref: target.ref, manager: managerName(target.manager) }
      : undefined,
};

/** AR-23: the archive is older. */
export const older: ArchiveRule = {
  id: 'AR-23',
  action: 'reject',
  reason: 'identity.older',
  when: 'is older than the entity here, unless "Allow replace" is on',
  applies: subject =>
    !subject.policy.allowReplace && (age(subject) ?? 0) < 0
      ? times(subject)
      : undefined,
};

/** AR-20: the UUID is not here. */
export const created: ArchiveRule = {
  id: 'AR-20',
  action: 'create',
  reason: 'identity.new',
  when: 'has a UUID that is not here',
  applies: ({ target }) => (target === undefined ? noFacts : undefined),
};

/** AR-24: the archive is newer. */
export const newer: ArchiveRule = {
  id: 'AR-24',
  action: 'replace',
  reason: 'identity.newer',
  when: 'is newer than the entity here',
  applies: subject => ((age(subject) ?? 0) > 0 ? times(subject) : undefined),
};

/** AR-23: older, or of the same time with other content. Answers always. */
export const replacedAnyway: ArchiveRule = {
  id: 'AR-23',
  action: 'replace',
  reason: 'identity.replaced-anyway',
  when: 'is not newer than the entity here, and "Allow replace" is on',
  applies: times,
};

/** Positive: the archive has the newer version; undefined: nothing is here. */
function age({ object, target }: Subject): number | undefined {
  return target && compareInstants(object.modifiedAt, target.modifiedAt);
}

function times({ object, target }: Subject): Facts {
  return { archive: object.modifiedAt, target: target?.modifiedAt ?? '' };
}

/** Who manages an entity, in words. */
export function managerName(manager: TargetObject['manager']): string {
  switch (manager.kind) {
    case 'archive':
      return 'archives';
    case 'connection':
      return `the connection "${manager.name}"`;
    case 'catalog':
      return manager.location;
    default:
      throw new TypeError(
        `Unknown manager ${JSON.stringify(manager satisfies never)}`,
      );
  }
}
