import { z } from 'zod';
import {
  ARCHIVED_CONNECTIONS,
  archivedConnectionSchema,
  archivedConnectionsSchema,
} from './archivedConnection';
import { actions } from './plan';
import { findingSchema } from './run';

/*
 * An archive is a zip: `archive.json`, the header, and parts named
 * `objects-0001.ndjson` and so on, one object a line.
 */

/** What every archive says of itself, and the only version there is. @public */
export const ARCHIVE_FORMAT = {
  format: 'backstage-connector-archive',
  version: 1,
} as const;

/** The header's place in the zip. @public */
export const ARCHIVE_HEADER_FILE = 'archive.json';

/** The id under which the ledger, and runs, know all archives. @public */
export const ARCHIVE_SOURCE_ID = 'archive';

const count = z.number().int().nonnegative();
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex');

/** A user or group as an archive names it. @public */
export const archivedPrincipalSchema = z.object({
  ref: z.string(),
  uid: z.string().optional().describe('Unknown when it could not be read.'),
});

/** @public */
export type ArchivedPrincipal = z.infer<typeof archivedPrincipalSchema>;

/** A reference of an object to another entity. @public */
export const archivedReferenceSchema = z.object({
  path: z.string().describe('Where it stands, e.g. spec.dependsOn[2].'),
  ref: z.string(),
  uid: z.string().optional(),
});

/** @public */
export type ArchivedReference = z.infer<typeof archivedReferenceSchema>;

/** One line of a part: an entity with what identifies and dates it (AR-4). @public */
export const archiveLineSchema = z.object({
  uid: z.string().min(1).max(36),
  entityRef: z.string().min(1),
  modifiedAt: z.iso.datetime(),
  topLevel: z
    .boolean()
    .describe('Chosen by the person; false: only taken along as required.'),
  entity: z
    .record(z.string(), z.unknown())
    .describe(
      'Without relations, status, uid, etag and location annotations, and without what the connector plugin notes for itself.',
    ),
  owner: archivedPrincipalSchema.optional().describe('The user that owns it.'),
  organization: archivedPrincipalSchema
    .optional()
    .describe('The group that owns it.'),
  references: z
    .array(archivedReferenceSchema)
    .describe('All but owner and organization.'),
  sha256: digest.describe('Of the entity as canonical JSON.'),
});

/** @public */
export type ArchiveLine = z.infer<typeof archiveLineSchema>;

/** Which entities an export takes (AR-1). @public */
export const exportQuerySchema = z.object({
  kind: z.array(z.string()).optional(),
  namespace: z.array(z.string()).optional(),
  type: z.array(z.string()).optional(),
  owner: z.array(z.string()).optional(),
  system: z.array(z.string()).optional(),
  tag: z.array(z.string()).optional(),
  text: z.string().max(200).optional(),
});

/** @public */
export type ExportQuery = z.infer<typeof exportQuerySchema>;

/** What to export. One of `refs`, `query` and `connections` has to be given. @public */
export const exportSelectionSchema = z
  .object({
    refs: z.array(z.string().min(1)).max(10_000).optional(),
    query: exportQuerySchema.optional(),
    withReferences: z
      .boolean()
      .default(false)
      .describe('Take along what the chosen entities refer to.'),
    depth: z
      .number()
      .int()
      .min(1)
      .max(10)
      .default(3)
      .describe('How many references in a row are followed.'),
    withOwners: z
      .boolean()
      .default(false)
      .describe('Take along the users and groups that own them.'),
    modifiedSince: z.iso.datetime().optional(),
    connections: z
      .array(z.string().min(1))
      .min(1)
      .max(ARCHIVED_CONNECTIONS.count)
      .optional()
      .describe(
        'Take along how these connections are set up, without their secrets (AR-5).',
      ),
  })
  .refine(
    ({ refs, query, connections }) =>
      [refs, query, connections].some(given => given !== undefined),
    { message: 'give refs, query or connections', path: ['refs'] },
  );

/** @public */
export type ExportSelection = z.output<typeof exportSelectionSchema>;

/** A reference that leads out of the archive. @public */
export const omittedReferenceSchema = z.object({
  from: z.string(),
  path: z.string(),
  ref: z.string(),
  reason: z.enum(['not-selected', 'not-found', 'depth', 'unchanged-since']),
});

/** @public */
export type OmittedReference = z.infer<typeof omittedReferenceSchema>;

/** `archive.json` (AR-4). @public */
export const archiveHeaderSchema = z.object({
  format: z.literal(ARCHIVE_FORMAT.format),
  version: z.literal(ARCHIVE_FORMAT.version),
  source: z.object({
    name: z.string().describe('Of the portal.'),
    baseUrl: z.string(),
    instance: z
      .string()
      .max(100)
      .describe('Of the catalog; tells two portals apart.'),
  }),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  selection: z.record(z.string(), z.unknown()),
  objects: count,
  byKind: z.record(z.string(), count),
  omitted: z.array(omittedReferenceSchema),
  connections: archivedConnectionsSchema.optional(),
  parts: z.array(
    z.object({
      name: z.string().regex(/^objects-\d{4,}\.ndjson$/),
      objects: count,
      bytes: count,
      sha256: digest,
    }),
  ),
});

/** @public */
export type ArchiveHeader = z.infer<typeof archiveHeaderSchema>;

/** One entity of an export's preview. @public */
export const exportItemSchema = z.object({
  ref: z.string(),
  kind: z.string(),
  title: z.string(),
  topLevel: z.boolean(),
  neededBy: z.string().optional().describe('The first that refers to it.'),
});

/** What an export would hold, or holds (AR-3). @public */
export const exportReportSchema = z.object({
  objects: count,
  byKind: z.record(z.string(), count),
  items: z.array(exportItemSchema).describe('The first 1,000.'),
  omitted: z.array(omittedReferenceSchema).describe('The first 1,000.'),
  omittedTotal: count,
  failures: z.array(z.object({ ref: z.string(), error: z.string() })),
  connections: z
    .array(
      archivedConnectionSchema.pick({
        id: true,
        name: true,
        technology: true,
        withheld: true,
      }),
    )
    .optional()
    .describe('Those that were asked for.'),
});

/** @public */
export type ExportReport = z.infer<typeof exportReportSchema>;

/** An export that was made. @public */
export const exportRecordSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  selection: z.record(z.string(), z.unknown()),
  bytes: count,
  report: exportReportSchema,
});

/** @public */
export type ExportRecord = z.infer<typeof exportRecordSchema>;

/** An uploaded archive that was read completely. @public */
export const archiveSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  bytes: count,
  uploadedAt: z.iso.datetime(),
  uploadedBy: z.string(),
  expiresAt: z.iso.datetime(),
  header: archiveHeaderSchema.omit({ omitted: true }),
  objects: count,
  topLevel: count,
  invalid: count,
  byKind: z.record(z.string(), count),
  namespaces: z.array(z.string()),
});

/** @public */
export type Archive = z.infer<typeof archiveSchema>;

/** One object of an uploaded archive. @public */
export const archiveObjectSchema = z.object({
  seq: z.number().int().positive(),
  uid: z.string(),
  ref: z.string(),
  kind: z.string(),
  title: z.string(),
  topLevel: z.boolean(),
  modifiedAt: z.iso.datetime(),
  owner: archivedPrincipalSchema.optional(),
  organization: archivedPrincipalSchema.optional(),
  invalid: z.string().optional().describe('Why it cannot be imported.'),
  requires: z
    .array(z.object({ ref: z.string(), seq: z.number().int().optional() }))
    .describe(
      'What it refers to, the first 1,000; with a seq when the archive has it.',
    ),
});

/** @public */
export type ArchiveObject = z.infer<typeof archiveObjectSchema>;

/** Which objects of an archive to import; what they require comes along. @public */
export const archiveSelectionSchema = z.discriminatedUnion('mode', [
  z.object({
    mode: z.literal('top-level'),
    except: z.array(z.number().int().positive()).default([]),
  }),
  z.object({
    mode: z.literal('only'),
    seqs: z.array(z.number().int().positive()),
  }),
]);

/** @public */
export type ArchiveSelection = z.output<typeof archiveSelectionSchema>;

/** The options of an archive import (AR-23 to AR-36, AR-50). @public */
export const archiveOptionsSchema = z.object({
  allowReplace: z
    .boolean()
    .default(false)
    .describe('Replace also what is newer in the catalog (AR-23).'),
  keepCurrentOwner: z
    .boolean()
    .default(false)
    .describe('New objects keep their owner; else you own them (AR-31).'),
  fallBackToImporter: z
    .boolean()
    .default(false)
    .describe('You own what has an owner that does not exist here (AR-31).'),
  organization: z
    .string()
    .optional()
    .describe('The group that is to own new objects (AR-33).'),
  takeOwnership: z
    .boolean()
    .default(false)
    .describe(
      'Replaced objects take owner and organization of the archive (AR-35).',
    ),
  keepLifecycleState: z.boolean().default(false).describe('AR-50.'),
  strict: z
    .boolean()
    .default(false)
    .describe('Import nothing when any permission is missing (AR-26).'),
  mapping: z
    .record(z.string().max(255), z.string().max(255))
    .default({})
    .describe('Users and groups of the archive to those here (AR-36).'),
});

/** @public */
export type ArchiveOptions = z.output<typeof archiveOptionsSchema>;

/** A user or group that the archive names as owner, and who that is here. @public */
export const archivePrincipalMatchSchema = z.object({
  kind: z.enum(['User', 'Group']),
  ref: z.string(),
  uid: z.string().optional(),
  objects: count.describe('How many objects it owns.'),
  inArchive: z.boolean(),
  target: z
    .object({ ref: z.string(), by: z.enum(['uid', 'mapping']) })
    .optional(),
  suggestions: z.array(
    z.object({
      ref: z.string(),
      title: z.string(),
      by: z.enum(['e-mail', 'reference', 'name']),
    }),
  ),
});

/** @public */
export type ArchivePrincipalMatch = z.infer<typeof archivePrincipalMatchSchema>;

/** A stored plan: what an import, or an undo, would do (AR-60). @public */
export const archivePlanSchema = z.object({
  id: z.string().describe('Also the id of the run when it is applied.'),
  kind: z.enum(['import', 'undo']),
  archiveId: z.string().optional(),
  undoes: z.string().optional().describe('The id of the run to undo.'),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  selection: archiveSelectionSchema
    .optional()
    .describe('Not of a plan that was applied.'),
  chosen: count
    .optional()
    .describe('How many objects were chosen; what they need comes along.'),
  options: archiveOptionsSchema.optional(),
  applicable: z
    .boolean()
    .describe('False: nothing to do, or the option strict forbids it.'),
  byAction: z.record(z.enum(actions), count),
  byReason: z.record(z.string(), count),
  byRule: z.record(z.string(), count),
  findings: z.array(findingSchema),
});

/** @public */
export type ArchivePlan = z.infer<typeof archivePlanSchema>;
