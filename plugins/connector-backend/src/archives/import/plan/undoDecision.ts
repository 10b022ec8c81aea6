import type { Entity } from '@backstage/catalog-model';
import type { BeforeImage } from '../../../database/DatabaseBeforeImageStore';
import type { PlannedDecision } from '../../../database/DatabaseDecisionStore';
import type { DbObjectRow } from '../../../database/tables';
import { changes } from '../../../plan/diff';
import { canonicalEntity } from '../../format';
import { changedSince, hasChanged, type UndoVerdict } from './undoVerdict';

/** A verdict with what is to be written, from what was before and is now. */
export function undoDecision(
  verdict: UndoVerdict,
  image: BeforeImage,
  current: DbObjectRow | undefined,
): PlannedDecision {
  const { before } = image;
  const row = current ?? before;
  const { uid, ref, action, rule, reason, facts, basis } = verdict;
  const about = {
    uid,
    ref,
    urn: row?.urn ?? uid,
    title: row?.title ?? uid,
    assetKind: row?.asset_kind ?? '',
    rule,
    reason,
    ...(facts && { facts }),
  };
  if (action === 'reject') {
    return { ...about, action };
  }
  if (!row || hasChanged(image, current)) {
    return { ...about, ...changedSince, action: 'reject' };
  }
  const entity: Entity = JSON.parse(row.entity);
  if (!before) {
    return { ...about, action: 'remove', before: entity, basis };
  }
  const after: Entity = JSON.parse(before.entity);
  const restored = {
    ...about,
    ref: before.entity_ref,
    title: before.title,
    after,
    hash: before.hash,
    modifiedAt: before.modified_at,
    basis,
  };
  return current
    ? {
        ...restored,
        action: 'replace',
        before: entity,
        changes: changes(canonicalEntity(entity), canonicalEntity(after)),
      }
    : { ...restored, action: 'create' };
}
