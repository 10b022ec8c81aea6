import type { Relocation } from '../types';
import { principalHere, chosenHere } from '../here';
import {
  organizationAsked,
  organizationAssigned,
  staysWithGroup,
} from '../ownership';
import type { Step, Subject, Taken } from '../rule';
import { isAssetType, organizationFixed } from '../sorts';

/** AR-34: groups and what is system-wide go nowhere else. */
export const organizationStaysFixed: Step = {
  id: 'AR-34',
  reason: 'organization.fixed',
  when: 'is new, an organization was chosen, but it is a group, or a system-wide lifecycle model or policy',
  take: subject => {
    const kind = organizationFixed(subject.object);
    return kind !== undefined && wasChosen(subject)
      ? { ...original(subject, ['uid', 'mapping']), facts: { kind } }
      : undefined;
  },
};

/** AR-34: an asset type has no organization. */
export const organizationOfNone: Step = {
  id: 'AR-34',
  reason: 'organization.none',
  when: 'is new, an organization was chosen, but it is an asset type',
  take: subject =>
    isAssetType(subject.object) && wasChosen(subject)
      ? {
          ...original(subject, ['uid', 'mapping']),
          facts: { kind: 'an asset type' },
        }
      : undefined,
};

/** AR-33: the one that was chosen. */
export const organizationChosen: Step = {
  id: 'AR-33',
  reason: 'organization.assigned',
  when: 'is new, and an organization was chosen',
  take: subject => {
    const chosen = organizationAssigned(subject);
    const here = chosen === undefined ? undefined : chosenHere(subject, chosen);
    return (
      here && {
        facts: { organization: here.ref },
        relocation: placed(subject, here.ref),
      }
    );
  },
};

/** AR-36: a person said which group the original is here. */
export const organizationMapped: Step = {
  id: 'AR-36',
  reason: 'organization.mapped',
  when: 'keeps its organization, which is mapped to a group of this catalog',
  take: subject => original(subject, ['mapping']),
};

/** AR-33: the original, by the same UUID. */
export const organizationKept: Step = {
  id: 'AR-33',
  reason: 'organization.kept',
  when: 'keeps its organization: a group with the same UUID is here or arrives',
  take: subject => original(subject, ['uid']),
};

function original(
  subject: Subject,
  ways: readonly string[],
): Taken | undefined {
  const organization = organizationAsked(subject);
  const here = organization && principalHere(subject, organization);
  return organization && here && ways.includes(here.by)
    ? {
        facts: { before: organization.ref, organization: here.ref },
        relocation: placed(subject, here.ref),
      }
    : undefined;
}

/** In spec.owner where a group is to own it alone, else in the annotation. */
function placed(subject: Subject, ref: string): Relocation {
  const { owner, organization } = subject.object;
  const isRight = organization?.ref === ref;
  if (staysWithGroup(subject)) {
    return isRight ? {} : { owner: ref };
  }
  return owner !== undefined && isRight ? {} : { organization: ref };
}

function wasChosen({ policy, target }: Subject): boolean {
  return policy.organization !== undefined && target === undefined;
}
