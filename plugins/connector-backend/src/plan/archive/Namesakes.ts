import type { ArchivedObject } from './types';

/** Nearly every object is alone, and needs no list. */
type Group = ArchivedObject | readonly ArchivedObject[];
type Groups = Map<string, Group>;

/**
 * Objects by UUID and by reference. Of several that share one of them only two
 * are kept, whatever the order they came in: two are enough to know that neither
 * is meant for certain, and a hostile archive has many.
 */
export class Namesakes {
  readonly #byUid: Groups = new Map();
  readonly #byRef: Groups = new Map();

  constructor(objects: Iterable<ArchivedObject> = []) {
    for (const object of objects) {
      this.add(object);
    }
  }

  add(object: ArchivedObject): void {
    join(this.#byUid, object.uid, object);
    join(this.#byRef, object.ref, object);
  }

  withUid(uid: string): readonly ArchivedObject[] {
    return listOf(this.#byUid.get(uid));
  }

  withRef(ref: string): readonly ArchivedObject[] {
    return listOf(this.#byRef.get(ref));
  }

  /** The only one with the UUID. */
  onlyWithUid(uid: string): ArchivedObject | undefined {
    return onlyOf(this.#byUid.get(uid));
  }

  /** The only one with the reference. */
  onlyWithRef(ref: string): ArchivedObject | undefined {
    return onlyOf(this.#byRef.get(ref));
  }

  /** Those with the UUID, else those with the reference. */
  find(ref: string, uid?: string): readonly ArchivedObject[] {
    const group = uid === undefined ? undefined : this.#byUid.get(uid);
    return listOf(group ?? this.#byRef.get(ref));
  }
}

function join(groups: Groups, key: string, object: ArchivedObject): void {
  const group = groups.get(key);
  groups.set(
    key,
    group ? [...listOf(group), object].sort(byContent).slice(0, 2) : object,
  );
}

function listOf(group: Group | undefined): readonly ArchivedObject[] {
  if (group === undefined) {
    return [];
  }
  return isList(group) ? group : [group];
}

function onlyOf(group: Group | undefined): ArchivedObject | undefined {
  return group === undefined || isList(group) ? undefined : group;
}

function isList(group: Group): group is readonly ArchivedObject[] {
  return Array.isArray(group);
}

function byContent(one: ArchivedObject, other: ArchivedObject): number {
  return (
    compare(one.ref, other.ref) ||
    compare(one.uid, other.uid) ||
    compare(one.hash, other.hash) ||
    compare(textOf(one), textOf(other))
  );
}

/** All but its place in the file. */
function textOf(object: ArchivedObject): string {
  return JSON.stringify({ ...object, seq: 0 });
}

function compare(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}
