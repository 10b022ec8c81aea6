import {
  deliveryLimits,
  type Delivery,
} from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef } from '@backstage/catalog-model';

/** Of one request: about 50 ms for the catalog to parse. */
const USUAL_BYTES = 8 * 1024 * 1024;

/** One request to the catalog. */
export interface DeliveryBatch {
  /** JSON. */
  readonly body: string;
  /** How many references it adds and removes. */
  readonly references: number;
}

/**
 * Parts a delivery so that no request is too much for the catalog. Each entity is
 * made into JSON once. Removals come last: a crash before them leaves an entity
 * too many rather than one too few.
 */
export function* splitDelivery(
  delivery: {
    readonly source: string;
    readonly added: Delivery['added'];
    readonly removed: readonly string[];
  },
  usualBytes: number = USUAL_BYTES,
): Generator<DeliveryBatch> {
  const { source, added } = delivery;
  const batchOf = (
    entities: readonly string[],
    removed: readonly string[],
  ): DeliveryBatch => ({
    body: `{"source":${JSON.stringify(source)},"added":[${entities.join(
      ',',
    )}],"removed":${JSON.stringify(removed)}}`,
    references: entities.length + removed.length,
  });

  let entities: string[] = [];
  let bytes = 0;
  for (const entity of added) {
    const json = JSON.stringify(entity);
    const length = Buffer.byteLength(json) + 1;
    const full =
      entities.length === deliveryLimits.references ||
      bytes + length > usualBytes;
    if (full && entities.length > 0) {
      yield batchOf(entities, []);
      entities = [];
      bytes = 0;
    }
    entities.push(json);
    bytes += length;
  }

  // The catalog would lose an entity that one request adds and the next removes.
  const kept = new Set(added.map(entity => stringifyEntityRef(entity)));
  const removed = delivery.removed.filter(ref => !kept.has(ref));
  for (let start = 0; entities.length > 0 || start < removed.length; ) {
    const end = start + deliveryLimits.references;
    yield batchOf(entities, removed.slice(start, end));
    entities = [];
    start = end;
  }
}
