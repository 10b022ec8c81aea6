import type {
  ArchivedReference,
  ReasonCode,
} from '@backstage-connector/plugin-connector-common';
import type { ComparablePolicy } from './policy';
import type {
  ArchiveBasis,
  ArchivedObject,
  Relocation,
  TargetObject,
  Verdict,
} from './types';

/** The other objects of the same import. */
export interface Peers {
  /** The only valid object with the UUID. */
  withUid(uid: string): ArchivedObject | undefined;
  /** The only valid object with the reference. */
  withRef(ref: string): ArchivedObject | undefined;
  /** Another valid object with the same UUID, whatever their order. */
  twinByUid(object: ArchivedObject): ArchivedObject | undefined;
  /** Another valid object with the same reference, whatever their order. */
  twinByRef(object: ArchivedObject): ArchivedObject | undefined;
  /** Whether the archive has anything under the reference, importable or not. */
  has(ref: string): boolean;
  /** Whether the object will be created or replaced, as far as is known. */
  arrives(object: ArchivedObject): boolean;
  /** Whether the object is a user who is left out as somebody else (AR-41). */
  isConflicting(object: ArchivedObject): boolean;
}

/** One object of an import, and all that may be looked at to decide about it. */
export interface Subject {
  readonly object: ArchivedObject;
  /** The entity of this catalog with the same UUID. */
  readonly target?: TargetObject;
  /** The entity of this catalog with the same reference. */
  readonly holder?: TargetObject;
  readonly policy: ComparablePolicy;
  readonly basis: ArchiveBasis;
  readonly peers: Peers;
}

/** What something in the archive is in this catalog once the import is done. */
export interface Here {
  readonly ref: string;
  readonly by: 'mapping' | 'uid' | 'name';
}

/** All that a reference may lead to; who of them arrives is another question. */
export interface Candidates {
  /** What a person said it is; null: nothing that is here (AR-36). */
  readonly mapped?: TargetObject | null;
  /** In the import, with the UUID. */
  readonly peer?: ArchivedObject;
  /** In this catalog, with the UUID. */
  readonly target?: TargetObject;
  /** In the import, with the name. */
  readonly namesake?: ArchivedObject;
  /** In this catalog, with the name. */
  readonly holder?: TargetObject;
}

/** An object that no rule stops by itself. */
export interface OpenSubject extends Subject {
  /** One for each reference of the object, looked up once. */
  readonly candidates: readonly Candidates[];
}

/** A reference of an object, and what it is here; undefined: nothing. */
export interface Link {
  readonly reference: ArchivedReference;
  readonly here: Here | undefined;
}

/** An object when it is known which others arrive. */
export interface SettledSubject extends Subject {
  readonly links: readonly Link[];
}

/** Fills the placeholders of a reason's sentence. */
export type Facts = Readonly<Record<string, string>>;

/** For a sentence without placeholders; many objects share it. */
export const noFacts: Facts = {};

/** Decides about the objects to which it applies, all in the same way. */
export interface ArchiveRule<S extends Subject = Subject> {
  /** In the specification of archives, e.g. AR-22. */
  readonly id: string;
  readonly action: Verdict['action'];
  readonly reason: ReasonCode;
  /** When it applies, for the reference; continues "An object …". */
  readonly when: string;
  readonly applies: (subject: S) => Facts | undefined;
}

/** What a rule says of an object. */
export interface Answered {
  readonly subject: Subject;
  readonly rule: Pick<ArchiveRule, 'id' | 'action' | 'reason'>;
  readonly facts: Facts;
}

/** What a step does to the entity, and the facts of the note about it. */
export interface Taken {
  readonly facts?: Facts;
  readonly relocation?: Relocation;
}

/** Answers one question about an object that is created or replaces, e.g. who owns it. */
export interface Step {
  readonly id: string;
  readonly reason: ReasonCode;
  /** When it is taken; continues "An object …". */
  readonly when: string;
  readonly take: (subject: SettledSubject) => Taken | undefined;
}
