import type { ArchiveSelection } from '@backstage-connector/plugin-connector-common';
import { chosenOf } from './chosen';
import { Namesakes } from './Namesakes';
import { principalsAsked } from './ownership';
import type { ComparablePolicy } from './policy';
import type { ArchiveBasis, ArchivedObject } from './types';

/** The objects that nobody chose, and the reference of one that needs them. */
export type NeededBy = ReadonlyMap<ArchivedObject, string>;

/** What an import is about. */
export interface Selected {
  readonly objects: readonly ArchivedObject[];
  readonly neededBy: NeededBy;
}

/**
 * The objects of an import: the chosen ones, and from the archive whatever these
 * require, with what that requires (AR-10, AR-25). By whom an object is needed
 * does not depend on their order: the nearest to what was chosen counts, then the
 * first by reference.
 */
export function selectObjects(
  objects: readonly ArchivedObject[],
  selection: ArchiveSelection,
  policy: ComparablePolicy,
  basis: ArchiveBasis,
): Selected {
  const chosen = chosenOf(objects, selection);
  const neededBy = new Map<ArchivedObject, string>();
  if (chosen.length === objects.length) {
    return { objects: chosen, neededBy };
  }
  const archive = new Namesakes(objects);
  const taken = new Namesakes(chosen);
  for (let latest: readonly ArchivedObject[] = chosen; latest.length > 0; ) {
    const next = new Map<ArchivedObject, string>();
    for (const object of latest) {
      for (const { ref, uid } of requiredBy(object, policy, basis)) {
        const isTaken = taken.find(ref, uid).length > 0;
        const found = isTaken ? [] : archive.find(ref, uid);
        found.forEach(needed => {
          const other = next.get(needed);
          if (other === undefined || object.ref < other) {
            next.set(needed, object.ref);
          }
        });
      }
    }
    next.forEach((ref, object) => {
      taken.add(object);
      neededBy.set(object, ref);
    });
    latest = [...next.keys()];
  }
  return { objects: [...chosen, ...neededBy.keys()], neededBy };
}

/** What has to be there for the object; what is mapped need not come along. */
function requiredBy(
  object: ArchivedObject,
  policy: ComparablePolicy,
  basis: ArchiveBasis,
): readonly { readonly ref: string; readonly uid?: string }[] {
  if (object.invalid !== undefined) {
    return [];
  }
  const target = basis.byUid(object.uid);
  return [
    ...object.references,
    ...principalsAsked({ object, target, policy }),
  ].filter(({ ref }) => !policy.mapping.has(ref));
}
