import {
  archiveOptionsSchema,
  archiveSelectionSchema,
  type ArchiveOptions,
  type ArchivePlan,
  type ArchiveSelection,
} from '@backstage-connector/plugin-connector-common';
import { everything } from './selection';

/** What a person has chosen of an archive, and how it is to be imported. */
export interface ImportDraft {
  readonly selection: ArchiveSelection;
  readonly options: ArchiveOptions;
}

export function newImportDraft(): ImportDraft {
  return { selection: everything, options: archiveOptionsSchema.parse({}) };
}

/** The draft that a plan was made of. */
export function draftOfPlan({ selection, options }: ArchivePlan): ImportDraft {
  const draft = newImportDraft();
  return {
    selection: selection ?? draft.selection,
    options: options ?? draft.options,
  };
}

const keyOf = (archiveId: string) => `connector-archive-${archiveId}`;

/** What was kept of an archive in this tab; a reload does not lose it. */
export function keptDraft(archiveId: string): ImportDraft | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(archiveId));
    if (text === null) return undefined;
    const { selection, options } = JSON.parse(text);
    return {
      selection: archiveSelectionSchema.parse(selection),
      options: archiveOptionsSchema.parse(options),
    };
  } catch {
    // Of another version of the page.
    return undefined;
  }
}

export function keepDraft(archiveId: string, draft: ImportDraft): void {
  try {
    sessionStorage.setItem(keyOf(archiveId), JSON.stringify(draft));
  } catch {
    // A full storage costs no more than the memory of a reload.
  }
}
