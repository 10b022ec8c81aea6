import type {
  ExportSelection,
  OmittedReference,
} from '@backstage-connector/plugin-connector-common';
import type { Collection } from './types';

/**
 * The references that lead out of an archive, with the reason of each (AR-3), in
 * the order of the objects they stand in.
 *
 * @param lost - what has left the catalog since it was collected.
 */
export function* omittedReferences(
  { objects, uids, unchanged }: Collection,
  selection: Pick<ExportSelection, 'withOwners' | 'withReferences'>,
  lost: ReadonlySet<string> = new Set(),
): Generator<OmittedReference> {
  const inside = new Set<string>();
  for (const { ref } of objects) {
    if (!lost.has(ref)) {
      inside.add(ref);
    }
  }
  const reasonOf = (
    ref: string,
    followed: boolean,
  ): OmittedReference['reason'] => {
    if (!uids.has(ref) || lost.has(ref)) {
      return 'not-found';
    }
    if (unchanged.has(ref)) {
      return 'unchanged-since';
    }
    return followed ? 'depth' : 'not-selected';
  };
  for (const { ref: from, owners, references } of objects) {
    if (lost.has(from)) {
      continue;
    }
    for (const [leads, followed] of [
      [owners, selection.withOwners],
      [references, selection.withReferences],
    ] as const) {
      for (const { path, ref } of leads) {
        if (!inside.has(ref)) {
          yield { from, path, ref, reason: reasonOf(ref, followed) };
        }
      }
    }
  }
}
