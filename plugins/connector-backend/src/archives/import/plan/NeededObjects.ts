import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Caller } from '../../../connections/ConnectionAccess';
import type { PlannedDecision } from '../../../database/DatabaseDecisionStore';
import { ownersOf, referencesOf } from '../../format';
import type { CatalogLookup } from '../target/CatalogLookup';

type Removal = Extract<PlannedDecision, { action: 'remove' }>;

/**
 * Keeps what others refer to from being removed, and with it what it refers to
 * itself: undoing an import never leaves a reference to nothing.
 */
export class NeededObjects {
  static create(options: { lookup: CatalogLookup }) {
    return new NeededObjects(options.lookup);
  }

  readonly #lookup: CatalogLookup;

  private constructor(lookup: CatalogLookup) {
    this.#lookup = lookup;
  }

  /** The decisions, with those removals rejected that must not be. */
  async keep(
    decisions: readonly PlannedDecision[],
    caller: Caller,
  ): Promise<PlannedDecision[]> {
    const removals = new Map(
      decisions.flatMap(it =>
        it.action === 'remove' ? [[it.ref, it] as const] : [],
      ),
    );
    if (removals.size === 0) {
      return [...decisions];
    }
    const later = new Map(
      decisions.flatMap(it =>
        it.action === 'replace' ? [[it.ref, it.after] as const] : [],
      ),
    );
    const needs = await this.#needs(removals, later);
    const visible = await this.#lookup.visible(
      [...new Set(needs.values())],
      caller.credentials,
    );
    return decisions.map(decision => {
      const by = needs.get(decision.ref);
      if (decision.action !== 'remove' || by === undefined) {
        return decision;
      }
      const { before: _, ...about } = decision;
      return {
        ...about,
        action: 'reject',
        reason: 'undo.needed',
        facts: { needs: visible.has(by) ? by : 'An entity you may not see' },
      };
    });
  }

  /** By reference of what is needed, the first that needs it. */
  async #needs(
    removals: ReadonlyMap<string, Removal>,
    later: ReadonlyMap<string, Entity>,
  ): Promise<Map<string, string>> {
    const around = new Set<string>();
    const named = new Map<string, string[]>();
    for await (const entities of this.#lookup.related([...removals.keys()])) {
      for (const entity of entities) {
        named.set(stringifyEntityRef(entity), namesIn(entity));
        entity.relations?.forEach(({ targetRef }) => around.add(targetRef));
      }
    }
    const needs = new Map<string, string>();
    const open: string[] = [];
    const need = (ref: string, by: string) => {
      if (removals.has(ref) && !needs.has(ref)) {
        needs.set(ref, by);
        open.push(ref);
      }
    };
    const others = [...around].filter(ref => !removals.has(ref)).sort();
    for await (const entities of this.#lookup.related(others)) {
      for (const entity of entities) {
        const by = stringifyEntityRef(entity);
        // What it will be once the rest is undone.
        const then = { ...(later.get(by) ?? entity) };
        namesIn({ ...then, relations: entity.relations }).forEach(ref =>
          need(ref, by),
        );
      }
    }
    for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
      for (const other of named.get(ref) ?? []) {
        need(other, ref);
      }
    }
    return needs;
  }
}

/** All that an entity refers to. */
function namesIn(entity: Entity): string[] {
  return [
    ...referencesOf(entity).map(({ ref }) => ref),
    ...Object.values(ownersOf(entity)),
  ];
}
