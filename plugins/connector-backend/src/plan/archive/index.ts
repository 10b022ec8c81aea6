export { chosenOf } from './chosen';
export { namesAsked, type NamesAsked } from './namesAsked';
export { optionProblems, type OptionProblem } from './optionProblems';
export { planArchive } from './planArchive';
export { relocate } from './relocate';
export type {
  ArchiveBasis,
  ArchivedObject,
  ArchivePolicy,
  ArchiveVerdicts,
  LifecycleModel,
  Relocation,
  TargetObject,
  Verdict,
} from './types';
export { SharedTexts } from './SharedTexts';
