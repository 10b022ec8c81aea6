import {
  connectionLocation,
  type Delivery,
} from '@backstage-connector/plugin-connector-common';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';

/** A valid entity of the connection `shop`, or of the given one. */
export function table(
  name: string,
  options: { source?: string; title?: string } = {},
): Entity {
  const location = connectionLocation(options.source ?? 'shop');
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      title: options.title ?? name,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
    spec: { type: 'table', owner: 'group:default/data' },
  };
}

/** A delivery of the connection `shop`. */
export function delivery(given: Partial<Delivery> = {}): Delivery {
  return { source: 'shop', added: [], removed: [], ...given };
}
