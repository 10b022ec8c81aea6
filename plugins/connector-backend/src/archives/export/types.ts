/** A reference that leads from an object to another, and where it stands. */
export interface Lead {
  readonly path: string;
  readonly ref: string;
}

/** An entity that an export takes, without the entity. */
export interface CollectedObject {
  readonly ref: string;
  readonly kind: string;
  readonly title: string;
  readonly topLevel: boolean;
  /** What led to it first; absent: it was chosen. */
  readonly neededBy?: string;
  /** Owner and organization. */
  readonly owners: readonly Lead[];
  /** All others. */
  readonly references: readonly Lead[];
}

/** What an export holds, by references only: entities are read when written. */
export interface Collection {
  /** Sorted by reference. */
  readonly objects: readonly CollectedObject[];
  /** Of all that the objects refer to and the caller may read, by reference. */
  readonly uids: ReadonlyMap<string, string>;
  /** Led to, but not changed since the instant that was asked for. */
  readonly unchanged: ReadonlySet<string>;
  /** What was chosen and is not there. */
  readonly failures: readonly { ref: string; error: string }[];
}
