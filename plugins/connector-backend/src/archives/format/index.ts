export { MOST_REF, overlong } from './checkObject';
export { canonicalEntity, entityDigest } from './canonicalEntity';
export { createArchiveLine, uidOf } from './createArchiveLine';
export { valueAt, withValueAt } from './entityPath';
export { lineProblem } from './lineProblem';
export { defaultArchiveLimits, type ArchiveLimits } from './limits';
export { hasOwners, ownersOf, type Owners } from './ownersOf';
export { referencesOf, type FoundReference } from './referencesOf';
export {
  readArchive,
  type ReadableArchive,
  type ReadObject,
} from './readArchive';
export { writeArchive, type ArchiveOrigin } from './writeArchive';
export { ArchiveRefusedError } from './ArchiveRefusedError';
