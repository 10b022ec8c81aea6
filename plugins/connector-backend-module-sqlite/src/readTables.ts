import { byCode } from '@backstage-connector/plugin-connector-node';
import * as queries from './queries';
import type { SqliteSession } from './SqliteSession';
import { describeRelation, type Described } from './tableStructure';

// Tables, and characters of CREATE text, asked for at once. SQLite answers in a
// few milliseconds, in which the portal stands still.
const portionLimits = { tables: 100, characters: 100_000 };

export type Relation = queries.RelationRow;

/** A table or view, or why it cannot be read. */
export type ReadRelation = { readonly relation: Relation } & (
  | Described
  | { readonly structure?: undefined; readonly problem: string }
);

/** Every table and view of the file, by name. */
export function listRelations(session: SqliteSession): Relation[] {
  return session.all<Relation>(queries.relations);
}

/** Few enough to be read at once. */
export function portionsOf(relations: readonly Relation[]): Relation[][] {
  const portions: Relation[][] = [[]];
  let characters = 0;
  for (const relation of relations) {
    const last = portions[portions.length - 1];
    characters += relation.size;
    if (
      last.length === portionLimits.tables ||
      (last.length > 0 && characters > portionLimits.characters)
    ) {
      portions.push([relation]);
      characters = relation.size;
    } else {
      last.push(relation);
    }
  }
  return portions;
}

/**
 * Reads a portion with a fixed number of questions. If SQLite refuses one, a view
 * of a table that is gone or a virtual table of an unknown module is among them:
 * then one by one, to learn which.
 */
export function readPortion(
  session: SqliteSession,
  portion: readonly Relation[],
): ReadRelation[] {
  try {
    return readAtOnce(session, portion);
  } catch (error) {
    if (!isRefusal(error)) {
      throw error;
    }
    return portion.length === 1
      ? [{ relation: portion[0], problem: `SQLite says: ${error.message}.` }]
      : portion.flatMap(relation => readPortion(session, [relation]));
  }
}

function readAtOnce(
  { all }: SqliteSession,
  portion: readonly Relation[],
): ReadRelation[] {
  const names = JSON.stringify(portion.map(it => it.name));
  const columns = byKey(all<queries.ColumnRow>(queries.columns, names));
  const foreignKeys = byKey(
    all<queries.ForeignKeyRow>(queries.foreignKeys, names),
  );
  const indexRows = all<queries.IndexRow>(queries.indexes, names);
  const indexes = byKey(indexRows);
  const textsOf = (sql: string, wanted: readonly unknown[]) =>
    new Map(
      all<queries.TextRow>(sql, JSON.stringify(wanted)).map(row => [
        row.name,
        row.sql,
      ]),
    );
  const texts = textsOf(
    queries.createTexts,
    portion.map(it => it.id),
  );
  const indexTexts = textsOf(
    queries.indexTexts,
    indexRows
      .filter(row => row.partial || row.column === null)
      .map(row => row.name),
  );
  return portion.map((relation, key): ReadRelation => {
    const sql = texts.get(relation.name);
    if (!columns[key] || !sql) {
      // SQLite does not find it by the name it gave.
      return { relation, problem: 'Its name is not valid text.' };
    }
    return {
      relation,
      ...describeRelation({
        relation,
        sql,
        columns: columns[key],
        foreignKeys: foreignKeys[key] ?? [],
        indexes: indexes[key] ?? [],
        indexTexts,
      }),
    };
  });
}

function byKey<Row extends { key: number }>(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    (groups[row.key] ??= []).push(row);
  }
  return groups;
}

// A missing table or module has no code of its own.
function isRefusal(error: unknown): error is { message: string } {
  return byCode('SQLITE_ERROR')(error);
}
