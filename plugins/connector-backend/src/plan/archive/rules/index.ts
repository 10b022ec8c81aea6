import type { ArchiveRule, SettledSubject } from '../rule';
import { duplicateRef, duplicateUid } from './duplicates';
import {
  created,
  hidden,
  managedElsewhere,
  newer,
  older,
  otherKind,
  refTaken,
  replacedAnyway,
  sameTime,
  unchanged,
} from './identity';
import { otherStage } from './lifecycle';
import {
  organizationMissing,
  ownerMissing,
  referenceMissing,
  referenceSkipped,
} from './needs';
import { mayNotCreate, mayNotImport, mayNotUpdate } from './permission';
import { mappedPrincipal, userConflicting, userPresent } from './users';
import { invalid, unknownKind } from './validity';

/** What is decided whatever becomes of the other objects. */
export const ownRules: readonly ArchiveRule[] = [
  invalid,
  duplicateUid,
  duplicateRef,
  unknownKind,
  mappedPrincipal,
  hidden,
  otherKind,
  userPresent,
  userConflicting,
  refTaken,
  unchanged,
  sameTime,
  managedElsewhere,
  older,
  mayNotImport,
  mayNotCreate,
  mayNotUpdate,
  otherStage,
];

/** Why an object that needs something does not arrive. The last answers always. */
export const needRules: readonly ArchiveRule<SettledSubject>[] = [
  ownerMissing,
  organizationMissing,
  referenceMissing,
  referenceSkipped,
];

/** How an object arrives. The last answers always. */
export const arrivalRules: readonly ArchiveRule[] = [
  created,
  newer,
  replacedAnyway,
];

/** The order: the first rule that applies decides. */
export const archiveRules: readonly ArchiveRule<SettledSubject>[] = [
  ...ownRules,
  ...needRules,
  ...arrivalRules,
];
