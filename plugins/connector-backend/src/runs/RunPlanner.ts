import type {
  Asset,
  ImportOptions,
  ObservedAsset,
} from '@backstage-connector/plugin-connector-common';
import type { LedgerObject } from '../database/DatabaseObjectStore';
import type { PlannedDecision } from '../database/DatabaseDecisionStore';
import type { Mapper, NamedOwner } from '../map';
import {
  classifyUnseen,
  decide,
  guardRemovals,
  heldFinding,
  incompleteScopes,
  revisionHash,
  type Basis,
  type MappedEntity,
  type Policy,
  type Subject,
  type UnseenObject,
} from '../plan';
import type { RunSummaryBuilder } from '../report';

/** What the planner asks and tells; the pipeline connects it to the stores. */
export interface PlannerOptions {
  readonly mapper: Mapper;
  readonly policy: Policy & Pick<ImportOptions, 'removalLimit'>;
  readonly ledger: ReadonlyMap<string, LedgerObject>;
  readonly taken: Map<string, { uid: string; urn: string }>;
  readonly summary: RunSummaryBuilder;
  /** Somebody waits for this run, and may answer again what they dismissed. */
  readonly attended: boolean;
  /** Before what they own is mapped. */
  askOwners(named: readonly NamedOwner[]): Promise<void>;
  basisOfChanged(changed: readonly MappedEntity[]): Promise<Basis>;
  basisOfUnseen(unseen: readonly LedgerObject[]): Promise<Basis>;
  store(decisions: readonly PlannedDecision[]): Promise<void>;
}

type NotObserved = Extract<Asset, { kind: 'not-observed' }>;

const UNSEEN_BATCH = 500;

/**
 * Decides batch by batch, so that memory grows with the number of objects only
 * by their names, never by their entities. An object that has not changed costs
 * one comparison.
 */
export class RunPlanner {
  readonly #options: PlannerOptions;
  readonly #seen = new Set<string>();
  readonly #notObserved = new Map<string, NotObserved>();
  readonly #outOfScope = new Set<string>();
  readonly #sourceHashes = new Map<string, string>();
  readonly #missedRuns = new Map<string, number>();

  constructor(options: PlannerOptions) {
    this.#options = options;
  }

  /** New source hashes of objects that are to stay as they are. */
  get sourceHashes(): ReadonlyMap<string, string> {
    return this.#sourceHashes;
  }

  /** How often objects have been missing now, where that has changed. */
  get missedRuns(): ReadonlyMap<string, number> {
    return this.#missedRuns;
  }

  /** The entity that stands for the source itself, if the options ask for it. */
  async addSource(): Promise<void> {
    const source = this.#options.mapper.source();
    if (source) {
      await this.#plan([source]);
    }
  }

  async add(assets: readonly Asset[]): Promise<void> {
    const { mapper } = this.#options;
    const observed: ObservedAsset[] = [];
    for (const asset of assets) {
      this.#options.summary.addAsset(asset);
      switch (asset.kind) {
        case 'not-observed':
          this.#notObserved.set(asset.urn, asset);
          break;
        case 'out-of-scope':
          this.#outOfScope.add(asset.urn);
          break;
        default:
          observed.push(asset);
      }
    }
    await this.#options.askOwners(
      observed.map(mapper.namedOwner).filter(it => it !== undefined),
    );
    await this.#plan(observed.map(mapper.asset));
  }

  /**
   * Decides about what the run has not seen. Only to be called after a complete
   * extraction.
   */
  async finish(): Promise<void> {
    const { ledger, taken, summary } = this.#options;
    const unseen = [...ledger.values()].filter(
      entry =>
        !this.#seen.has(entry.uid) &&
        entry.state !== 'removed' &&
        !taken.has(entry.ref),
    );
    const scopes = {
      notObserved: new Map(
        [...this.#notObserved].map(([urn, { path }]) => [urn, path.join('.')]),
      ),
      outOfScope: this.#outOfScope,
    };
    const removals: PlannedDecision[] = [];
    for (let start = 0; start < unseen.length; start += UNSEEN_BATCH) {
      const batch = unseen.slice(start, start + UNSEEN_BATCH);
      const basis = await this.#options.basisOfUnseen(batch);
      const decisions = batch.map(entry => {
        const object = classifyUnseen(entry, scopes);
        this.#countMissed(object);
        return this.#decide({ kind: 'unseen', ...object }, basis, entry);
      });
      removals.push(...decisions.filter(it => it.action === 'remove'));
      await this.#store(decisions.filter(it => it.action !== 'remove'));
    }
    await this.#storeRemovals(removals);
    const incomplete = incompleteScopes([...this.#notObserved.values()]);
    if (incomplete) {
      summary.addFinding(incomplete);
    }
  }

  #countMissed({ entry, cause }: UnseenObject): void {
    const { absence, absenceGraceRuns } = this.#options.policy;
    if (
      cause.kind === 'absent' &&
      entry.state === 'present' &&
      absence !== 'keep' &&
      absenceGraceRuns > 1
    ) {
      this.#missedRuns.set(entry.uid, entry.missedRuns + 1);
    }
  }

  // The guard looks at all removals together, so they come last.
  async #storeRemovals(absent: readonly PlannedDecision[]): Promise<void> {
    const removals: PlannedDecision[] = [];
    for (const decision of absent) {
      if (this.#staysDismissed(decision)) {
        this.#options.summary.addDecision('ignore', 'absence.stays');
      } else {
        removals.push(decision);
      }
    }
    const guard = guardRemovals({
      removals: removals.length,
      total: this.#options.ledger.size,
      limit: this.#options.policy.removalLimit,
    });
    if (!guard) {
      await this.#store(removals);
      return;
    }
    this.#options.summary.addFinding(heldFinding(guard));
    await this.#store(
      removals.map(decision => ({
        ...decision,
        rule: 'absence.guard',
        reason: 'absence.held',
        facts: guard.facts,
      })),
    );
  }

  // Otherwise each run of a schedule would ask the same question (OC-53).
  #staysDismissed({ uid }: PlannedDecision): boolean {
    const { attended, ledger } = this.#options;
    return !attended && ledger.get(uid)?.dismissed === true;
  }

  async #plan(mapped: readonly MappedEntity[]): Promise<void> {
    const { ledger, taken, summary } = this.#options;
    const changed: MappedEntity[] = [];
    const repeated = new Set<MappedEntity>();
    for (const it of mapped) {
      const again = this.#seen.has(it.uid);
      this.#seen.add(it.uid);
      if (!taken.has(it.ref)) {
        taken.set(it.ref, { uid: it.uid, urn: it.urn });
      }
      const entry = ledger.get(it.uid);
      if (entry && (entry.missedRuns > 0 || entry.dismissed)) {
        this.#missedRuns.set(it.uid, 0);
      }
      if (
        !again &&
        entry?.state === 'present' &&
        entry.sourceHash === it.sourceHash &&
        taken.get(it.ref)?.uid === it.uid
      ) {
        summary.addDecision('ignore', 'identity.unchanged');
      } else {
        changed.push(it);
        if (again) {
          repeated.add(it);
        }
      }
    }
    if (changed.length === 0) {
      return;
    }
    const basis = await this.#options.basisOfChanged(changed);
    // Of two assets with one URN the first has taken the reference (OC-55).
    const decisions = changed.map(it =>
      this.#decide(
        { kind: 'mapped', ...it },
        repeated.has(it) ? { ...basis, takenBy: () => it.urn } : basis,
        it,
      ),
    );
    for (const { action, uid, sourceHash } of decisions) {
      if (action === 'ignore' && sourceHash && ledger.has(uid)) {
        this.#sourceHashes.set(uid, sourceHash);
      }
    }
    await this.#store(decisions);
  }

  #decide(
    subject: Subject,
    basis: Basis,
    about: { title: string; assetKind: string; sourceHash: string },
  ): PlannedDecision {
    const decision = decide(subject, this.#options.policy, basis);
    return {
      ...decision,
      title: about.title,
      assetKind: about.assetKind,
      ...('after' in decision && { hash: revisionHash(decision.after) }),
      ...(subject.kind === 'mapped' && { sourceHash: about.sourceHash }),
    };
  }

  async #store(decisions: readonly PlannedDecision[]): Promise<void> {
    for (const { action, reason } of decisions) {
      this.#options.summary.addDecision(action, reason);
    }
    // What is ignored is only counted, unless there is something to say of it.
    const kept = decisions.filter(
      it => it.action !== 'ignore' || it.facts !== undefined,
    );
    if (kept.length > 0) {
      await this.#options.store(kept);
    }
  }
}
