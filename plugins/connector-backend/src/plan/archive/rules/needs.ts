import { firstMissing, ownerIsVoid } from '../needs';
import { chosenHere, principalHere } from '../here';
import {
  organizationAsked,
  organizationAssigned,
  ownerAsked,
} from '../ownership';
import type { ArchiveRule, SettledSubject } from '../rule';

/** AR-31: keep current owner, and there is none such here. */
export const ownerMissing: ArchiveRule = {
  id: 'AR-31',
  action: 'reject',
  reason: 'owner.missing',
  when: 'is to keep an owner who is not here and does not arrive, and "Fall back to importer" is off',
  applies: subject => {
    const owner = ownerAsked(subject);
    return owner === undefined ||
      subject.policy.fallBackToImporter ||
      ownerIsVoid(subject) ||
      principalHere(subject, owner)
      ? undefined
      : { owner: owner.ref };
  },
};

/** AR-33: neither chosen nor the original is here. */
export const organizationMissing: ArchiveRule = {
  id: 'AR-33',
  action: 'reject',
  reason: 'organization.missing',
  when: 'needs an organization that is not here and does not arrive',
  applies: subject => {
    const assigned = organizationAssigned(subject);
    if (assigned !== undefined) {
      return chosenHere(subject, assigned)
        ? undefined
        : { organization: assigned };
    }
    const original = organizationAsked(subject);
    return original === undefined || principalHere(subject, original)
      ? undefined
      : { organization: original.ref };
  },
};

/** AR-25: the first reference that leads nowhere, and not into the archive. */
export const referenceMissing: ArchiveRule<SettledSubject> = {
  id: 'AR-25',
  action: 'skip',
  reason: 'references.missing',
  when: 'refers to what is neither in the archive nor in the catalog as you see it',
  applies: subject => {
    const missing = firstMissing(subject);
    return missing && !subject.peers.has(missing.ref)
      ? { path: missing.path, missing: missing.ref }
      : undefined;
  },
};

/** AR-25: the archive has it, but it cannot be imported. */
export const referenceSkipped: ArchiveRule<SettledSubject> = {
  id: 'AR-25',
  action: 'skip',
  reason: 'references.skipped',
  when: 'refers to what cannot be imported itself',
  applies: subject => {
    const missing = firstMissing(subject);
    return missing && { path: missing.path, missing: missing.ref };
  },
};
