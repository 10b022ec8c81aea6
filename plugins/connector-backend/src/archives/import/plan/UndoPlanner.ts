import {
  ARCHIVE_SOURCE_ID,
  runStates,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import type { Caller } from '../../../connections/ConnectionAccess';
import type {
  BeforeImage,
  DatabaseBeforeImageStore,
} from '../../../database/DatabaseBeforeImageStore';
import type { PlannedDecision } from '../../../database/DatabaseDecisionStore';
import type { DatabaseObjectStore } from '../../../database/DatabaseObjectStore';
import type { EntityAccess } from '../../EntityAccess';
import type { TargetReader } from '../target/TargetReader';
import { readRights, type ImportRights } from './createBasis';
import type { NeededObjects } from './NeededObjects';
import { undoDecision } from './undoDecision';
import { undoVerdict, type UndoVerdict } from './undoVerdict';

/** What undoing a run would do, decision by decision. */
export interface UndoPlan {
  readonly applicable: boolean;
  /** In the order in which the run applied its own; read as it is taken. */
  decisions(): AsyncGenerator<PlannedDecision[]>;
}

type Verdicts = ReadonlyMap<string, UndoVerdict>;

/**
 * Decides what undoing an archive import would do, from its before-images: first
 * about all objects, of which it keeps a few texts each; then makes the decisions
 * with their entities, a batch at a time.
 */
export class UndoPlanner {
  static create(options: {
    images: Pick<DatabaseBeforeImageStore, 'list' | 'entities'>;
    objects: Pick<DatabaseObjectStore, 'byUids'>;
    targets: Pick<TargetReader, 'read'>;
    access: EntityAccess;
    needed: Pick<NeededObjects, 'find'>;
  }) {
    return new UndoPlanner(options);
  }

  readonly #options: Parameters<typeof UndoPlanner.create>[0];

  private constructor(options: Parameters<typeof UndoPlanner.create>[0]) {
    this.#options = options;
  }

  /** @throws ConflictError when there is nothing that could be undone. */
  requireUndoable({ connectionId, kind, state }: Run): void {
    if (connectionId !== ARCHIVE_SOURCE_ID || kind !== 'import') {
      throw new ConflictError('Only imports of archives can be undone');
    }
    if (!runStates[state].ended) {
      throw new ConflictError(
        'The import is still active; wait for its end or cancel it',
      );
    }
  }

  async plan(run: Run, caller: Caller): Promise<UndoPlan> {
    const rights = await readRights(this.#options.access, caller);
    const decided = new Map<string, UndoVerdict>();
    for await (const images of this.#options.images.list(run.id)) {
      const verdicts = await this.#decide(images, rights, caller);
      verdicts.forEach(verdict => decided.set(verdict.uid, verdict));
    }
    const verdicts = await this.#keepNeeded(run.id, decided, caller);
    return {
      applicable: [...verdicts.values()].some(it => it.action !== 'reject'),
      decisions: () => this.#decisions(run.id, verdicts),
    };
  }

  async #decide(
    images: readonly BeforeImage[],
    rights: ImportRights,
    caller: Caller,
  ): Promise<UndoVerdict[]> {
    const { targets, objects } = this.#options;
    const uids = images.map(({ uid }) => uid);
    const current = await objects.byUids(uids);
    // An import may have renamed an entity: both references matter.
    const refs = [
      ...images.flatMap(({ before }) => before?.entity_ref ?? []),
      ...[...current.values()].map(({ entity_ref: ref }) => ref),
    ];
    const target = await targets.read(
      { uids: new Set(uids), refs: new Set(refs) },
      caller.credentials,
    );
    return images.map(image =>
      undoVerdict({ image, current: current.get(image.uid), target, rights }),
    );
  }

  /** Rejects what must not go, since others refer to it. */
  async #keepNeeded(
    runId: string,
    verdicts: Verdicts,
    caller: Caller,
  ): Promise<Verdicts> {
    const all = [...verdicts.values()];
    const replaced = new Map(
      all
        .filter(({ action }) => action === 'replace')
        .map(({ ref, uid }) => [ref, uid]),
    );
    const needs = await this.#options.needed.find(
      {
        leaving: all.filter(({ leaves }) => leaves).map(({ ref }) => ref),
        later: refs => this.#later(runId, replaced, refs),
      },
      caller,
    );
    return new Map(
      all.map(verdict => {
        const by = verdict.leaves ? needs.get(verdict.ref) : undefined;
        return [verdict.uid, by === undefined ? verdict : kept(verdict, by)];
      }),
    );
  }

  /** What of these is replaced, as it will be then; by its reference now. */
  async #later(
    runId: string,
    replaced: ReadonlyMap<string, string>,
    refs: readonly string[],
  ): Promise<Map<string, Entity>> {
    const uids = new Map(
      refs.flatMap(ref => {
        const uid = replaced.get(ref);
        return uid === undefined ? [] : [[uid, ref] as const];
      }),
    );
    const before = await this.#options.images.entities(runId, [...uids.keys()]);
    return new Map(
      [...before].map(([uid, entity]) => [uids.get(uid)!, entity]),
    );
  }

  async *#decisions(
    runId: string,
    verdicts: Verdicts,
  ): AsyncGenerator<PlannedDecision[]> {
    for await (const images of this.#options.images.list(runId)) {
      const uids = images.map(({ uid }) => uid);
      const current = await this.#options.objects.byUids(uids);
      yield images.flatMap(image => {
        const verdict = verdicts.get(image.uid);
        return verdict
          ? undoDecision(verdict, image, current.get(image.uid))
          : [];
      });
    }
  }
}

function kept(verdict: UndoVerdict, needs: string): UndoVerdict {
  const { uid, ref, rule } = verdict;
  return {
    uid,
    ref,
    rule,
    action: 'reject',
    reason: 'undo.needed',
    facts: { needs },
    leaves: false,
  };
}
