import type { ExportQuery } from '@backstage-connector/plugin-connector-common';
import type { QueryEntitiesInitialRequest } from '@backstage/catalog-client';
import {
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

type Predicate = NonNullable<QueryEntitiesInitialRequest['query']>;

/** What the text of a query is looked for in. */
const TEXT_FIELDS = ['metadata.name', 'metadata.title', 'metadata.description'];

/**
 * A query in the words of the catalog: all parts have to hold, and of each part
 * one value.
 *
 * @throws InputError that names the value that is no reference.
 */
export function queryOf(query: ExportQuery): QueryEntitiesInitialRequest {
  const all: Predicate[] = Object.entries({
    kind: query.kind,
    'metadata.namespace': query.namespace,
    'spec.type': query.type,
    'metadata.tags': query.tag,
    // Relations and not fields: they are references in full.
    [`relations.${RELATION_OWNED_BY}`]: refsOf('owner', 'group', query.owner),
    [`relations.${RELATION_PART_OF}`]: refsOf('system', 'system', query.system),
  }).flatMap(([key, values]) =>
    values?.length ? [{ [key]: { $in: values } } as Predicate] : [],
  );
  return {
    ...(all.length > 0 && { query: { $all: all } }),
    ...(query.text?.trim() && {
      fullTextFilter: { term: query.text.trim(), fields: TEXT_FIELDS },
    }),
  };
}

function refsOf(
  field: string,
  defaultKind: string,
  values: readonly string[] = [],
): string[] {
  return values.map((value, index) => {
    try {
      return stringifyEntityRef(
        parseEntityRef(value, { defaultKind, defaultNamespace: 'default' }),
      );
    } catch {
      throw new InputError(
        `"query.${field}[${index}]" must be a reference such as ${defaultKind}:default/name`,
      );
    }
  });
}
