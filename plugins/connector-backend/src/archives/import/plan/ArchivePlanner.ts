import {
  assetUrn,
  type Archive,
  type ArchiveOptions,
  type ArchiveSelection,
} from '@backstage-connector/plugin-connector-common';
import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { ArchivesConfig } from '../../../config/archivesSchema';
import type { Caller } from '../../../connections/ConnectionAccess';
import { chunks } from '../../../database/chunks';
import type { DatabaseArchiveStore } from '../../../database/DatabaseArchiveStore';
import type { PlannedDecision } from '../../../database/DatabaseDecisionStore';
import type { DatabaseMappingStore } from '../../../database/DatabaseMappingStore';
import type { DatabaseObjectStore } from '../../../database/DatabaseObjectStore';
import {
  namesAsked,
  optionProblems,
  planArchive,
  relocate,
  SharedTexts,
  type ArchivedObject,
  type ArchiveVerdicts,
  type Verdict,
} from '../../../plan/archive';
import { changes } from '../../../plan/diff';
import { revisionHash } from '../../../plan/fingerprint';
import type { EntityAccess } from '../../EntityAccess';
import { canonicalEntity } from '../../format';
import type { CatalogLookup } from '../target/CatalogLookup';
import type { Target } from '../target/Target';
import type { TargetReader } from '../target/TargetReader';
import { createBasis, readRights } from './createBasis';
import { basisOf, lostEntity } from './decisionBasis';
import { desiredEntity } from './desiredEntity';
import { reachable } from './reachable';

/** What would be done with an archive, decision by decision. */
export interface ImportPlan {
  /** With the mappings from earlier imports, and those to be forgotten. */
  readonly options: ArchiveOptions;
  readonly verdicts: ArchiveVerdicts;
  /** In the order of the archive, with the entities; read as it is taken. */
  decisions(): AsyncGenerator<PlannedDecision[]>;
}

/**
 * Decides what an import would do: first about all objects without their
 * entities, which are many; then makes the entities of those to be written, a
 * batch at a time.
 */
export class ArchivePlanner {
  static create(options: {
    archives: DatabaseArchiveStore;
    mappings: DatabaseMappingStore;
    objects: Pick<DatabaseObjectStore, 'entities'>;
    lookup: CatalogLookup;
    targets: TargetReader;
    access: EntityAccess;
    kinds: ArchivesConfig['kinds'];
    /** The base URL of this portal. */
    portal: string;
  }) {
    return new ArchivePlanner(options);
  }

  readonly #options: Parameters<typeof ArchivePlanner.create>[0];

  private constructor(options: Parameters<typeof ArchivePlanner.create>[0]) {
    this.#options = options;
  }

  /** @throws InputError when an option or the selection means nothing here. */
  async plan(
    archive: Archive,
    wanted: { selection: ArchiveSelection; options: ArchiveOptions },
    caller: Caller,
  ): Promise<ImportPlan> {
    const { selection } = wanted;
    const objects = await this.#objects(archive.id);
    const concerned = reachable(objects, selection);
    const kept = await this.#options.mappings.get(
      archive.header.source.instance,
    );
    const asked = wanted.options.mapping;
    const mapping = mapped({ ...kept, ...asked });
    const target = await this.#options.targets.read(
      namesAsked(concerned, { ...wanted.options, mapping }),
      caller.credentials,
    );
    const rights = await readRights(this.#options.access, caller);
    const basis = await createBasis({
      ...this.#options,
      objects: concerned,
      target,
      rights,
      importer: caller.ref,
    });
    const options = {
      ...wanted.options,
      mapping: inEffect(mapping, asked, target),
    };
    const problems = optionProblems(objects, selection, options, basis);
    if (problems.length > 0) {
      throw new InputError(
        problems
          .map(({ field, problem }) => `"${field}": ${problem}`)
          .join('; '),
      );
    }
    const verdicts = planArchive(objects, selection, options, basis);
    const bySeq = new Map(concerned.map(object => [object.seq, object]));
    return {
      options: { ...options, mapping: { ...asked, ...options.mapping } },
      verdicts,
      decisions: () => this.#decisions(archive, verdicts, bySeq, target),
    };
  }

  async #objects(id: string): Promise<ArchivedObject[]> {
    const texts = new SharedTexts();
    const objects: ArchivedObject[] = [];
    for await (const batch of this.#options.archives.headers(id)) {
      batch.forEach(object => objects.push(texts.share(object)));
    }
    return objects;
  }

  async *#decisions(
    archive: Archive,
    { verdicts }: ArchiveVerdicts,
    objects: ReadonlyMap<number, ArchivedObject>,
    target: Target,
  ): AsyncGenerator<PlannedDecision[]> {
    for (const batch of chunks(verdicts)) {
      const written = batch.filter(({ relocation }) => relocation);
      const entities = await this.#options.archives.entities(
        archive.id,
        written.map(({ seq }) => seq),
      );
      const before = await this.#before(
        written.flatMap(({ seq }) => target.byUid(objects.get(seq)!.uid) ?? []),
      );
      yield batch.map(verdict => {
        const object = objects.get(verdict.seq)!;
        return toDecision({
          verdict,
          object,
          instance: archive.header.source.instance,
          entity: entities.get(verdict.seq),
          before: before.get(object.uid),
          target,
        });
      });
    }
  }

  /** The entities to be replaced, by uid. */
  async #before(
    replaced: readonly { uid: string; ref: string }[],
  ): Promise<Map<string, Before>> {
    const known = await this.#options.objects.entities(
      replaced.map(({ uid }) => uid),
    );
    const found = new Map<string, Before>(
      [...known].map(([uid, entity]) => [uid, { entity, isKnown: true }]),
    );
    // Ours, but unknown to a ledger that was restored.
    const unknown = replaced.filter(({ uid }) => !found.has(uid));
    const refs = unknown.map(({ ref }) => ref);
    for await (const entities of this.#options.lookup.byRefs(refs)) {
      for (const entity of entities) {
        const { name, namespace = 'default' } = entity.metadata;
        const ref = `${entity.kind}:${namespace}/${name}`.toLowerCase();
        const it = unknown.find(({ ref: other }) => other === ref);
        if (it) {
          found.set(it.uid, { entity, isKnown: false });
        }
      }
    }
    return found;
  }
}

/** An entity to be replaced, and whether the ledger has it. */
interface Before {
  readonly entity: Entity;
  readonly isKnown: boolean;
}

type Mapping = Readonly<Record<string, string>>;

/** Mapped to nothing is not mapped: what was kept is to be forgotten. */
function mapped(mapping: Mapping): Record<string, string> {
  return Object.fromEntries(Object.entries(mapping).filter(([, to]) => to));
}

/** Without who is gone since it was kept. */
function inEffect(
  mapping: Mapping,
  asked: Mapping,
  target: Target,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping).filter(
      ([from, to]) =>
        Object.hasOwn(asked, from) ||
        (target.byRef(to) && target.isVisible(to)),
    ),
  );
}

function toDecision(options: {
  verdict: Verdict;
  object: ArchivedObject;
  instance: string;
  entity: Entity | undefined;
  before: Before | undefined;
  target: Target;
}): PlannedDecision {
  const { verdict, object, entity, target } = options;
  const { action, rule, reason, facts, notes, relocation } = verdict;
  const about = {
    uid: object.uid,
    ref: object.ref,
    urn: urnOf(object.ref, options.instance),
    title: object.title,
    assetKind: object.kind.slice(0, 63),
    rule,
    reason,
    ...(facts && { facts }),
    ...(notes && { notes }),
  };
  if (action !== 'create' && action !== 'replace') {
    return { ...about, action };
  }
  if (!entity || !relocation) {
    throw new TypeError(`Object ${object.seq} of the archive has no entity`);
  }
  const before = options.before && canonicalEntity(options.before.entity);
  const relocated = canonicalEntity(relocate(entity, relocation, before));
  const after = desiredEntity(relocated, object.uid);
  const applied = {
    ...about,
    after,
    hash: revisionHash(after),
    modifiedAt: object.modifiedAt,
    basis: {
      ...basisOf({ object, relocation, after, target }),
      ...(options.before?.isKnown === false && {
        before: lostEntity(options.before.entity, object.uid, target),
      }),
    },
  };
  return before && action === 'replace'
    ? { ...applied, action, before, changes: changes(before, relocated) }
    : { ...applied, action: 'create' };
}

function urnOf(ref: string, instance: string): string {
  const path = parsed(ref);
  return assetUrn({ technology: 'archive', system: instance, path });
}

// Of an object that is not valid, the reference may be none.
function parsed(ref: string): string[] {
  try {
    const { kind, namespace, name } = parseEntityRef(ref);
    return [kind, namespace, name];
  } catch {
    return [ref];
  }
}
