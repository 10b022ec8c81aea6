import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Caller } from '../../../connections/ConnectionAccess';
import { ownersOf, referencesOf } from '../../format';
import type { CatalogLookup } from '../target/CatalogLookup';

/** What is to leave the catalog, and what changes with it. */
interface Leaving {
  /** References that nothing will have any more. */
  readonly leaving: readonly string[];
  /** Those of some entities that change, as they will be then. */
  later(refs: readonly string[]): Promise<ReadonlyMap<string, Entity>>;
}

/**
 * Finds what others refer to and so must not leave, and with it what that refers
 * to itself: undoing an import never leaves a reference to nothing.
 */
export class NeededObjects {
  static create(options: {
    lookup: Pick<CatalogLookup, 'related' | 'visible'>;
  }) {
    return new NeededObjects(options.lookup);
  }

  readonly #lookup: Pick<CatalogLookup, 'related' | 'visible'>;

  private constructor(lookup: Pick<CatalogLookup, 'related' | 'visible'>) {
    this.#lookup = lookup;
  }

  /** By reference of what must stay, who needs it, for the caller to read. */
  async find(what: Leaving, caller: Caller): Promise<Map<string, string>> {
    if (what.leaving.length === 0) {
      return new Map();
    }
    const needs = await this.#needs(what);
    const visible = await this.#lookup.visible(
      [...new Set(needs.values())],
      caller.credentials,
    );
    return new Map(
      [...needs].map(([ref, by]) => [
        ref,
        visible.has(by) ? by : 'An entity you may not see',
      ]),
    );
  }

  /** By reference of what is needed, the first that needs it. */
  async #needs({ leaving, later }: Leaving): Promise<Map<string, string>> {
    const isLeaving = new Set(leaving);
    const around = new Set<string>();
    const named = new Map<string, string[]>();
    const renamed: [by: string, names: string[]][] = [];
    for await (const entities of this.#lookup.related(leaving)) {
      const then = await later(entities.map(it => stringifyEntityRef(it)));
      for (const entity of entities) {
        const ref = stringifyEntityRef(entity);
        named.set(ref, namesIn(entity));
        entity.relations?.forEach(({ targetRef }) => around.add(targetRef));
        if (then.has(ref)) {
          renamed.push([ref, namesThen(entity, then.get(ref))]);
        }
      }
    }
    const needs = new Map<string, string>();
    const open: string[] = [];
    const need = (ref: string, by: string) => {
      if (isLeaving.has(ref) && !needs.has(ref)) {
        needs.set(ref, by);
        open.push(ref);
      }
    };
    const others = [...around].filter(ref => !isLeaving.has(ref)).sort();
    for await (const entities of this.#lookup.related(others)) {
      const then = await later(entities.map(it => stringifyEntityRef(it)));
      for (const entity of entities) {
        const by = stringifyEntityRef(entity);
        namesThen(entity, then.get(by)).forEach(ref => need(ref, by));
      }
    }
    renamed.forEach(([by, names]) => names.forEach(ref => need(ref, by)));
    for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
      for (const other of named.get(ref) ?? []) {
        need(other, ref);
      }
    }
    return needs;
  }
}

/** All that an entity will refer to. */
function namesThen(entity: Entity, then = entity): string[] {
  return namesIn({ ...then, relations: entity.relations });
}

/** All that an entity refers to. */
function namesIn(entity: Entity): string[] {
  return [
    ...referencesOf(entity).map(({ ref }) => ref),
    ...Object.values(ownersOf(entity)),
  ];
}
