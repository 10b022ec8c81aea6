import type {
  Archive,
  ArchiveObject,
  ArchiveSelection,
} from '@backstage-connector/plugin-connector-common';

/** Every object that was chosen when the archive was made. */
export const everything: ArchiveSelection = { mode: 'top-level', except: [] };

export const nothing: ArchiveSelection = { mode: 'only', seqs: [] };

/** What is selected, ready to be asked for each object of a long list. */
export function selectedIn(
  selection: ArchiveSelection,
): (object: ArchiveObject) => boolean {
  const named = new Set(
    selection.mode === 'only' ? selection.seqs : selection.except,
  );
  return ({ seq, topLevel, invalid }) => {
    if (invalid !== undefined) return false;
    return selection.mode === 'only'
      ? named.has(seq)
      : topLevel && !named.has(seq);
  };
}

/**
 * Whether a person may select or leave out the object. What is only required by
 * others comes along with them, until the objects are named one by one.
 */
export function isSelectable(
  selection: ArchiveSelection,
  { topLevel, invalid }: ArchiveObject,
): boolean {
  return invalid === undefined && (topLevel || selection.mode === 'only');
}

/** The selection with, or without, one more object. */
export function toggled(
  selection: ArchiveSelection,
  { seq }: ArchiveObject,
): ArchiveSelection {
  return selection.mode === 'only'
    ? { mode: 'only', seqs: flipped(selection.seqs, seq) }
    : { mode: 'top-level', except: flipped(selection.except, seq) };
}

/** How many objects are selected; those that come along are not counted. */
export function selectedCount(
  selection: ArchiveSelection,
  { topLevel }: Archive,
): number {
  return selection.mode === 'only'
    ? selection.seqs.length
    : topLevel - selection.except.length;
}

function flipped(seqs: readonly number[], seq: number): number[] {
  return seqs.includes(seq)
    ? seqs.filter(other => other !== seq)
    : [...seqs, seq];
}
