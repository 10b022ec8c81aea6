import { isHere, opened, suppliersOf } from './here';
import type { ImportedObjects } from './ImportedObjects';
import { needsOf } from './needs';
import type { Subject } from './rule';
import type { ArchivedObject } from './types';

/** An object that needs one of others, all of which may turn out not to arrive. */
interface Dependent {
  readonly object: ArchivedObject;
  readonly suppliers: readonly ArchivedObject[];
}

/**
 * Takes away what needs something that will not be here, then what needs that,
 * and so on until nothing changes (AR-25). Objects that need each other stay as
 * long as nothing else is missing. Each need is looked at once, and again only
 * when what it leads to has been taken away: linear in objects and references.
 */
export function loseUnmet(
  open: readonly Subject[],
  objects: ImportedObjects,
): void {
  const dependents = new Map<ArchivedObject, Dependent[]>();
  const lost: ArchivedObject[] = [];
  const check = ({ object, suppliers }: Dependent) => {
    if (
      objects.arrives(object) &&
      !suppliers.some(supplier => objects.arrives(supplier))
    ) {
      objects.lose(object);
      lost.push(object);
    }
  };
  for (const subject of open) {
    const { object } = subject;
    for (const need of needsOf(opened(subject))) {
      if (!isHere(need)) {
        const suppliers = suppliersOf(need);
        const dependent = { object, suppliers };
        suppliers.forEach(supplier => join(dependents, supplier, dependent));
        check(dependent);
      }
    }
  }
  for (let object = lost.pop(); object; object = lost.pop()) {
    dependents.get(object)?.forEach(check);
  }
}

function join<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) {
    group.push(value);
  } else {
    groups.set(key, [value]);
  }
}
