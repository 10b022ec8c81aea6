import {
  assetUrn,
  type Asset,
  type TableAsset,
} from '@backstage-connector/plugin-connector-common';
import { createScopeFilter } from '@backstage-connector/plugin-connector-node';
import type { PostgresqlSession } from './PostgresqlSession';
import { selectDatabase, selectRelations, selectSchemas } from './queries';
import type { DatabaseRow, RelationRow, SchemaRow } from './rows';

/** A table whose structure is still to be read. */
export type TableOutline = Omit<TableAsset, 'structure'> & {
  readonly oid: string;
};

export type OutlineItem = Exclude<Asset, TableAsset> | TableOutline;

/** Where a relation is; external if it will not be yielded. */
export interface RelationPlace {
  readonly urn: string;
  readonly path: string[];
  readonly external?: true;
}

/** What will be yielded, in order, and where every relation is, by oid. */
export interface Outline {
  readonly items: readonly OutlineItem[];
  readonly places: ReadonlyMap<string, RelationPlace>;
}

/** Reads the names of everything, and decides by them what is in scope. */
export async function readOutline(
  session: PostgresqlSession,
): Promise<Outline> {
  const [database] = await session.query<DatabaseRow>(selectDatabase);
  const schemas = await session.query<SchemaRow>(selectSchemas);
  const relations = await session.query<RelationRow>(selectRelations);
  const leftOut = createScopeFilter(session.scope);
  const place = (...names: string[]) => {
    const path = [database.name, ...names];
    const { system } = session;
    const urn = assetUrn({ technology: 'postgresql', system, path });
    return { urn, path, name: path[path.length - 1] };
  };
  const top = place();

  const schemaItem = ({ name, comment, usable }: SchemaRow): OutlineItem => {
    const base = {
      ...place(name),
      parent: top.urn,
      comment: comment ?? undefined,
    };
    const reason = leftOut([name]);
    if (reason !== undefined) {
      return { kind: 'out-of-scope', ...base, reason };
    }
    return usable
      ? { kind: 'schema', ...base }
      : { kind: 'not-observed', ...base, reason: unusable(name, session) };
  };
  const tableItem = (
    { oid, schema, name, relationType }: RelationRow,
    parent: string,
  ): OutlineItem => {
    const base = { ...place(schema, name), parent };
    const reason = leftOut([schema, name]);
    return reason === undefined
      ? { kind: 'table', ...base, relationType, oid }
      : { kind: 'out-of-scope', ...base, reason };
  };

  const items: OutlineItem[] = [
    { kind: 'database', ...top, comment: database.comment ?? undefined },
  ];
  const places = new Map<string, RelationPlace>();
  const inSchema = groupBySchema(relations);
  for (const schema of schemas) {
    const parent = schemaItem(schema);
    items.push(parent);
    for (const relation of inSchema.get(schema.name) ?? []) {
      const item =
        parent.kind === 'schema' ? tableItem(relation, parent.urn) : undefined;
      if (item) {
        items.push(item);
      }
      const { urn, path } = item ?? place(schema.name, relation.name);
      places.set(relation.oid, {
        urn,
        path,
        ...(item?.kind !== 'table' && { external: true }),
      });
    }
  }
  return { items, places };
}

function groupBySchema(relations: readonly RelationRow[]) {
  const groups = new Map<string, RelationRow[]>();
  for (const relation of relations) {
    const group = groups.get(relation.schema) ?? [];
    groups.set(relation.schema, group);
    group.push(relation);
  }
  return groups;
}

function unusable(schema: string, { server }: PostgresqlSession): string {
  const grant = [`GRANT USAGE ON SCHEMA`, schema, 'TO', server.user];
  return `The user may not use the schema: ${grant
    .map((word, at) => (at % 2 ? `"${word.replaceAll('"', '""')}"` : word))
    .join(' ')}.`;
}
