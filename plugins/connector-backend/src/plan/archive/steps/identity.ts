import type { Step } from '../rule';
import { isGroup } from '../sorts';

/** AR-20: the UUID decides, so the reference changes. */
export const renamed: Step = {
  id: 'AR-20',
  reason: 'identity.renamed',
  when: 'replaces an entity that has another reference',
  take: ({ object, target }) =>
    target !== undefined && target.ref !== object.ref
      ? { facts: { before: target.ref } }
      : undefined,
};

/** AR-42: members of the archive, and no others. */
export const membersReplaced: Step = {
  id: 'AR-42',
  reason: 'members.replaced',
  when: 'is a group and replaces one',
  take: ({ object, target }) =>
    target !== undefined && isGroup(object) ? {} : undefined,
};
