import type { RelationType } from '@backstage-connector/plugin-connector-common';

/** A row of `selectServer`. */
export interface ServerRow {
  readonly version: string;
  readonly versionNumber: number;
  readonly user: string;
  readonly database: string;
  readonly pid: number;
  readonly startedAt: string;
  /** The version of TLS, if any. */
  readonly tls: string | null;
}

/** The row of `selectDatabase`. */
export interface DatabaseRow {
  readonly name: string;
  readonly comment: string | null;
}

/** A row of `selectSchemas`. */
export interface SchemaRow {
  readonly name: string;
  readonly comment: string | null;
  readonly usable: boolean;
}

/** A row of `selectRelations`. */
export interface RelationRow {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly relationType: RelationType;
}

/** A row of `selectTypes`. */
export interface TypeRow {
  /** Of the type, and of arrays of it. */
  readonly oids: readonly string[];
  readonly name: string;
  readonly kind: 'enum' | 'domain' | 'composite' | 'range';
  readonly values: string[] | null;
  readonly baseType: string | null;
  readonly notNull: boolean;
  readonly checks: string[] | null;
  readonly comment: string | null;
}

/** A row of `selectStructures`. */
export interface StructureRow {
  readonly oid: string;
  readonly isView: boolean;
  /** A {@link Structure} in JSON. */
  readonly structure: string;
  /** Of a view, from `selectViewSql`. */
  readonly sql?: string;
}

/** What the catalog says of a relation. */
export interface Structure {
  readonly comment: string | null;
  readonly names: readonly string[];
  readonly numbers: readonly number[];
  readonly types: readonly string[];
  readonly typeOids: readonly string[];
  readonly notNull: readonly boolean[];
  readonly identities: readonly ('' | 'a' | 'd')[];
  readonly generated: readonly ('' | 's' | 'v')[];
  readonly expressions: readonly (string | null)[];
  readonly comments: readonly (string | null)[];
  readonly constraints: readonly ConstraintRow[];
  readonly indexes: readonly IndexRow[];
  readonly partitionKey: string | null;
  readonly partitionBound: string | null;
  readonly parents: readonly string[] | null;
  readonly foreignServer: string | null;
}

/** A row of `selectViewSql`; null if the view is gone by now. */
export interface ViewSqlRow {
  readonly oid: string;
  readonly sql: string | null;
}

/** A constraint in a {@link Structure}. */
export interface ConstraintRow {
  readonly name: string;
  readonly type: 'p' | 'u' | 'f' | 'c';
  /** Numbers of columns; null for a check that names none. */
  readonly columns: readonly number[] | null;
  readonly target: string;
  readonly targetColumns: string[] | null;
  readonly onUpdate: string;
  readonly onDelete: string;
  readonly deferrable: boolean;
  readonly nullsNotDistinct: boolean | null;
  readonly expression: string | null;
  readonly comment: string | null;
}

/** An index in a {@link Structure}. */
export interface IndexRow {
  readonly name: string;
  readonly unique: boolean;
  readonly method: string;
  /** How many of the columns are keys; the rest is included. */
  readonly keys: number;
  /** Numbers of columns; 0 where an expression is. */
  readonly columns: readonly number[];
  readonly expressions: readonly string[] | null;
  readonly where: string | null;
  readonly comment: string | null;
}
