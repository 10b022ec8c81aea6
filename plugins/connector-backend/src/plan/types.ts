import type {
  Because,
  Decision,
  ImportOptions,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';

/** An entity as the source wants it, made by the map stage. */
export interface MappedEntity {
  readonly uid: string;
  readonly urn: string;
  readonly ref: string;
  readonly title: string;
  readonly assetKind: string;
  readonly entity: Entity;
  /** Of the entity as mapped; equal hash means equal content. */
  readonly sourceHash: string;
}

/** What the ledger knows of an object, without its entity. */
export interface LedgerEntry {
  readonly uid: string;
  readonly ref: string;
  readonly urn: string;
  readonly title: string;
  readonly assetKind: string;
  readonly sourceHash: string;
  readonly hash: string;
  readonly state: 'present' | 'absent' | 'removed';
  /** Complete imports in a row, up to now, that did not find it. */
  readonly missedRuns: number;
}

/** Who holds an entity reference that a new object wants. */
export type Holder =
  | { readonly kind: 'connection'; readonly name: string }
  | { readonly kind: 'catalog'; readonly manager: string };

/** What the rules may know besides the subject: read beforehand, then fixed. */
export interface Basis {
  readonly ledger: (uid: string) => LedgerEntry | undefined;
  /** The entity the ledger holds; read for changed and absent objects only. */
  readonly before: (uid: string) => Entity | undefined;
  /** Someone else who holds the reference. */
  readonly holder: (ref: string) => Holder | undefined;
  /** The first object of this run that took the reference, if another one. */
  readonly takenBy: (ref: string, uid: string) => string | undefined;
}

/** The options of the connection that rules look at. */
export type Policy = Pick<
  ImportOptions,
  'keepCurrentOwner' | 'absence' | 'absenceGraceRuns'
>;

/** An object of the ledger that this run did not see, and why. */
export interface UnseenObject {
  readonly entry: LedgerEntry;
  readonly cause:
    | { readonly kind: 'absent' }
    | { readonly kind: 'not-observed'; readonly scope: string }
    | { readonly kind: 'out-of-scope' };
}

export type Subject =
  | ({ readonly kind: 'mapped' } & MappedEntity)
  | ({ readonly kind: 'unseen' } & UnseenObject);

/** The first rule that answers decides. */
export type Rule = (
  subject: Subject,
  policy: Policy,
  basis: Basis,
) => Decision | undefined;

export type { Because, Decision };
