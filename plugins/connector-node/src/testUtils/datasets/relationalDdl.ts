import type {
  RelationalChange,
  RelationalColumn,
  RelationalDataset,
  RelationalDifferences,
  RelationalForeignKey,
  RelationalTable,
  RelationalText,
  RelationalView,
} from './relational';
import { adaptDataset, adaptTable, placeOf } from './relationalAdapt';

/** What SQL leaves to each engine. @public */
export interface RelationalDialect {
  readonly differences: RelationalDifferences;
  /** A name as a schema-qualified, quoted reference. */
  qualify(schema: string, name: string): string;
  /**
   * The definition of a column with identity, all of it, the primary key
   * included where the engine wants it there.
   */
  identity(column: RelationalColumn, table: RelationalTable): string;
  /** The identity column declares the primary key itself. */
  readonly identityIsPrimaryKey: boolean;
  /**
   * How comments are written: as statements of their own, or as SQL comments in
   * the text of CREATE (`-- …` in the line above what they are about).
   */
  readonly comments: 'statements' | 'inline';
}

/** A name in double quotes. @public */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in single quotes. @public */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The statements that make the dataset, in order. @public */
export function createStatements(
  dataset: RelationalDataset,
  dialect: RelationalDialect,
): string[] {
  const adapted = adaptDataset(dataset, dialect.differences);
  return adapted.schemas.flatMap(schema => [
    ...(dialect.differences.schemas === 'kept'
      ? [`CREATE SCHEMA ${quoted(schema.name)}`]
      : []),
    ...comment(dialect, `SCHEMA ${quoted(schema.name)}`, schema.comment),
    ...schema.relations.flatMap(relation =>
      relation.kind === 'table'
        ? createTable(schema.name, relation, dialect)
        : createView(schema.name, relation, dialect),
    ),
  ]);
}

/** The statement for one change, for engines with a full ALTER. @public */
export function alterStatements(
  change: RelationalChange,
  dialect: RelationalDialect,
): string[] {
  const { differences } = dialect;
  if (change.kind === 'add-table') {
    const { schema } = placeOf(differences, change.schema, '');
    const table = adaptTable(change.schema, change.table, differences);
    return createTable(schema, table, dialect);
  }
  const place = placeOf(differences, change.schema, change.table);
  const table = dialect.qualify(place.schema, place.name);
  switch (change.kind) {
    case 'drop-table':
      return [`DROP TABLE ${table}`];
    case 'drop-column':
      return [`ALTER TABLE ${table} DROP COLUMN ${quoted(change.column)}`];
    case 'drop-foreign-key':
      return [`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(change.name)}`];
    case 'comment-table':
      return comment(dialect, `TABLE ${table}`, change.comment);
    case 'comment-column':
      return comment(
        dialect,
        `COLUMN ${table}.${quoted(change.column)}`,
        change.comment,
      );
    case 'retype-column':
      return [
        `ALTER TABLE ${table} ALTER COLUMN ${quoted(change.column)} TYPE ${
          differences.types[change.type]
        }`,
      ];
    default:
      return change satisfies never;
  }
}

function createTable(
  schema: string,
  table: RelationalTable,
  dialect: RelationalDialect,
): string[] {
  const write = (text: RelationalText) => dialect.differences.texts[text].write;
  const name = dialect.qualify(schema, table.name);
  const list = (names: readonly string[]) => names.map(quoted).join(', ');
  const hasIdentity = table.columns.some(column => column.identity);
  const parts = [
    ...table.columns.map(column => ({
      text: columnText(column, table, dialect),
      remark: column.comment,
    })),
    ...(table.primaryKey && !(hasIdentity && dialect.identityIsPrimaryKey)
      ? [
          {
            text: `CONSTRAINT ${quoted(
              table.primaryKey.name,
            )} PRIMARY KEY (${list(table.primaryKey.columns)})`,
          },
        ]
      : []),
    ...(table.uniqueConstraints ?? []).map(key => ({
      text: `CONSTRAINT ${quoted(key.name)} UNIQUE (${list(key.columns)})`,
    })),
    ...(table.checks ?? []).map(check => ({
      text: `CONSTRAINT ${quoted(check.name)} CHECK (${write(
        check.expression,
      )})`,
    })),
    ...(table.foreignKeys ?? []).map(key => ({
      text: foreignKeyText(key, dialect),
    })),
  ];
  const inline = dialect.comments === 'inline';
  const body = parts.map(
    (part: { text: string; remark?: string }, index) =>
      `${inline && part.remark ? `  -- ${part.remark}\n` : ''}  ${part.text}${
        index < parts.length - 1 ? ',' : ''
      }`,
  );
  const remark = inline && table.comment ? ` -- ${table.comment}\n` : '\n';
  return [
    `CREATE TABLE ${name} (${remark}${body.join('\n')}\n)`,
    ...createIndexes(schema, table, dialect),
    ...comment(dialect, `TABLE ${name}`, table.comment),
    ...table.columns.flatMap(column =>
      comment(dialect, `COLUMN ${name}.${quoted(column.name)}`, column.comment),
    ),
    ...[
      ...(table.uniqueConstraints ?? []),
      ...(table.checks ?? []),
      ...(table.foreignKeys ?? []),
    ].flatMap(constraint =>
      comment(
        dialect,
        `CONSTRAINT ${quoted(constraint.name)} ON ${name}`,
        constraint.comment,
      ),
    ),
  ];
}

function columnText(
  column: RelationalColumn,
  table: RelationalTable,
  dialect: RelationalDialect,
): string {
  const { types, texts } = dialect.differences;
  if (column.identity) {
    return dialect.identity(column, table);
  }
  return [
    quoted(column.name),
    types[column.type],
    column.nullable === false && 'NOT NULL',
    column.default && `DEFAULT ${texts[column.default].write}`,
    column.generated &&
      `GENERATED ALWAYS AS (${
        texts[column.generated.as].write
      }) ${column.generated.kind.toUpperCase()}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function foreignKeyText(
  key: RelationalForeignKey,
  dialect: RelationalDialect,
): string {
  const { schema, table, columns } = key.target;
  return [
    `CONSTRAINT ${quoted(key.name)}`,
    `FOREIGN KEY (${key.columns.map(quoted).join(', ')})`,
    `REFERENCES ${dialect.qualify(schema, table)}`,
    `(${columns.map(quoted).join(', ')})`,
    key.onUpdate && `ON UPDATE ${key.onUpdate}`,
    key.onDelete && `ON DELETE ${key.onDelete}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function createIndexes(
  schema: string,
  table: RelationalTable,
  dialect: RelationalDialect,
): string[] {
  const { texts } = dialect.differences;
  return (table.indexes ?? []).flatMap(index => {
    const columns = index.columns.map(column =>
      typeof column === 'string'
        ? quoted(column)
        : `(${texts[column.expression].write})`,
    );
    return [
      `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoted(
        index.name,
      )} ON ${dialect.qualify(schema, table.name)} (${columns.join(', ')})${
        index.where ? ` WHERE ${texts[index.where].write}` : ''
      }`,
      ...comment(
        dialect,
        `INDEX ${dialect.qualify(schema, index.name)}`,
        index.comment,
      ),
    ];
  });
}

function createView(
  schema: string,
  view: RelationalView,
  dialect: RelationalDialect,
): string[] {
  const kind = view.kind === 'view' ? 'VIEW' : 'MATERIALIZED VIEW';
  const name = dialect.qualify(schema, view.name);
  const { write } = dialect.differences.texts[view.query];
  const remark =
    dialect.comments === 'inline' && view.comment ? `-- ${view.comment}\n` : '';
  return [
    `CREATE ${kind} ${name} AS ${remark}${write}`,
    ...comment(dialect, `${kind} ${name}`, view.comment),
  ];
}

function comment(
  dialect: RelationalDialect,
  what: string,
  text: string | undefined,
): string[] {
  return text && dialect.comments === 'statements'
    ? [`COMMENT ON ${what} IS ${literal(text)}`]
    : [];
}
