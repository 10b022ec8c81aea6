import { desired } from '../desired';
import { changes } from '../diff';
import { revisionHash } from '../fingerprint';
import type { Basis, Policy } from '../types';
import { beforeOf, mappedRule, type MappedSubject } from './rule';

/** OC-50: the ledger has this very content; nothing would be written. */
export const unchanged = mappedRule('unchanged', (subject, policy, basis) => {
  const entry = basis.ledger(subject.uid);
  if (entry?.state !== 'present' || entry.ref !== subject.ref) {
    return undefined;
  }
  const same =
    entry.sourceHash === subject.sourceHash ||
    revisionHash(desired(subject, basis.before(subject.uid), policy)) ===
      entry.hash;
  return same ? { action: 'ignore', reason: 'identity.unchanged' } : undefined;
});

/** OC-51: what the catalog does not have is created. */
export const created = mappedRule('new', (subject, policy, basis) =>
  basis.ledger(subject.uid) === undefined
    ? {
        action: 'create',
        reason: 'identity.new',
        after: desired(subject, undefined, policy),
      }
    : undefined,
);

/** OC-52: an object that was removed comes back with nothing of the old one. */
export const createdAgain = mappedRule(
  'created again',
  (subject, policy, basis) =>
    basis.ledger(subject.uid)?.state === 'removed'
      ? {
          action: 'create',
          reason: 'identity.restored',
          after: desired(subject, undefined, policy),
        }
      : undefined,
);

/** OC-52: an object that was marked as absent is there again. */
export const restored = mappedRule('restored', (subject, policy, basis) =>
  basis.ledger(subject.uid)?.state === 'absent'
    ? { ...replacement(subject, policy, basis), reason: 'identity.restored' }
    : undefined,
);

/** OC-50: the identity is the URN's, so another reference is the same object. */
export const renamed = mappedRule('renamed', (subject, policy, basis) => {
  const before = basis.ledger(subject.uid)?.ref;
  return before !== undefined && before !== subject.ref
    ? {
        ...replacement(subject, policy, basis),
        reason: 'identity.renamed',
        facts: { before },
      }
    : undefined;
});

/** OC-51: mapped fields follow the source. Answers always. */
export const changed = mappedRule('changed', (subject, policy, basis) => ({
  ...replacement(subject, policy, basis),
  reason: 'identity.changed',
}));

function replacement(subject: MappedSubject, policy: Policy, basis: Basis) {
  const before = beforeOf(subject, basis);
  const after = desired(subject, before, policy);
  return {
    action: 'replace',
    before,
    after,
    changes: changes(before, after),
  } as const;
}
