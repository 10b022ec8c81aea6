import type { Column } from '@backstage-connector/plugin-connector-common';

/** Types every relational technology has, by neutral names. @public */
export const relationalTypes = [
  'smallint',
  'integer',
  'bigint',
  'numeric(12,2)',
  'double',
  'boolean',
  'char(3)',
  'varchar(40)',
  'text',
  'date',
  'timestamp',
  'binary',
] as const;

/** @public */
export type RelationalType = (typeof relationalTypes)[number];

/**
 * Every piece of SQL in the dataset, by name: defaults, conditions, generation
 * expressions and the queries of views.
 * @public
 */
export const relationalTexts = [
  'default.zero',
  'default.true',
  'default.now',
  'default.quoted',
  'check.credit-not-negative',
  'check.quantity-positive',
  'generated.total',
  'generated.label',
  'index.where-active',
  'index.lower-name',
  'view.open-order',
  'view.customer-order',
] as const;

/** @public */
export type RelationalText = (typeof relationalTexts)[number];

/** What a technology may lack; each is asked. @public */
export const relationalFeatures = [
  'case-twins',
  'generated-stored',
  'generated-virtual',
  'materialized-views',
  'database-comments',
  'schema-comments',
  'table-comments',
  'view-comments',
  'column-comments',
  'constraint-comments',
  'index-comments',
  'constraint-names',
] as const;

/** @public */
export type RelationalFeature = (typeof relationalFeatures)[number];

/** @public */
export type RelationalIdentity = 'always' | 'by-default';

/** @public */
export interface RelationalColumn {
  readonly name: string;
  readonly type: RelationalType;
  /** Columns are nullable unless they say otherwise. */
  readonly nullable?: false;
  readonly default?: RelationalText;
  readonly generated?: {
    readonly kind: 'stored' | 'virtual';
    readonly as: RelationalText;
  };
  /** Always on the one column of the primary key. */
  readonly identity?: RelationalIdentity;
  readonly comment?: string;
}

/** @public */
export interface RelationalKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly comment?: string;
}

/** @public */
export interface RelationalForeignKey extends RelationalKey {
  readonly target: {
    readonly schema: string;
    readonly table: string;
    readonly columns: readonly string[];
  };
  /** `NO ACTION`, the default, is never written nor expected. */
  readonly onUpdate?: 'CASCADE' | 'SET NULL' | 'RESTRICT';
  readonly onDelete?: 'CASCADE' | 'SET NULL' | 'RESTRICT';
}

/**
 * An index of its own; the one behind a primary key or a unique constraint is
 * neither written nor expected. Names are unique in the dataset.
 * @public
 */
export interface RelationalIndex {
  readonly name: string;
  readonly columns: readonly (
    | string
    | { readonly expression: RelationalText }
  )[];
  readonly unique?: true;
  readonly where?: RelationalText;
  readonly comment?: string;
}

/** @public */
export interface RelationalTable {
  readonly kind: 'table';
  readonly name: string;
  readonly comment?: string;
  /** Left out where this is lost. */
  readonly feature?: RelationalFeature;
  readonly columns: readonly RelationalColumn[];
  readonly primaryKey?: RelationalKey;
  readonly uniqueConstraints?: readonly RelationalKey[];
  readonly checks?: readonly {
    readonly name: string;
    readonly expression: RelationalText;
    readonly comment?: string;
  }[];
  readonly foreignKeys?: readonly RelationalForeignKey[];
  readonly indexes?: readonly RelationalIndex[];
}

/** Its columns are plain columns of tables, and nullable. @public */
export interface RelationalView {
  readonly kind: 'view' | 'materialized-view';
  readonly name: string;
  readonly comment?: string;
  readonly feature?: RelationalFeature;
  readonly columns: readonly RelationalColumn[];
  readonly query: RelationalText;
}

/** @public */
export interface RelationalSchema {
  readonly name: string;
  readonly comment?: string;
  /** In an order in which they can be created. */
  readonly relations: readonly (RelationalTable | RelationalView)[];
}

/**
 * What a relational source holds, and nothing else: written once, turned into
 * DDL by each world.
 * @public
 */
export interface RelationalDataset {
  readonly comment?: string;
  readonly schemas: readonly RelationalSchema[];
}

/** One difference between two datasets. @public */
export type RelationalChange =
  | { kind: 'add-table'; schema: string; table: RelationalTable }
  | { kind: 'drop-table'; schema: string; table: string }
  | { kind: 'drop-column'; schema: string; table: string; column: string }
  | { kind: 'drop-foreign-key'; schema: string; table: string; name: string }
  | { kind: 'comment-table'; schema: string; table: string; comment: string }
  | {
      kind: 'comment-column';
      schema: string;
      table: string;
      column: string;
      comment: string;
    }
  | {
      kind: 'retype-column';
      schema: string;
      table: string;
      column: string;
      type: RelationalType;
    };

/**
 * How a technology shows what every relational source has. Complete by type: a
 * new entry in one of the lists above makes the compiler ask each technology.
 * @public
 */
export interface RelationalDifferences {
  /**
   * A technology with one schema gets all tables there, named
   * `<schema>_<table>` (see `placeOf`).
   */
  readonly schemas: 'kept' | { readonly only: string };
  /** Characters (ASCII) of the longest name the engine allows; at most 300. */
  readonly longestName: number;
  /** Columns of the widest table the engine allows; at most 1600. */
  readonly widestTable: number;
  /** The source's own words; also usable in DDL. */
  readonly types: Readonly<Record<RelationalType, string>>;
  /** What the world writes, and what the connector must yield for it. */
  readonly texts: Readonly<
    Record<RelationalText, { readonly write: string; readonly read: string }>
  >;
  readonly identity: Readonly<Record<RelationalIdentity, Column['identity']>>;
  /** What the connector says of a plain index. */
  readonly indexMethod: string | undefined;
  readonly features: Readonly<
    Record<RelationalFeature, 'kept' | { readonly lost: string }>
  >;
}
