import {
  entityCreatePermission,
  entityUpdatePermission,
  type ReasonCode,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import type { BeforeImage } from '../../../database/DatabaseBeforeImageStore';
import type { DbObjectRow } from '../../../database/tables';
import { managerName } from '../../../plan/archive/rules/identity';
import { importPermission } from '../../../plan/archive/rules/permission';
import { ownersOf } from '../../format';
import { isSystemWide } from '../storedObject';
import type { KnownTarget, Target } from '../target/Target';
import { entityResource, resourceOf, type ImportRights } from './createBasis';
import { printOf, type DecisionBasis } from './decisionBasis';

/** What undoing does with one object; its entities are read when it is told. */
export interface UndoVerdict {
  readonly uid: string;
  /** Its reference now, or the last that it had. */
  readonly ref: string;
  readonly action: 'create' | 'replace' | 'remove' | 'reject';
  readonly rule: string;
  readonly reason: ReasonCode;
  readonly facts?: Readonly<Record<string, string>>;
  /** Of what is not rejected. */
  readonly basis?: DecisionBasis;
  /** Afterwards nothing has its reference. */
  readonly leaves: boolean;
}

type Refused = Pick<UndoVerdict, 'rule' | 'reason' | 'facts'>;

/** AR-63: what has changed since stays as it is. */
export const changedSince = {
  rule: 'AR-63',
  reason: 'undo.changed-since',
} as const satisfies Refused;

/** Decides from what an object was, what the run made of it, and what it is now. */
export function undoVerdict(options: {
  image: BeforeImage;
  current: DbObjectRow | undefined;
  target: Target;
  rights: ImportRights;
}): UndoVerdict {
  const { image, current, target, rights } = options;
  const { uid, before } = image;
  const found = target.byUid(uid);
  const row = current ?? before;
  const reject = (refused: Refused): UndoVerdict => ({
    uid,
    ref: row?.entity_ref ?? uid,
    action: 'reject',
    leaves: false,
    ...refused,
  });
  // Somebody else may have what the run had removed.
  const isElsewhere = !current && found !== undefined;
  if (!row || isElsewhere || hasChanged(image, current)) {
    return reject(changedSince);
  }
  const entity: Entity = JSON.parse(row.entity);
  const ref = before?.entity_ref ?? row.entity_ref;
  const refused =
    denied(entity, found, rights) ?? takenRef({ uid, ref }, target);
  if (refused) {
    return reject(refused);
  }
  return {
    uid,
    ref: row.entity_ref,
    ...outcome(image, current),
    rule: 'AR-63',
    basis: basisOf({ ref, entity, found, target }),
    leaves: current !== undefined && before?.entity_ref !== row.entity_ref,
  };
}

export function hasChanged(
  { afterHash }: BeforeImage,
  current: Pick<DbObjectRow, 'hash'> | undefined,
): boolean {
  return current?.hash !== afterHash;
}

function outcome(
  { before }: BeforeImage,
  current: DbObjectRow | undefined,
): Pick<UndoVerdict, 'action' | 'reason'> {
  if (!before) {
    return { action: 'remove', reason: 'undo.created' };
  }
  return current
    ? { action: 'replace', reason: 'undo.replaced' }
    : { action: 'create', reason: 'undo.removed' };
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
        rule: 'AR-20',
        reason: 'identity.ref-taken',
        facts: { ref, uid: holder.uid, manager: managerName(holder.manager) },
      }
    : { rule: 'AR-20', reason: 'identity.hidden', facts: { ref } };
}

/** AR-26: the way back needs the rights of the way there. */
function denied(
  entity: Entity,
  found: KnownTarget | undefined,
  rights: ImportRights,
): Refused | undefined {
  const rule = 'AR-26';
  const { kind } = entity;
  const permission = permissionFor(entity);
  if (permission !== undefined && !rights.has(permission)) {
    return { rule, reason: 'permission.import', facts: { kind, permission } };
  }
  if (found) {
    const { ref } = found;
    const { name } = entityUpdatePermission;
    return rights.mayUpdate(resourceOf(found))
      ? undefined
      : { rule, reason: 'permission.update', facts: { ref, permission: name } };
  }
  const { name } = entityCreatePermission;
  return rights.mayCreate(entityResource(entity))
    ? undefined
    : { rule, reason: 'permission.create', facts: { kind, permission: name } };
}

function permissionFor(entity: Entity): string | undefined {
  const { apiVersion, kind } = entity;
  const { organization } = ownersOf(entity);
  const systemWide = isSystemWide(kind, organization);
  return importPermission({ apiVersion, kind, systemWide });
}

function basisOf(options: {
  ref: string;
  entity: Entity;
  found: KnownTarget | undefined;
  target: Target;
}): DecisionBasis {
  const { ref, entity, found, target } = options;
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
