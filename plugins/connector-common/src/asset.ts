import { z } from 'zod';

/** @public */
export const relationTypes = [
  'table',
  'partitioned-table',
  'partition',
  'foreign-table',
  'view',
  'materialized-view',
  'virtual-table',
] as const;

/** @public */
export type RelationType = (typeof relationTypes)[number];

/** @public */
export const columnSchema = z.object({
  name: z.string(),
  position: z.number().int().positive().describe('From 1, without gaps.'),
  type: z
    .string()
    .describe("The source's own words, with length and precision."),
  nullable: z.boolean(),
  default: z
    .string()
    .optional()
    .describe('The expression, as the source says.'),
  generated: z
    .enum(['stored', 'virtual'])
    .optional()
    .describe('Computed from other columns; the expression is in default.'),
  identity: z.enum(['always', 'by-default', 'autoincrement']).optional(),
  comment: z.string().optional(),
  typeOf: z
    .object({
      kind: z.enum(['enum', 'domain', 'composite', 'range']),
      name: z.string(),
      values: z.array(z.string()).optional(),
      baseType: z.string().optional(),
      checks: z.array(z.string()).optional(),
      comment: z.string().optional(),
    })
    .optional()
    .describe('For a user-defined type: what it is.'),
});

/** @public */
export type Column = z.infer<typeof columnSchema>;

/** @public */
export const foreignKeySchema = z.object({
  name: z.string().optional(),
  columns: z.array(z.string()).min(1),
  target: z.object({
    urn: z.string(),
    path: z.array(z.string()).min(1).describe('E.g. database, schema, table.'),
    columns: z
      .array(z.string())
      .describe('Empty when the source leaves the target columns implied.'),
    external: z
      .boolean()
      .optional()
      .describe('The target is outside the scope or does not exist.'),
    ref: z
      .string()
      .optional()
      .describe('The entity of the target. Connectors leave it out.'),
  }),
  onUpdate: z.string().optional(),
  onDelete: z.string().optional(),
  deferrable: z.boolean().optional(),
  comment: z.string().optional(),
});

/** @public */
export type ForeignKey = z.infer<typeof foreignKeySchema>;

const keySchema = z.object({
  name: z.string().optional(),
  columns: z.array(z.string()).min(1),
  comment: z.string().optional(),
});

/**
 * The structure of a table or view. It is also what `spec.definition` of the
 * entity holds, as one JSON text.
 * @public
 */
export const tableStructureSchema = z.object({
  columns: z.array(columnSchema),
  primaryKey: keySchema.optional(),
  uniqueConstraints: z.array(
    keySchema.extend({ nullsNotDistinct: z.boolean().optional() }),
  ),
  checks: z.array(
    z.object({
      name: z.string().optional(),
      expression: z.string(),
      comment: z.string().optional(),
    }),
  ),
  foreignKeys: z.array(foreignKeySchema),
  indexes: z.array(
    z.object({
      name: z.string(),
      columns: z
        .array(z.string())
        .describe('Column names or expressions, in order.'),
      included: z.array(z.string()).optional(),
      unique: z.boolean(),
      method: z.string().optional(),
      where: z.string().optional().describe('Of a partial index.'),
      comment: z.string().optional(),
    }),
  ),
  sql: z.string().optional().describe('The query of a view.'),
  partitionKey: z.string().optional(),
  partitionBound: z.string().optional(),
  inherits: z
    .array(z.object({ urn: z.string(), path: z.array(z.string()) }))
    .optional()
    .describe('Parents of an inherited table or of a partition.'),
  foreignServer: z.string().optional(),
});

/** @public */
export type TableStructure = z.infer<typeof tableStructureSchema>;

const assetBase = {
  urn: z.string().startsWith('urn:'),
  name: z.string().min(1),
  path: z
    .array(z.string())
    .min(1)
    .describe('Names from the top to this asset, as the source spells them.'),
  comment: z.string().optional(),
};

const parent = z.string().startsWith('urn:').describe('URN of the parent.');

/**
 * What a source has. Parents come before their children, each URN once.
 *
 * `not-observed` says that the scope at this URN could not be listed: nothing is
 * known of what is below it. `out-of-scope` says that the connection's patterns
 * leave it out. Neither means absent.
 * @public
 */
export const assetSchema = z.discriminatedUnion('kind', [
  z.object({ ...assetBase, kind: z.literal('database') }),
  z.object({ ...assetBase, kind: z.literal('schema'), parent }),
  z.object({
    ...assetBase,
    kind: z.literal('table'),
    parent,
    relationType: z.enum(relationTypes),
    owner: z.string().optional().describe('An owner the source names.'),
    structure: tableStructureSchema,
  }),
  z.object({
    ...assetBase,
    kind: z.literal('not-observed'),
    parent: parent.optional(),
    reason: z.string().min(1).describe('One sentence, without secrets.'),
  }),
  z.object({
    ...assetBase,
    kind: z.literal('out-of-scope'),
    parent: parent.optional(),
    reason: z.string().min(1).describe('Which pattern leaves it out.'),
  }),
]);

/** @public */
export type Asset = z.infer<typeof assetSchema>;

/** An asset that becomes an entity. @public */
export type ObservedAsset = Extract<
  Asset,
  { kind: 'database' | 'schema' | 'table' }
>;

/** @public */
export type AssetKind = Asset['kind'];

/** @public */
export type TableAsset = Extract<Asset, { kind: 'table' }>;
