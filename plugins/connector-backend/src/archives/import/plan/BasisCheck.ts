import type { Caller } from '../../../connections/ConnectionAccess';
import type {
  DatabasePlanStore,
  PlannedChange,
} from '../../../database/DatabasePlanStore';
import type { EntityAccess } from '../../EntityAccess';
import type { TargetReader } from '../target/TargetReader';
import { readRights } from './createBasis';
import { changeOf, type DecisionBasis } from './decisionBasis';

/** Tells whether the catalog is as it was when a plan was made (AR-60). */
export class BasisCheck {
  static create(options: {
    plans: DatabasePlanStore;
    targets: TargetReader;
    access: EntityAccess;
  }) {
    return new BasisCheck(options);
  }

  readonly #options: Parameters<typeof BasisCheck.create>[0];

  private constructor(options: Parameters<typeof BasisCheck.create>[0]) {
    this.#options = options;
  }

  /** One sentence for each object about which something has changed. */
  async changes(planId: string, caller: Caller): Promise<string[]> {
    const { plans, targets, access } = this.#options;
    const rights = await readRights(access, caller);
    const found: string[] = [];
    for await (const batch of plans.changes(planId)) {
      const decided = batch.map(withBasis);
      const target = await targets.read(
        {
          uids: new Set(decided.map(({ uid }) => uid)),
          refs: new Set(
            decided.flatMap(({ ref, basis }) => [ref, ...basis.needs]),
          ),
        },
        caller.credentials,
      );
      for (const decision of decided) {
        const change = changeOf(decision, target, rights);
        if (change !== undefined) {
          found.push(change);
        }
      }
    }
    return found;
  }
}

function withBasis(change: PlannedChange) {
  if (change.basis === null) {
    throw new TypeError(`Nothing is known of the basis of ${change.ref}`);
  }
  return { ...change, basis: JSON.parse(change.basis) as DecisionBasis };
}
