import type {
  Action,
  ArchiveOptions,
  ArchivedPrincipal,
  ArchivedReference,
  Finding,
  Note,
  ReasonCode,
} from '@backstage-connector/plugin-connector-common';

/**
 * An object of an archive as the rules see it: all but its entity, so that
 * 100,000 of them fit in memory.
 */
export interface ArchivedObject {
  readonly seq: number;
  readonly uid: string;
  readonly ref: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** `spec.type`. */
  readonly type?: string;
  readonly title: string;
  readonly topLevel: boolean;
  /** ISO 8601, UTC. */
  readonly modifiedAt: string;
  /** Of the canonical entity; equal hash means equal content. */
  readonly hash: string;
  /** `spec.lifecycle`. */
  readonly lifecycle?: string;
  readonly owner?: ArchivedPrincipal;
  readonly organization?: ArchivedPrincipal;
  /** All but owner and organization. */
  readonly references: readonly ArchivedReference[];
  /** Of policies and lifecycle models: not of one organization. */
  readonly systemWide?: boolean;
  /** Why it cannot be imported (AR-12). */
  readonly invalid?: string;
}

/** An entity of this catalog as the rules see it. */
export interface TargetObject {
  readonly uid: string;
  readonly ref: string;
  readonly kind: string;
  readonly modifiedAt: string;
  /** Of the canonical entity, as in {@link ArchivedObject}. */
  readonly hash: string;
  /** Who may change it; only what came from archives can be replaced. */
  readonly manager:
    | { readonly kind: 'archive' }
    | { readonly kind: 'connection'; readonly name: string }
    | { readonly kind: 'catalog'; readonly location: string };
}

/** A lifecycle model in effect here, as plain data. */
export interface LifecycleModel {
  readonly ref: string;
  readonly active: boolean;
  readonly initial: string;
  readonly states: readonly {
    readonly name: string;
    /** The base URL of the only portal that may have this state. */
    readonly stage?: string;
  }[];
}

/** All that the rules may know besides the archive: read beforehand, then fixed. */
export interface ArchiveBasis {
  /** E.g. user:default/ada. */
  readonly importer: string;
  /** The base URL of this portal. */
  readonly portal: string;
  byUid(uid: string): TargetObject | undefined;
  byRef(ref: string): TargetObject | undefined;
  /** Whether the importer may see what is here under the reference. */
  isVisible(ref: string): boolean;
  knowsKind(apiVersion: string, kind: string): boolean;
  mayCreate(object: ArchivedObject): boolean;
  mayUpdate(target: TargetObject): boolean;
  /** Holds for `connector.organization.import` and its like. */
  hasPermission(name: string): boolean;
  lifecycleModel(
    kind: string,
    type: string | undefined,
  ): LifecycleModel | undefined;
}

export type ArchivePolicy = ArchiveOptions;

/** How the archived entity has to be changed before it is created or replaces. */
export interface Relocation {
  /** `spec.owner`; undefined leaves it as it is. */
  readonly owner?: string;
  /** The organization annotation; undefined leaves it as it is. */
  readonly organization?: string;
  /** Owner and organization come from the entity that is replaced. */
  readonly keepTargetOwnership?: true;
  readonly lifecycle?: string;
  /** References that are something else here, by the path they stand at. */
  readonly references?: Readonly<Record<string, string>>;
  /** Members of a group who are left out. */
  readonly droppedMembers?: readonly string[];
}

/** What becomes of one object: exactly one verdict each. */
export interface Verdict {
  readonly seq: number;
  readonly action: Extract<
    Action,
    'create' | 'replace' | 'ignore' | 'reject' | 'skip'
  >;
  /** E.g. AR-22. */
  readonly rule: string;
  readonly reason: ReasonCode;
  readonly facts?: Readonly<Record<string, string>>;
  readonly notes?: readonly Note[];
  /** With create and replace. */
  readonly relocation?: Relocation;
}

/** What an import would do, see planArchive. */
export interface ArchiveVerdicts {
  /**
   * By seq; what is neither chosen nor required has none. Each is made as it is
   * taken.
   */
  readonly verdicts: Iterable<Verdict>;
  readonly byAction: Readonly<Record<Verdict['action'], number>>;
  readonly byReason: Readonly<Record<string, number>>;
  readonly byRule: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  /** False: nothing to do, or the option strict forbids it. */
  readonly applicable: boolean;
}
