import {
  assetUrn,
  type Asset,
} from '@backstage-connector/plugin-connector-common';
import {
  ownerNamedIn,
  type ConnectorContext,
} from '@backstage-connector/plugin-connector-node';
import { folded } from './createText';
import {
  listRelations,
  portionsOf,
  readPortion,
  type ReadRelation,
} from './readTables';
import { SCHEMA, type SqliteSession } from './SqliteSession';
import type { DeclaredForeignKey } from './tableStructure';

/** How assets name what SQLite calls otherwise. */
export const relationTypes = {
  table: 'table',
  view: 'view',
  virtual: 'virtual-table',
} as const;

/** Reads the file in bounded portions, and lets others run in between. */
export async function* extractAssets(
  session: SqliteSession,
  { log, progress }: ConnectorContext,
): AsyncGenerator<Asset> {
  const relations = listRelations(session);
  log('info', 'Tables and views found', { count: relations.length });
  let done = 0;
  const counted = (asset: Asset) => {
    done += 1;
    progress(done, relations.length + 2);
    return asset;
  };
  const database = place(session);
  const schema = { ...place(session, SCHEMA), parent: database.urn };
  yield counted({ kind: 'database', ...database });
  const without = session.leftOut([SCHEMA]);
  if (without !== undefined) {
    yield counted({ kind: 'out-of-scope', ...schema, reason: without });
    return;
  }
  yield counted({ kind: 'schema', ...schema });
  const names = new Map(relations.map(({ name }) => [folded(name), name]));
  const wanted = [];
  for (const relation of relations) {
    const reason = session.leftOut([SCHEMA, relation.name]);
    if (reason === undefined) {
      wanted.push(relation);
    } else {
      const left = { ...place(session, SCHEMA, relation.name), reason };
      yield counted({ kind: 'out-of-scope', ...left, parent: schema.urn });
    }
  }
  for (const portion of portionsOf(wanted)) {
    await session.assertUnchanged();
    for (const read of readPortion(session, portion)) {
      yield counted(assetOf(session, read, names));
    }
  }
  await session.assertUnchanged();
}

function assetOf(
  session: SqliteSession,
  read: ReadRelation,
  names: ReadonlyMap<string, string>,
): Asset {
  const { name, type } = read.relation;
  const placed = {
    ...place(session, SCHEMA, name),
    parent: place(session, SCHEMA).urn,
  };
  if (!read.structure) {
    return { kind: 'not-observed', ...placed, reason: read.problem };
  }
  return {
    kind: 'table',
    ...placed,
    relationType: relationTypes[type],
    comment: read.comment,
    owner: ownerNamedIn(read.comment),
    structure: {
      ...read.structure,
      foreignKeys: read.foreignKeys.map(key => ({
        ...key,
        target: targetOf(session, key, names),
      })),
    },
  };
}

function targetOf(
  session: SqliteSession,
  { target }: DeclaredForeignKey,
  names: ReadonlyMap<string, string>,
) {
  const name = names.get(folded(target.table));
  const isKnown =
    name !== undefined && session.leftOut([SCHEMA, name]) === undefined;
  const { urn, path } = place(session, SCHEMA, name ?? target.table);
  return {
    urn,
    path,
    columns: target.columns,
    external: isKnown ? undefined : true,
  };
}

function place({ system, database }: SqliteSession, ...names: string[]) {
  const path = [database, ...names];
  return {
    urn: assetUrn({ technology: 'sqlite', system, path }),
    name: path[path.length - 1],
    path,
  };
}
