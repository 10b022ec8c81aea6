import type { ArchiveRule } from '../rule';

/** AR-20: which of the two is meant, nobody knows; the order decides nothing. */
export const duplicateUid: ArchiveRule = {
  id: 'AR-20',
  action: 'reject',
  reason: 'identity.duplicate-uid',
  when: 'has the UUID of another object in the import',
  applies: ({ object, peers }) => {
    const other = peers.twinByUid(object);
    return other && { other: other.ref };
  },
};

/** AR-20: two objects cannot have one reference. */
export const duplicateRef: ArchiveRule = {
  id: 'AR-20',
  action: 'reject',
  reason: 'identity.duplicate-ref',
  when: 'has the reference of another object in the import',
  applies: ({ object, peers }) => {
    const other = peers.twinByRef(object);
    return other && { ref: object.ref, other: other.uid };
  },
};
