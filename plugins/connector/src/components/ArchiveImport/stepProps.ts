import type { Archive } from '@backstage-connector/plugin-connector-common';
import type { ImportDraft } from '../../archives/importDraft';
import type { ArchiveStep } from './ArchiveFrame';

/** What the steps before the plan have in common. */
export interface StepProps {
  readonly archive: Archive;
  readonly draft: ImportDraft;
  readonly change: (changes: Partial<ImportDraft>) => void;
  readonly reachable: readonly ArchiveStep[];
  readonly onStep: (step: ArchiveStep) => void;
}
