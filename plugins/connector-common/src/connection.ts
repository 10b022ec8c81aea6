import { z } from 'zod';
import { checkReportSchema } from './check';
import { connectionHealthSchema } from './health';
import { runSummarySchema } from './run';

/**
 * The parts of a pattern, a name each. A dot that is part of a name is written
 * with a backslash.
 * @public
 */
export function patternParts(pattern: string): string[] {
  return pattern.split(/(?<!\\)\./);
}

const patternSchema = z
  .string()
  .min(1)
  .max(500)
  .refine(
    pattern => !patternParts(pattern).includes(''),
    'has an empty part; write a name or * at each side of a dot, such as sales.customer or *.customer',
  );

/**
 * Which assets a connection takes. A pattern is a glob on the names of
 * `Technology.scope`, joined by dots: `sales.*`, `*.tmp_*`, `public`. A
 * pattern that names the first level only takes all below it. No include
 * patterns means everything; exclude wins over include.
 * @public
 */
export const scopeSchema = z.object({
  include: z.array(patternSchema).max(200),
  exclude: z.array(patternSchema).max(200),
});

/** @public */
export type Scope = z.infer<typeof scopeSchema>;

/** The first rule whose pattern matches an asset gives its owner. @public */
export const ownerRuleSchema = z.object({
  pattern: patternSchema,
  owner: z.string().min(1),
});

/** @public */
export type OwnerRule = z.infer<typeof ownerRuleSchema>;

const entityRef = z
  .string()
  .regex(
    /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/,
    'must be a full entity reference such as group:default/data-platform',
  );

const sourceRef = entityRef.regex(
  /^(system|domain):/i,
  'must be a System or a Domain, such as system:default/retail',
);

/** Where imported entities go and whom they belong to. @public */
export const importOptionsSchema = z.object({
  source: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('new') }),
      z.object({ kind: z.literal('existing'), ref: sourceRef }),
      z.object({ kind: z.literal('none') }),
    ])
    .describe(
      'The System or Domain the database becomes part of; `new` makes a System named after the connection (OC-8).',
    ),
  namespace: z
    .string()
    .regex(
      /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
      'must be lower case letters, digits and dashes, at most 63',
    )
    .default('default'),
  namePrefix: z
    .string()
    .regex(
      /^([a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?)?$/,
      'must be lower case letters, digits and dashes, at most 20',
    )
    .default('')
    .describe('Keeps the entities of two similar sources apart.'),
  owner: entityRef.describe('The default owner (OC-54).'),
  ownerRules: z
    .array(ownerRuleSchema.extend({ owner: entityRef }))
    .max(200)
    .default([]),
  keepCurrentOwner: z.boolean().default(false),
  absence: z
    .enum(['keep', 'flag', 'remove'])
    .default('flag')
    .describe('What happens to entities the source no longer has (OC-52).'),
  absenceGraceRuns: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(1)
    .describe(
      'So many complete imports in a row must miss an object before it is flagged or removed; 1 acts at once (OC-52).',
    ),
  removalLimit: z
    .object({
      share: z.number().min(0).max(1).default(0.2),
      count: z.number().int().min(0).default(10),
    })
    .default({ share: 0.2, count: 10 })
    .describe(
      'A run that would remove more than this share, and at least this many, is held for review (OC-53).',
    ),
  timeoutMinutes: z
    .number()
    .int()
    .min(1)
    .max(1440)
    .optional()
    .describe(
      'An attempt at a run that takes longer is stopped, and the run fails. By default what connector.runs.timeout says in app-config.',
    ),
});

/** @public */
export type ImportOptions = z.infer<typeof importOptionsSchema>;

const parameters = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]),
);

/** How a person gives a secret. @public */
export const secretInputSchema = z
  .discriminatedUnion('from', [
    z.object({ from: z.literal('value'), value: z.string().min(1).max(20000) }),
    z.object({
      from: z.literal('environment'),
      variable: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/),
    }),
    z.object({ from: z.literal('none') }).describe('Forget the stored value.'),
  ])
  .describe('An omitted secret keeps what is stored (OC-40).');

/** What a person sends to create or change a connection. @public */
export const connectionInputSchema = z.object({
  name: z.string().trim().min(1, 'is required').max(200),
  technology: z.string().min(1, 'is required'),
  parameters: parameters.default({}),
  secrets: z.record(z.string(), secretInputSchema).default({}),
  scope: scopeSchema.default({ include: [], exclude: [] }),
  options: importOptionsSchema,
});

/** @public */
export type ConnectionInput = z.infer<typeof connectionInputSchema>;

/** What a person sends to change a connection. @public */
export const connectionUpdateSchema = connectionInputSchema.extend({
  version: z
    .number()
    .int()
    .min(1)
    .describe(
      'The version the person saw. Another one by now means that someone else has saved.',
    ),
});

/** @public */
export type ConnectionUpdate = z.infer<typeof connectionUpdateSchema>;

/** @public */
export type SecretInput = z.infer<typeof secretInputSchema>;

/** @public */
export const connectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  technology: z.string(),
  parameters,
  secrets: z
    .record(
      z.string(),
      z.object({
        set: z.boolean(),
        variable: z.string().optional().describe('Read from this variable.'),
      }),
    )
    .describe('Never a value: only whether one is stored.'),
  scope: scopeSchema,
  options: importOptionsSchema,
  origin: z
    .enum(['portal', 'configuration'])
    .describe('Connections from app-config are read-only.'),
  declared: z
    .boolean()
    .describe(
      'Whether app-config declares it now. One that it declares no longer can only be deleted.',
    ),
  enabled: z.boolean(),
  version: z
    .number()
    .int()
    .positive()
    .describe('Grows with every change that is saved.'),
  revision: z
    .number()
    .int()
    .describe('Grows with every change of technology, parameters or secrets.'),
  testedRevision: z
    .number()
    .int()
    .optional()
    .describe('The last revision that passed a test (OC-11).'),
  importable: z.boolean().describe('Whether an import may start now.'),
  importBlockedBy: z
    .string()
    .optional()
    .describe('Why an import may not start: one sentence with the remedy.'),
  lastCheck: checkReportSchema.optional(),
  lastRun: runSummarySchema.optional(),
  activeRun: runSummarySchema.optional(),
  health: connectionHealthSchema,
  entityCount: z.number().int(),
  createdBy: z.string(),
  updatedBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

/** @public */
export type Connection = z.infer<typeof connectionSchema>;
