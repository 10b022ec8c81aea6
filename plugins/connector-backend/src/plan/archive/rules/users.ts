import { mappedTarget } from '../here';
import { noFacts, type ArchiveRule } from '../rule';
import { isGroup, isUser } from '../sorts';

/** AR-36: a person said who it is here, so it is not created beside. */
export const mappedPrincipal: ArchiveRule = {
  id: 'AR-36',
  action: 'ignore',
  reason: 'identity.mapped',
  when: 'is a user or group that is mapped to one of this catalog',
  applies: subject => {
    const { object } = subject;
    const target =
      isUser(object) || isGroup(object)
        ? mappedTarget(subject, object.ref)
        : undefined;
    return target && { ref: object.ref, here: target.ref };
  },
};

/** AR-40: users are never replaced. */
export const userPresent: ArchiveRule = {
  id: 'AR-40',
  action: 'ignore',
  reason: 'user.present',
  when: 'is a user whose UUID is here',
  applies: ({ object, target }) =>
    isUser(object) && target !== undefined ? noFacts : undefined,
};

/** AR-41: somebody else has the name here. */
export const userConflicting: ArchiveRule = {
  id: 'AR-41',
  action: 'ignore',
  reason: 'user.conflicting',
  when: 'is a user whose reference is here under another UUID',
  applies: ({ object, holder }) =>
    isUser(object) && holder !== undefined
      ? { ref: object.ref, uid: holder.uid }
      : undefined,
};
