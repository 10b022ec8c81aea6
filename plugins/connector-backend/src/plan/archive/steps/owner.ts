import { principalHere } from '../here';
import { ownerIsVoid } from '../needs';
import { goesToImporter, ownerAsked, staysWithTarget } from '../ownership';
import type { Step, Subject, Taken } from '../rule';

/** AR-35: a replaced object keeps what the target has. */
export const ownerOfTarget: Step = {
  id: 'AR-35',
  reason: 'owner.target',
  when: 'replaces an entity, unless "Take owner and organization from the archive" is on',
  take: subject =>
    staysWithTarget(subject)
      ? { relocation: { keepTargetOwnership: true } }
      : undefined,
};

/** AR-36: a person said who the owner is here. */
export const ownerMapped: Step = {
  id: 'AR-36',
  reason: 'owner.mapped',
  when: 'keeps its owner, who is mapped to a user of this catalog',
  take: subject => ownerBy(subject, ['mapping']),
};

/** AR-32: the owner was left out as somebody else, so the option is void. */
export const ownerVoid: Step = {
  id: 'AR-32',
  reason: 'owner.void',
  when: 'is to keep an owner who is ignored as conflicting in this import',
  take: subject =>
    ownerIsVoid(subject) ? importerInsteadOf(subject) : undefined,
};

/** AR-31: the original owner, by the same UUID. */
export const ownerKept: Step = {
  id: 'AR-31',
  reason: 'owner.kept',
  when: 'is to keep its owner, and a user with the same UUID is here or arrives',
  take: subject => ownerBy(subject, ['uid']),
};

/** AR-31: the failure turned into AR-30. */
export const ownerFallback: Step = {
  id: 'AR-31',
  reason: 'owner.fallback',
  when: 'is to keep an owner who is not here, and "Fall back to importer" is on',
  take: subject =>
    subject.policy.fallBackToImporter ? importerInsteadOf(subject) : undefined,
};

/** AR-30: whoever imports a new object owns it. */
export const importerOwns: Step = {
  id: 'AR-30',
  reason: 'owner.importer',
  when: 'is new, and "Keep current owner" is off',
  take: subject =>
    goesToImporter(subject)
      ? {
          facts: { owner: subject.basis.importer },
          relocation: owned(subject, subject.basis.importer),
        }
      : undefined,
};

function ownerBy(subject: Subject, ways: readonly string[]): Taken | undefined {
  const owner = ownerAsked(subject);
  const here = owner && principalHere(subject, owner);
  return owner && here && ways.includes(here.by)
    ? {
        facts: { before: owner.ref, owner: here.ref },
        relocation: owned(subject, here.ref),
      }
    : undefined;
}

function importerInsteadOf(subject: Subject): Taken | undefined {
  const owner = ownerAsked(subject);
  const { importer } = subject.basis;
  return (
    owner && {
      facts: { before: owner.ref, owner: importer },
      relocation: owned(subject, importer),
    }
  );
}

// What is right already stays as it was written.
function owned({ object }: Subject, owner: string) {
  return object.owner?.ref === owner ? {} : { owner };
}
