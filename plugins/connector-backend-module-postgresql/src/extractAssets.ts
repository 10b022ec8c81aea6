import type { Asset } from '@backstage-connector/plugin-connector-common';
import {
  ownerNamedIn,
  type ConnectorContext,
} from '@backstage-connector/plugin-connector-node';
import { readOutline, type OutlineItem, type TableOutline } from './outline';
import type { PostgresqlSession } from './PostgresqlSession';
import { selectStructures, selectTypes, selectViewSql } from './queries';
import type { Structure, StructureRow, TypeRow, ViewSqlRow } from './rows';
import { tableStructure, type OidNames } from './tableStructure';

/**
 * Everything in scope, as one state of the database: the names at first, then
 * the structures in one stream of the same order.
 */
export function extractAssets(
  session: PostgresqlSession,
  context: ConnectorContext,
): AsyncIterable<Asset> {
  return session.snapshot(() => readAssets(session, context));
}

async function* readAssets(
  session: PostgresqlSession,
  context: ConnectorContext,
): AsyncGenerator<Asset> {
  const { items, places } = await readOutline(session);
  const types = await session.query<TypeRow>(selectTypes);
  const oids: OidNames = {
    types: new Map(types.flatMap(type => type.oids.map(oid => [oid, type]))),
    places,
  };
  const structures = session.stream<StructureRow>({
    text: selectStructures(session.server.versionNumber),
    values: [items.filter(isTable).map(table => table.oid)],
    complete: rows => addViewSql(session, rows),
  });
  try {
    for (const [at, item] of items.entries()) {
      context.progress(at + 1, items.length);
      yield isTable(item) ? await readTable(item, structures, oids) : item;
    }
  } finally {
    await structures.return(undefined);
  }
}

async function addViewSql(
  session: PostgresqlSession,
  rows: readonly StructureRow[],
): Promise<readonly StructureRow[]> {
  const views = rows.filter(row => row.isView).map(row => row.oid);
  if (views.length === 0) {
    return rows;
  }
  const found = await session.releasingLocks(() =>
    session.query<ViewSqlRow>(selectViewSql, [views]),
  );
  const sqlOf = new Map(found.map(({ oid, sql }) => [oid, sql?.trim()]));
  return rows.map(row => ({ ...row, sql: sqlOf.get(row.oid) }));
}

function isTable(item: OutlineItem): item is TableOutline {
  return item.kind === 'table';
}

async function readTable(
  { oid, ...table }: TableOutline,
  structures: AsyncIterator<StructureRow>,
  oids: OidNames,
): Promise<Asset> {
  const { value: row } = await structures.next();
  if (row?.oid !== oid) {
    throw new Error(`The structure of the relation ${oid} is missing`);
  }
  const structure: Structure = JSON.parse(row.structure);
  const comment = structure.comment ?? undefined;
  return {
    ...table,
    comment,
    owner: ownerNamedIn(comment),
    structure: { ...tableStructure(structure, oids), sql: row.sql },
  };
}
