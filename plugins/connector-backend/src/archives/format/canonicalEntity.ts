import { hash } from 'node:crypto';
import { annotations as ours } from '@backstage-connector/plugin-connector-common';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { canonicalJson, inOrder, withKey } from './canonicalJson';

/** What the catalog, or this plugin, notes on an entity for itself. */
const LOCAL_ANNOTATIONS: readonly string[] = [
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  'backstage.io/orphan',
  ours.uid,
  ours.revision,
  ours.connection,
  ours.modifiedAt,
];

/** What the catalog adds to an entity. */
const TOP_FIELDS: readonly string[] = ['relations', 'status'];

/** What the catalog writes into `metadata` by itself. */
const LOCAL_FIELDS: readonly string[] = ['uid', 'etag', 'generation'];

/**
 * An entity as archives hold it (AR-4): what its author wrote, and nothing that
 * differs between two catalogs that have the same entity. Keys are in order.
 */
export function canonicalEntity(entity: Entity): Entity {
  return inOrder(isLocalNowhere(entity) ? entity : withoutLocal(entity));
}

/** As an archive has it: to make it anew would take time for nothing. */
function isLocalNowhere(entity: Entity): boolean {
  const { annotations } = entity.metadata;
  return (
    !TOP_FIELDS.some(name => Object.hasOwn(entity, name)) &&
    localField(entity) === undefined &&
    (annotations === undefined || Object.keys(annotations).length > 0)
  );
}

function withoutLocal(entity: Entity): Entity {
  const { metadata, ...rest } = without(entity, TOP_FIELDS);
  const annotations = without(metadata.annotations ?? {}, LOCAL_ANNOTATIONS);
  return {
    ...rest,
    metadata: {
      ...without(metadata, [...LOCAL_FIELDS, 'annotations']),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
  };
}

function without<T extends object>(whole: T, names: readonly string[]): T {
  return Object.keys(whole)
    .filter(name => !names.includes(name))
    .reduce(
      (rest, name) => withKey(rest, name, whole[name as keyof T]),
      {},
    ) as T;
}

/** SHA-256 in hex of the canonical entity: equal for equal content. */
export function entityDigest(entity: Entity): string {
  return jsonDigest(canonicalEntity(entity));
}

/** SHA-256 in hex of a value as canonical JSON. */
export function jsonDigest(value: unknown): string {
  return hash('sha256', canonicalJson(value));
}

/** A field that {@link canonicalEntity} would leave out. */
export function localField({ metadata }: Entity): string | undefined {
  const field = LOCAL_FIELDS.find(name => Object.hasOwn(metadata, name));
  const annotation = LOCAL_ANNOTATIONS.find(name =>
    Object.hasOwn(metadata.annotations ?? {}, name),
  );
  return (
    (field && `metadata.${field}`) ??
    (annotation && `the annotation ${annotation}`)
  );
}
