import { RELATION_OWNED_BY, RELATION_PART_OF } from '@backstage/catalog-model';
import type { QueryField } from './exportDraft';

/** Where the catalog has the parts of a query; the backend asks it the same. */
export const catalogFields: Readonly<Record<QueryField, string>> = {
  kind: 'kind',
  namespace: 'metadata.namespace',
  type: 'spec.type',
  owner: `relations.${RELATION_OWNED_BY}`,
  system: `relations.${RELATION_PART_OF}`,
  tag: 'metadata.tags',
};

/** What the text of a query is looked for in. */
export const textFields = [
  'metadata.name',
  'metadata.title',
  'metadata.description',
];
