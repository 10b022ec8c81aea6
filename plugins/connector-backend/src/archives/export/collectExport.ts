import {
  annotations,
  type ExportSelection,
} from '@backstage-connector/plugin-connector-common';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { DatedEntity } from '../modifiedAt';
import { MOST_REF, ownersOf, referencesOf, uidOf } from '../format';
import type { CallersCatalog } from './CallersCatalog';
import type { CollectedObject, Collection, Lead } from './types';

/** What an entity is wanted for. */
interface Want {
  readonly ref: string;
  /** Absent: it was chosen. */
  readonly neededBy?: string;
}

interface CollectOptions {
  readonly catalog: CallersCatalog;
  dateEntities(entities: readonly Entity[]): Promise<DatedEntity[]>;
}

class Collector {
  readonly #selection: ExportSelection;
  readonly #options: CollectOptions;
  readonly #found = new Map<string, CollectedObject>();
  readonly #uids = new Map<string, string>();
  readonly #lookedFor = new Set<string>();
  readonly #unchanged = new Set<string>();
  readonly #failures: { ref: string; error: string }[] = [];
  /** Equal texts once: there are as many as references. */
  readonly #texts = new Map<string, string>();
  #latest: CollectedObject[] = [];

  constructor(selection: ExportSelection, options: CollectOptions) {
    this.#selection = selection;
    this.#options = options;
  }

  async choose(): Promise<void> {
    const { refs = [], query } = this.#selection;
    const named = await this.#read(chosenRefs(refs).map(ref => ({ ref })));
    for (const ref of named) {
      this.#failures.push({
        ref,
        error: 'is not in the catalog, or you may not see it',
      });
    }
    if (query) {
      for await (const entities of this.#options.catalog.query(query)) {
        await this.#take(entities.map(entity => ({ entity })));
      }
    }
  }

  async follow(): Promise<void> {
    for (let depth = 0; this.#latest.length > 0; depth++) {
      const from = this.#latest.sort(byRef);
      this.#latest = [];
      const wanted = new Map<string, Want>();
      for (const object of from) {
        for (const { ref } of this.#leadsOf(object, depth)) {
          if (!this.#lookedFor.has(ref) && !wanted.has(ref)) {
            wanted.set(ref, { ref, neededBy: object.ref });
          }
        }
      }
      await this.#read([...wanted.values()]);
    }
  }

  async collection(): Promise<Collection> {
    const objects = [...this.#found.values()]
      .filter(({ ref }) => !this.#unchanged.has(ref))
      .sort(byRef);
    const unknown = new Set<string>();
    for (const { owners, references } of objects) {
      for (const { ref } of [...owners, ...references]) {
        if (!this.#lookedFor.has(ref)) {
          unknown.add(ref);
        }
      }
    }
    for (const [ref, uid] of await this.#options.catalog.uids([...unknown])) {
      this.#uids.set(ref, uid);
    }
    return {
      objects,
      uids: this.#uids,
      unchanged: this.#unchanged,
      failures: this.#failures,
    };
  }

  #leadsOf(object: CollectedObject, depth: number): readonly Lead[] {
    const { withOwners, withReferences } = this.#selection;
    return [
      ...(withOwners ? object.owners : []),
      ...(withReferences && depth < this.#selection.depth
        ? object.references
        : []),
    ];
  }

  /** @returns the references of what is not there. */
  async #read(wanted: readonly Want[]): Promise<string[]> {
    const wants = new Map(wanted.map(want => [want.ref, want]));
    const missing: string[] = [];
    const refs = [...wants.keys()];
    for await (const page of this.#options.catalog.byRefs(refs)) {
      for (const { ref, entity } of page) {
        this.#lookedFor.add(ref);
        if (!entity) {
          missing.push(ref);
        }
      }
      await this.#take(
        page.flatMap(({ ref, entity }) =>
          entity ? [{ entity, neededBy: wants.get(ref)?.neededBy }] : [],
        ),
      );
    }
    return missing;
  }

  async #take(
    found: readonly { entity: Entity; neededBy?: string }[],
  ): Promise<void> {
    for (const { entity, neededBy } of found) {
      const ref = this.#text(stringifyEntityRef(entity));
      const uid = uidOf(entity);
      if (uid === undefined || this.#found.has(ref)) {
        continue;
      }
      const object = this.#collected(entity, ref, neededBy);
      this.#lookedFor.add(ref);
      this.#found.set(ref, object);
      this.#uids.set(ref, uid);
      this.#latest.push(object);
    }
    const { modifiedSince } = this.#selection;
    if (modifiedSince !== undefined) {
      const since = new Date(modifiedSince).toISOString();
      const dated = await this.#options.dateEntities(
        found.map(({ entity }) => entity),
      );
      for (const { entity, modifiedAt } of dated) {
        if (modifiedAt < since) {
          this.#unchanged.add(stringifyEntityRef(entity));
        }
      }
    }
  }

  #collected(
    entity: Entity,
    ref: string,
    neededBy: string | undefined,
  ): CollectedObject {
    const { kind, metadata } = entity;
    return {
      ref,
      kind: this.#text(kind),
      title: this.#text(metadata.title ?? metadata.name),
      topLevel: neededBy === undefined,
      ...(neededBy !== undefined && { neededBy }),
      owners: this.#leads(ownerLeads(entity)),
      references: this.#leads(referencesOf(entity)),
    };
  }

  #leads(leads: readonly Lead[]): readonly Lead[] {
    return leads
      .filter(({ ref }) => ref.length <= MOST_REF)
      .map(({ path, ref }) => ({
        path: this.#text(path),
        ref: this.#text(ref),
      }));
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) {
      return known;
    }
    this.#texts.set(text, text);
    return text;
  }
}

/**
 * Finds what an export is to hold (AR-1): what was chosen, then step by step what
 * that leads to. Reads whole entities, but keeps only what leads further.
 *
 * @throws InputError that names the field that is wrong.
 */
export async function collectExport(
  selection: ExportSelection,
  options: CollectOptions,
): Promise<Collection> {
  const collector = new Collector(selection, options);
  await collector.choose();
  await collector.follow();
  return collector.collection();
}

function ownerLeads(entity: Entity): Lead[] {
  const { owner, organization } = ownersOf(entity);
  const organizationPath = owner
    ? `metadata.annotations["${annotations.organization}"]`
    : 'spec.owner';
  return [
    ...(owner ? [{ path: 'spec.owner', ref: owner }] : []),
    ...(organization ? [{ path: organizationPath, ref: organization }] : []),
  ];
}

function chosenRefs(refs: readonly string[]): string[] {
  return refs.map((text, index) => {
    try {
      const ref = stringifyEntityRef(parseEntityRef(text));
      if (ref.length <= MOST_REF) {
        return ref;
      }
    } catch {
      // It is refused below.
    }
    throw new InputError(
      `"refs[${index}]" must be a reference in full, such as component:default/shop`,
    );
  });
}

function byRef(one: { ref: string }, other: { ref: string }): number {
  if (one.ref === other.ref) {
    return 0;
  }
  return one.ref < other.ref ? -1 : 1;
}
