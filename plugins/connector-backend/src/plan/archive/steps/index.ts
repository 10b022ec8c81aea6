import type { Step } from '../rule';
import { membersReplaced, renamed } from './identity';
import { stateInitial, stateKept } from './lifecycle';
import {
  organizationChosen,
  organizationKept,
  organizationMapped,
  organizationOfNone,
  organizationStaysFixed,
} from './organization';
import {
  importerOwns,
  ownerFallback,
  ownerKept,
  ownerMapped,
  ownerOfTarget,
  ownerVoid,
} from './owner';
import {
  membersDropped,
  referencesByName,
  referencesMapped,
  referencesRenamed,
} from './references';

/**
 * The questions about an object that is created or replaces, each with its
 * answers in order: the first step that is taken answers. A question may have no
 * answer; then nothing is changed.
 */
export const questions: readonly {
  readonly about: string;
  readonly steps: readonly Step[];
}[] = [
  { about: 'Name', steps: [renamed] },
  {
    about: 'Owner',
    steps: [
      ownerOfTarget,
      ownerMapped,
      ownerVoid,
      ownerKept,
      ownerFallback,
      importerOwns,
    ],
  },
  {
    about: 'Organization',
    steps: [
      organizationStaysFixed,
      organizationOfNone,
      organizationChosen,
      organizationMapped,
      organizationKept,
    ],
  },
  { about: 'Lifecycle state', steps: [stateKept, stateInitial] },
  { about: 'Members of a group', steps: [membersReplaced] },
  { about: 'Left out members', steps: [membersDropped] },
  { about: 'Mapped references', steps: [referencesMapped] },
  { about: 'Renamed references', steps: [referencesRenamed] },
  { about: 'References by name', steps: [referencesByName] },
];
