import { lowerRef } from './policy';
import type { ArchivedObject, ArchivePolicy } from './types';

/** The UUIDs and references about which {@link planArchive} may ask the basis. */
export interface NamesAsked {
  readonly uids: ReadonlySet<string>;
  readonly refs: ReadonlySet<string>;
}

/** All that a basis has to know of this catalog to answer for an archive. */
export function namesAsked(
  objects: readonly ArchivedObject[],
  { organization, mapping }: ArchivePolicy,
): NamesAsked {
  const uids = new Set<string>();
  const refs = new Set(Object.values(mapping).map(lowerRef));
  if (organization !== undefined) {
    refs.add(lowerRef(organization));
  }
  // An invalid one is refused whatever is here, and what it says may be anything.
  for (const object of objects.filter(it => it.invalid === undefined)) {
    const { references, owner, organization: group } = object;
    for (const named of [object, ...references, owner, group]) {
      if (named?.uid !== undefined) {
        uids.add(named.uid);
      }
      if (named !== undefined) {
        refs.add(named.ref);
      }
    }
  }
  return { uids, refs };
}
