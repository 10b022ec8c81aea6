import { annotations } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import type { DatabaseSeenContentStore } from '../database/DatabaseSeenContentStore';
import { entityDigest, uidOf } from './format';

/** An entity, and when its content changed last. */
export interface DatedEntity {
  readonly entity: Entity;
  readonly uid: string;
  /** Of the canonical entity. */
  readonly hash: string;
  /** ISO 8601, UTC. */
  readonly modifiedAt: string;
}

/**
 * Dates entities of the catalog (AR-6): by the ledger those that this plugin
 * manages; by their annotation; else by when this content was first seen, which
 * is now for content that nobody has seen.
 */
export async function dateEntities(
  entities: readonly Entity[],
  options: { seenContent: DatabaseSeenContentStore; at: Date },
): Promise<DatedEntity[]> {
  const { seenContent, at } = options;
  const known = entities.flatMap(entity => {
    const uid = uidOf(entity);
    return uid === undefined
      ? []
      : [{ entity, uid, hash: entityDigest(entity) }];
  });
  const managed = await seenContent.managed(known.map(({ uid }) => uid));
  const dated = known.map(it => ({
    ...it,
    modifiedAt: managed.get(it.uid) ?? annotatedDate(it.entity),
  }));
  const seen = await seenContent.seenSince(
    dated.filter(it => it.modifiedAt === undefined),
    at.toISOString(),
  );
  return dated.map(it => ({
    ...it,
    modifiedAt: it.modifiedAt ?? seen.get(it.uid)!,
  }));
}

/** Undefined unless the annotation is an instant that is complete. */
function annotatedDate({ metadata }: Entity): string | undefined {
  const text = metadata.annotations?.[annotations.modifiedAt] ?? '';
  const complete = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(text);
  const time = complete ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
