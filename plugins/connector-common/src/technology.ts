import { z } from 'zod';

/**
 * The vendor's grouping of assets: Dictionary holds data structures, Processing
 * jobs and models, Usage dashboards and reports.
 * @public
 */
export const technologyModules = ['dictionary', 'processing', 'usage'] as const;

/** @public */
export type TechnologyModule = (typeof technologyModules)[number];

/**
 * What a connector may be able to read. A closed list: a technology says of each
 * whether it is supported, and if not, why.
 * @public
 */
export const capabilities = [
  'comments',
  'primary-keys',
  'foreign-keys',
  'unique-constraints',
  'check-constraints',
  'indexes',
  'view-definitions',
  'generated-columns',
  'user-defined-types',
  'partitions',
  'foreign-tables',
  'materialized-views',
  'scope-patterns',
] as const;

/** @public */
export type Capability = (typeof capabilities)[number];

/** @public */
export const capabilitySupportSchema = z.discriminatedUnion('supported', [
  z.object({ supported: z.literal(true) }),
  z.object({
    supported: z.literal(false),
    reason: z.string().min(1).describe('One sentence: why not.'),
  }),
]);

/** @public */
export type CapabilitySupport = z.infer<typeof capabilitySupportSchema>;

const fieldBase = {
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  title: z.string().min(1),
  description: z.string().min(1),
  required: z.boolean().optional(),
  section: z
    .enum(['connection', 'security', 'advanced'])
    .describe('Where the form shows the field.'),
  showWhen: z
    .object({ field: z.string(), oneOf: z.array(z.string()) })
    .optional()
    .describe('The field is shown, and required, only for these values.'),
};

/**
 * One setting of a technology. The form, the validation and the documentation
 * are all drawn from it.
 * @public
 */
export const fieldSchema = z.discriminatedUnion('type', [
  z.object({
    ...fieldBase,
    type: z.literal('text'),
    default: z.string().optional(),
    placeholder: z.string().optional(),
    maxLength: z.number().int().positive().optional(),
    multiline: z.boolean().optional(),
  }),
  z.object({
    ...fieldBase,
    type: z.literal('number'),
    default: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    unit: z.string().optional(),
  }),
  z.object({
    ...fieldBase,
    type: z.literal('boolean'),
    default: z.boolean().optional(),
  }),
  z.object({
    ...fieldBase,
    type: z.literal('choice'),
    default: z.string().optional(),
    choices: z
      .array(
        z.object({
          value: z.string(),
          title: z.string(),
          description: z.string().optional(),
        }),
      )
      .min(1),
  }),
  z.object({
    ...fieldBase,
    type: z.literal('secret'),
    multiline: z.boolean().optional(),
  }),
]);

/** @public */
export type Field = z.infer<typeof fieldSchema>;

/** @public */
export type FieldValue = string | number | boolean;

/** One named step of a connection test. @public */
export const checkStepDeclarationSchema = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  importance: z.enum(['mandatory', 'optional']),
  consequence: z
    .string()
    .optional()
    .describe('For an optional step: what will be missing when it fails.'),
});

/** @public */
export type CheckStepDeclaration = z.infer<typeof checkStepDeclarationSchema>;

/**
 * A kind of source system, as data: what a card in the gallery shows and what
 * the form, the API and the documentation are made from.
 * @public
 */
export const technologySchema = z.object({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    .describe('Kebab case; also the id of the backend module.'),
  title: z.string().min(1),
  description: z.string().min(1),
  module: z.enum(technologyModules),
  connectionType: z.enum(['online', 'archive']),
  docsUrl: z.url(),
  icon: z
    .string()
    .optional()
    .describe('An SVG document, 24 by 24, that uses currentColor.'),
  fields: z.array(fieldSchema),
  assetKinds: z.array(z.string()).min(1),
  capabilities: z.record(z.enum(capabilities), capabilitySupportSchema),
  checks: z.array(checkStepDeclarationSchema).min(1),
  scope: z.object({
    levels: z
      .array(z.string())
      .min(1)
      .describe('What the patterns are matched on, e.g. schema and table.'),
  }),
});

/** @public */
export type Technology = z.infer<typeof technologySchema>;
