// Every question to SQLite. The pragma functions are joined, so a question is
// asked once for many tables: https://sqlite.org/pragma.html#pragfunc

/** https://sqlite.org/pragma.html#pragma_table_list */
export interface RelationRow {
  readonly id: number;
  readonly name: string;
  readonly type: 'table' | 'view' | 'virtual';
  /** 1 for WITHOUT ROWID. */
  readonly wr: 0 | 1;
  /** Characters of its CREATE text. */
  readonly size: number;
}

// Shadow tables are how a virtual table keeps its content.
export const relations = `
  SELECT s.rowid AS id, s.name, t.type, t.wr, length(s.sql) AS size
  FROM pragma_table_list AS t
  JOIN sqlite_schema AS s ON s.name = t.name AND s.type IN ('table', 'view')
  WHERE t.schema = 'main' AND t.type <> 'shadow'
    AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
  ORDER BY s.name`;

/** https://sqlite.org/pragma.html#pragma_table_xinfo */
export interface ColumnRow {
  readonly key: number;
  readonly name: string;
  readonly type: string;
  readonly notnull: 0 | 1;
  readonly dflt_value: string | null;
  /** Place in the primary key, from 1; 0 for others. */
  readonly pk: number;
  /** 2 and 3 are generated columns, virtual and stored. */
  readonly hidden: 0 | 1 | 2 | 3;
}

// 1 marks hidden columns of a virtual table.
export const columns = `
  SELECT t.key, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
  FROM json_each(?) AS t
  CROSS JOIN pragma_table_xinfo(t.value, 'main') AS c
  WHERE c.hidden <> 1
  ORDER BY t.key, c.cid`;

/** https://sqlite.org/pragma.html#pragma_foreign_key_list */
export interface ForeignKeyRow {
  readonly key: number;
  /** Counts from the last declared to the first. */
  readonly id: number;
  readonly table: string;
  readonly from: string;
  /** Null when the primary key of the target is meant. */
  readonly to: string | null;
  readonly on_update: string;
  readonly on_delete: string;
}

export const foreignKeys = `
  SELECT t.key, f.id, f."table", f."from", f."to", f.on_update, f.on_delete
  FROM json_each(?) AS t
  CROSS JOIN pragma_foreign_key_list(t.value, 'main') AS f
  ORDER BY t.key, f.id DESC, f.seq`;

/** https://sqlite.org/pragma.html#pragma_index_list and index_xinfo */
export interface IndexRow {
  readonly key: number;
  readonly name: string;
  readonly unique: 0 | 1;
  /** Of CREATE INDEX, of a unique constraint, or of the primary key. */
  readonly origin: 'c' | 'u' | 'pk';
  readonly partial: 0 | 1;
  /** Null for an expression and for the rowid. */
  readonly column: string | null;
}

export const indexes = `
  SELECT t.key, i.name, i."unique", i.origin, i.partial, c.name AS "column"
  FROM json_each(?) AS t
  CROSS JOIN pragma_index_list(t.value, 'main') AS i
  CROSS JOIN pragma_index_xinfo(i.name, 'main') AS c
  WHERE c.key = 1
  ORDER BY t.key, i.name, c.seqno`;

/** https://sqlite.org/schematab.html */
export interface TextRow {
  readonly name: string;
  readonly sql: string;
}

export const createTexts = `
  SELECT name, sql FROM sqlite_schema
  WHERE rowid IN (SELECT value FROM json_each(?))`;

export const indexTexts = `
  SELECT name, sql FROM sqlite_schema
  WHERE type = 'index' AND name IN (SELECT value FROM json_each(?))`;
