import {
  connectionLocation,
  type Delivery,
  type Rejection,
} from '@backstage-connector/plugin-connector-common';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { checkEntity } from './checkEntity';

/** What of a delivery the catalog can take. */
export interface CheckedDelivery {
  /** By reference. */
  readonly added: Map<string, Entity>;
  readonly removed: readonly string[];
  readonly rejected: Rejection[];
}

/**
 * Parts what the catalog would refuse from the rest. The catalog itself loses the
 * whole mutation for one malformed entity, or accepts it and never shows it.
 */
export async function checkDelivery(
  delivery: Delivery,
): Promise<CheckedDelivery> {
  const location = connectionLocation(delivery.source);
  const added = new Map<string, Entity>();
  const removed = new Set<string>();
  const rejected: Rejection[] = [];
  for (const [index, entity] of delivery.added.entries()) {
    const ref = refOf(entity);
    const error =
      (await checkEntity(entity, location)) ??
      (ref !== undefined && added.has(ref)
        ? 'is twice in one delivery'
        : undefined);
    if (error !== undefined || ref === undefined) {
      rejected.push({
        ref: ref ?? `added[${index}]`,
        error: error ?? 'has no valid reference',
      });
    } else {
      added.set(ref, entity);
    }
  }
  for (const [index, given] of delivery.removed.entries()) {
    const ref = normalRef(given);
    if (ref === undefined) {
      rejected.push({
        ref: given || `removed[${index}]`,
        error: 'is not an entity reference such as resource:default/orders',
      });
    } else if (added.has(ref)) {
      rejected.push({ ref, error: 'is both added and removed; it is added' });
    } else {
      removed.add(ref);
    }
  }
  return { added, removed: [...removed], rejected };
}

function refOf(entity: Entity): string | undefined {
  try {
    return stringifyEntityRef(entity);
  } catch {
    return undefined;
  }
}

function normalRef(ref: string): string | undefined {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    return undefined;
  }
}
