import {
  ARCHIVE_SOURCE_ID,
  annotations,
  connectionLocation,
} from '@backstage-connector/plugin-connector-common';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { annotated } from '../../../plan/annotated';
import { withRevision } from '../../../plan/fingerprint';

const LOCATION = connectionLocation(ARCHIVE_SOURCE_ID);

/** A canonical entity with what it needs to be delivered, and found again. */
export function desiredEntity(entity: Entity, uid: string): Entity {
  return withRevision(
    annotated(entity, {
      [ANNOTATION_LOCATION]: LOCATION,
      [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
      [annotations.uid]: uid,
      [annotations.connection]: ARCHIVE_SOURCE_ID,
    }),
    uid,
  );
}
