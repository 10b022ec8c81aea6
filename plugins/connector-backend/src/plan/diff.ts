import {
  annotations,
  type FieldChange,
} from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { definitionChanges } from './definitionDiff';
import { keyedChanges, listChanges, valueChanges } from './valueDiff';

/**
 * The differences of two entities for a person to read: one for each field, and
 * in the definition one for each property of a column, key or index. The revision
 * annotation, which changes with all of them, is left out.
 */
export function changes(before: Entity, after: Entity): FieldChange[] {
  const {
    annotations: notesBefore,
    tags: tagsBefore,
    ...metaBefore
  } = before.metadata;
  const {
    annotations: notesAfter,
    tags: tagsAfter,
    ...metaAfter
  } = after.metadata;
  const {
    definition: definitionBefore,
    dependsOn: dependsBefore,
    ...specBefore
  } = before.spec ?? {};
  const {
    definition: definitionAfter,
    dependsOn: dependsAfter,
    ...specAfter
  } = after.spec ?? {};
  return [
    ...valueChanges('kind', before.kind, after.kind),
    ...keyedChanges('metadata', metaBefore, metaAfter),
    ...listChanges('metadata.tags', tagsBefore, tagsAfter),
    ...keyedChanges(
      'metadata.annotations',
      withoutRevision(notesBefore),
      withoutRevision(notesAfter),
    ),
    ...keyedChanges('spec', specBefore, specAfter),
    ...listChanges('spec.dependsOn', dependsBefore, dependsAfter),
    ...definitionChanges(definitionBefore, definitionAfter),
  ];
}

function withoutRevision(notes: Record<string, string> = {}) {
  const { [annotations.revision]: _, ...others } = notes;
  return others;
}
