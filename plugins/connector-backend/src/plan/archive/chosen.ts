import type { ArchiveSelection } from '@backstage-connector/plugin-connector-common';
import type { ArchivedObject } from './types';

/** The objects that a person chose, without what these require. */
export function chosenOf(
  objects: readonly ArchivedObject[],
  selection: ArchiveSelection,
): readonly ArchivedObject[] {
  if (selection.mode === 'only') {
    const only = new Set(selection.seqs);
    return objects.filter(({ seq }) => only.has(seq));
  }
  const except = new Set(selection.except);
  return objects.filter(({ seq, topLevel }) => topLevel && !except.has(seq));
}
