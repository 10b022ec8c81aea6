import type { ArchiveSelection } from '@backstage-connector/plugin-connector-common';
import { chosenOf, type ArchivedObject } from '../../../plan/archive';

/**
 * The objects that an import may be about: the chosen ones, and whatever these
 * name, owners too. More than the rules will take along, so that the catalog is
 * asked once, and not about the rest of a large archive.
 */
export function reachable(
  objects: readonly ArchivedObject[],
  selection: ArchiveSelection,
): readonly ArchivedObject[] {
  const chosen = chosenOf(objects, selection);
  if (chosen.length === objects.length) {
    return objects;
  }
  const named = new Map<string, ArchivedObject[]>();
  for (const object of objects) {
    for (const name of [object.uid, object.ref]) {
      const namesakes = named.get(name);
      if (namesakes) {
        namesakes.push(object);
      } else {
        named.set(name, [object]);
      }
    }
  }
  const found = new Set(chosen);
  // Grows while it is walked through.
  for (const { references, owner, organization } of found) {
    for (const it of [...references, owner, organization]) {
      for (const name of [it?.uid ?? '', it?.ref ?? '']) {
        named.get(name)?.forEach(object => found.add(object));
        // Once is enough: a hostile archive has one name many times.
        named.delete(name);
      }
    }
  }
  return [...found];
}
