import {
  ARCHIVE_SOURCE_ID,
  entityCreatePermission,
  entityUpdatePermission,
  runStates,
  type ReasonCode,
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
import { managerName } from '../../../plan/archive/rules/identity';
import { importPermission } from '../../../plan/archive/rules/permission';
import { changes } from '../../../plan/diff';
import type { EntityAccess } from '../../EntityAccess';
import { canonicalEntity, ownersOf } from '../../format';
import { isSystemWide } from '../storedObject';
import type { KnownTarget, Target } from '../target/Target';
import type { TargetReader } from '../target/TargetReader';
import {
  entityResource,
  readRights,
  resourceOf,
  type ImportRights,
} from './createBasis';
import { printOf, type DecisionBasis } from './decisionBasis';
import type { NeededObjects } from './NeededObjects';

const RULE = 'AR-63';

/** Decides what undoing an archive import would do, from its before-images. */
export class UndoPlanner {
  static create(options: {
    images: DatabaseBeforeImageStore;
    objects: Pick<DatabaseObjectStore, 'entities' | 'byUids'>;
    targets: TargetReader;
    access: EntityAccess;
    needed: NeededObjects;
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

  async plan(run: Run, caller: Caller): Promise<PlannedDecision[]> {
    const rights = await readRights(this.#options.access, caller);
    const decisions: PlannedDecision[] = [];
    for await (const images of this.#options.images.list(run.id)) {
      decisions.push(...(await this.#decide(images, rights, caller)));
    }
    return this.#options.needed.keep(decisions, caller);
  }

  async #decide(
    images: readonly BeforeImage[],
    rights: ImportRights,
    caller: Caller,
  ): Promise<PlannedDecision[]> {
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
      decide({ image, current: current.get(image.uid), target, rights }),
    );
  }
}

/** Why something is not undone. */
interface Refused {
  readonly reason: ReasonCode;
  readonly facts: Readonly<Record<string, string>>;
}

type Current = Pick<
  NonNullable<BeforeImage['before']>,
  'uid' | 'entity_ref' | 'urn' | 'title' | 'asset_kind' | 'entity' | 'hash'
>;

function decide(options: {
  image: BeforeImage;
  current: Current | undefined;
  target: Target;
  rights: ImportRights;
}): PlannedDecision {
  const { image, current, target, rights } = options;
  const { uid, before, afterHash } = image;
  const found = target.byUid(uid);
  const row = current ?? before;
  const because = (
    reason: ReasonCode,
    facts: Readonly<Record<string, string>> = {},
  ) => ({
    uid,
    ref: row?.entity_ref ?? uid,
    urn: row?.urn ?? uid,
    title: row?.title ?? uid,
    assetKind: row?.asset_kind ?? '',
    rule: RULE,
    reason,
    facts,
  });
  // Somebody else may have what the run had removed.
  const isElsewhere = !current && found !== undefined;
  if (current?.hash !== afterHash || !row || isElsewhere) {
    return { ...because('undo.changed-since'), action: 'reject' };
  }
  const entity: Entity = JSON.parse(row.entity);
  const denial = denied(entity, found, rights);
  if (denial) {
    const { reason, facts } = denial;
    return { ...because(reason, facts), rule: 'AR-26', action: 'reject' };
  }
  const ref = before?.entity_ref ?? row.entity_ref;
  const taken = takenRef({ uid, ref }, target);
  if (taken) {
    const { reason, facts } = taken;
    return { ...because(reason, facts), rule: 'AR-20', action: 'reject' };
  }
  const basis = basisOf(ref, entity, found, target);
  if (!before) {
    return {
      ...because('undo.created'),
      action: 'remove',
      before: entity,
      basis,
    };
  }
  const after: Entity = JSON.parse(before.entity);
  const restored = {
    after,
    hash: before.hash,
    modifiedAt: before.modified_at,
    basis,
    ref,
    title: before.title,
  };
  if (!current) {
    return { ...because('undo.removed'), ...restored, action: 'create' };
  }
  return {
    ...because('undo.replaced'),
    ...restored,
    action: 'replace',
    before: entity,
    changes: changes(canonicalEntity(entity), canonicalEntity(after)),
  };
}

/** AR-20: what was renamed cannot have its reference back while another has it. */
function takenRef(
  { uid, ref }: Pick<KnownTarget, 'uid' | 'ref'>,
  target: Target,
): Refused | undefined {
  const holder = target.byRef(ref);
  if (!holder || holder.uid === uid) {
    return undefined;
  }
  return target.isVisible(ref)
    ? {
        reason: 'identity.ref-taken',
        facts: { ref, uid: holder.uid, manager: managerName(holder.manager) },
      }
    : { reason: 'identity.hidden', facts: { ref } };
}

/** AR-26: the way back needs the rights of the way there. */
function denied(
  entity: Entity,
  found: KnownTarget | undefined,
  rights: ImportRights,
): Refused | undefined {
  const { kind } = entity;
  const permission = permissionFor(entity);
  if (permission !== undefined && !rights.has(permission)) {
    return { reason: 'permission.import', facts: { kind, permission } };
  }
  if (found) {
    return rights.mayUpdate(resourceOf(found))
      ? undefined
      : {
          reason: 'permission.update',
          facts: { ref: found.ref, permission: entityUpdatePermission.name },
        };
  }
  return rights.mayCreate(entityResource(entity))
    ? undefined
    : {
        reason: 'permission.create',
        facts: { kind, permission: entityCreatePermission.name },
      };
}

function permissionFor(entity: Entity): string | undefined {
  const { apiVersion, kind } = entity;
  const { organization } = ownersOf(entity);
  const systemWide = isSystemWide(kind, organization);
  return importPermission({ apiVersion, kind, systemWide });
}

function basisOf(
  ref: string,
  entity: Entity,
  found: KnownTarget | undefined,
  target: Target,
): DecisionBasis {
  const holder = target.byRef(ref)?.uid;
  const permission = permissionFor(entity);
  return {
    ...printOf(found),
    ...(holder !== undefined && { holder }),
    needs: [],
    ...(permission !== undefined && { permission }),
    ...(!found && { resource: entityResource(entity) }),
  };
}
