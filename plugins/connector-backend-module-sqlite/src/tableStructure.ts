import type {
  Column,
  ForeignKey,
  TableStructure,
} from '@backstage-connector/plugin-connector-common';
import {
  emptyTableText,
  folded,
  readIndexText,
  readTableText,
  readViewText,
  type TableText,
} from './createText';
import type * as queries from './queries';

/** What SQLite answers about one table or view. */
export interface RelationRows {
  readonly relation: queries.RelationRow;
  readonly sql: string;
  readonly columns: readonly queries.ColumnRow[];
  readonly foreignKeys: readonly queries.ForeignKeyRow[];
  readonly indexes: readonly queries.IndexRow[];
  /** CREATE texts of the indexes that have more than names. */
  readonly indexTexts: ReadonlyMap<string, string>;
}

/** A foreign key that does not know yet where its target is. */
export type DeclaredForeignKey = Omit<ForeignKey, 'target'> & {
  readonly target: { readonly table: string; readonly columns: string[] };
};

export interface Described {
  readonly comment?: string;
  readonly structure: Omit<TableStructure, 'foreignKeys'>;
  readonly foreignKeys: readonly DeclaredForeignKey[];
}

// By the number SQLite gives for `hidden`.
const generatedBy = {
  0: undefined,
  1: undefined,
  2: 'virtual',
  3: 'stored',
} as const;

export function describeRelation(rows: RelationRows): Described {
  const { relation, sql } = rows;
  const text =
    relation.type === 'table' ? readTableText(sql) : emptyTableText();
  const view = relation.type === 'view' ? readViewText(sql) : undefined;
  return {
    comment: view?.comment ?? text.comment,
    structure: {
      columns: columnsOf(rows, text),
      primaryKey: primaryKeyOf(rows, text),
      checks: text.checks,
      ...indexesOf(rows, text),
      sql: view?.query,
    },
    foreignKeys: foreignKeysOf(rows.foreignKeys, text),
  };
}

function primaryKeyOf({ columns }: RelationRows, text: TableText) {
  const key = columns.filter(row => row.pk > 0).sort((a, b) => a.pk - b.pk);
  return key.length > 0
    ? { name: text.primaryKeyName, columns: key.map(row => row.name) }
    : undefined;
}

function columnsOf(
  { relation, columns, indexes }: RelationRows,
  text: TableText,
): Column[] {
  // An INTEGER PRIMARY KEY is the rowid, which is never null although SQLite
  // does not say so. https://sqlite.org/lang_createtable.html#rowid
  const keyed = columns.filter(row => row.pk > 0);
  const isRowid = (row: queries.ColumnRow) =>
    keyed.length === 1 &&
    keyed[0] === row &&
    row.type.toUpperCase() === 'INTEGER' &&
    relation.wr === 0 &&
    !indexes.some(index => index.origin === 'pk');
  return columns.map((row, at) => {
    const said = text.columns.get(folded(row.name));
    return {
      name: row.name,
      position: at + 1,
      type: row.type,
      nullable: row.notnull === 0 && !isRowid(row),
      default: said?.generatedAs ?? row.dflt_value ?? undefined,
      generated: generatedBy[row.hidden],
      identity: said?.autoincrement ? 'autoincrement' : undefined,
      comment: said?.comment,
    };
  });
}

function indexesOf({ indexes, indexTexts }: RelationRows, text: TableText) {
  const all = groupedBy(indexes, row => row.name);
  const same = (a: readonly string[], b: readonly string[]) =>
    a.length === b.length && a.every((it, at) => folded(it) === folded(b[at]));
  return {
    uniqueConstraints: all
      .filter(([first]) => first.origin === 'u')
      .map(rows => {
        const columns = rows.map(row => row.column ?? '');
        const said = text.uniques.find(it => same(it.columns, columns));
        return { name: said?.name, columns };
      }),
    indexes: all
      .filter(([first]) => first.origin === 'c')
      .map(rows => {
        const [{ name, unique }] = rows;
        const sql = indexTexts.get(name);
        const said = sql === undefined ? undefined : readIndexText(sql);
        return {
          name,
          columns: rows.map(
            (row, at) => row.column ?? said?.expressions[at] ?? 'rowid',
          ),
          unique: unique === 1,
          where: said?.where,
        };
      }),
  };
}

function foreignKeysOf(
  rows: readonly queries.ForeignKeyRow[],
  text: TableText,
): DeclaredForeignKey[] {
  return groupedBy(rows, row => row.id).map((parts, at) => ({
    name: text.foreignKeys[at]?.name,
    columns: parts.map(part => part.from),
    target: {
      table: parts[0].table,
      columns: parts.flatMap(part => part.to ?? []),
    },
    onUpdate: actionOf(parts[0].on_update),
    onDelete: actionOf(parts[0].on_delete),
    deferrable: text.foreignKeys[at]?.deferrable,
  }));
}

// The default says nothing.
function actionOf(action: string): string | undefined {
  return action === 'NO ACTION' ? undefined : action;
}

/** Rows that follow one another and belong together. */
function groupedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => unknown) {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups[groups.length - 1];
    if (last && keyOf(last[0]) === keyOf(row)) {
      last.push(row);
    } else {
      groups.push([row]);
    }
  }
  return groups;
}
