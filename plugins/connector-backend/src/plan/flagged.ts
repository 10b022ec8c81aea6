import {
  ABSENT_TAG,
  annotations,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { annotated } from './annotated';
import { withRevision } from './fingerprint';

/** The entity, marked as absent in its source (OC-52). */
export function flagged(before: Entity, uid: string): Entity {
  const marked = annotated(before, { [annotations.state]: 'absent' });
  const tags = new Set([...(before.metadata.tags ?? []), ABSENT_TAG]);
  return withRevision(
    { ...marked, metadata: { ...marked.metadata, tags: [...tags] } },
    uid,
  );
}
