import { z } from 'zod';
import { checkReportSchema } from '../check';
import {
  connectionInputSchema,
  connectionSchema,
  connectionUpdateSchema,
  scopeSchema,
} from '../connection';
import {
  connectionCreatePermission,
  connectionDeletePermission,
  connectionReadPermission,
  connectionRunPermission,
  connectionUpdatePermission,
  runCancelPermission,
  runReadPermission,
} from '../permissions';
import { actions, decisionSchema } from '../plan';
import {
  logLevels,
  runKinds,
  runLogEntrySchema,
  runSchema,
  runStates,
  runSummarySchema,
  runTriggers,
  type RunState,
} from '../run';
import { technologySchema } from '../technology';
import { archiveEndpoints } from './archiveEndpoints';
import type { Endpoint } from './endpoint';
import { historyEndpoints } from './historyEndpoints';
import { byId, limit, nextCursor, oneOrMore, page } from './parameters';
import { scheduleEndpoints } from './scheduleEndpoints';

/** What a scope takes and leaves out. @public */
export const scopeMatchesSchema = z.object({
  items: z.array(
    z.object({
      path: z.array(z.string()),
      relationType: z.string().optional(),
      included: z.boolean(),
      reason: z.string().optional(),
    }),
  ),
  total: z.number().int(),
  included: z.number().int(),
  truncated: z.boolean().describe('More items exist than are listed.'),
});

/** @public */
export type ScopeMatches = z.infer<typeof scopeMatchesSchema>;

/** What the plugin knows of an imported entity. @public */
export const provenanceSchema = z.object({
  uid: z.string(),
  ref: z.string(),
  urn: z.string(),
  path: z.array(z.string()),
  connection: z.object({
    id: z.string(),
    name: z.string(),
    technology: z.string(),
  }),
  state: z.enum(['present', 'absent']),
  ownerRule: z.string().optional(),
  modifiedAt: z.iso.datetime(),
  deliveredAt: z.iso.datetime().optional(),
  lastRun: runSummarySchema.optional(),
});

/** @public */
export type Provenance = z.infer<typeof provenanceSchema>;

/**
 * The REST API of the plugin, below `/api/connector`.
 * @public
 */
export const endpoints = {
  listTechnologies: {
    method: 'get',
    path: '/v1/technologies',
    summary: 'The technologies this portal can import from.',
    status: 200,
    response: z.object({
      items: z.array(technologySchema),
      unavailable: z
        .array(z.object({ module: z.string(), reason: z.string() }))
        .describe('Modules that are installed but did not start.'),
    }),
    permission: connectionReadPermission.name,
  },
  listConnections: {
    method: 'get',
    path: '/v1/connections',
    summary: 'The connections the caller may read.',
    status: 200,
    response: z.object({ items: z.array(connectionSchema) }),
    permission: connectionReadPermission.name,
  },
  createConnection: {
    method: 'post',
    path: '/v1/connections',
    summary: 'Save a new connection.',
    status: 201,
    body: connectionInputSchema,
    response: connectionSchema,
    permission: connectionCreatePermission.name,
  },
  getConnection: {
    method: 'get',
    path: '/v1/connections/:id',
    summary: 'One connection. Secrets are only said to be set or not.',
    status: 200,
    params: byId,
    response: connectionSchema,
    permission: connectionReadPermission.name,
  },
  updateConnection: {
    method: 'put',
    path: '/v1/connections/:id',
    summary:
      'Change a connection. An omitted secret keeps the stored one; a change of parameters or secrets needs a new test before the next import. Refused when someone else has saved since the version that is sent.',
    status: 200,
    params: byId,
    body: connectionUpdateSchema,
    response: connectionSchema,
    permission: connectionUpdatePermission.name,
  },
  duplicateConnection: {
    method: 'post',
    path: '/v1/connections/:id/duplicate',
    summary: 'A copy under another name, with its own test to pass.',
    status: 201,
    params: byId,
    body: z.object({ name: z.string().trim().min(1, 'is required').max(200) }),
    response: connectionSchema,
    permission: connectionCreatePermission.name,
  },
  setConnectionEnabled: {
    method: 'put',
    path: '/v1/connections/:id/enabled',
    summary: 'Enable or disable a connection.',
    status: 200,
    params: byId,
    body: z.object({ enabled: z.boolean() }),
    response: connectionSchema,
    permission: connectionUpdatePermission.name,
  },
  deleteConnection: {
    method: 'delete',
    path: '/v1/connections/:id',
    summary:
      'Delete a connection and remove its entities from the catalog. `entities` must say how many there are, so that nobody removes more than they were shown.',
    status: 204,
    params: byId,
    query: z.object({ entities: z.coerce.number().int().min(0) }),
    permission: connectionDeletePermission.name,
  },
  startCheck: {
    method: 'post',
    path: '/v1/connections/:id/check',
    summary: 'Test the connection in the background.',
    status: 202,
    params: byId,
    response: checkReportSchema,
    permission: connectionUpdatePermission.name,
  },
  getCheck: {
    method: 'get',
    path: '/v1/connections/:id/check',
    summary: 'The report of the latest test, also while it runs.',
    status: 200,
    params: byId,
    response: checkReportSchema,
    permission: connectionReadPermission.name,
  },
  cancelCheck: {
    method: 'delete',
    path: '/v1/connections/:id/check',
    summary: 'Cancel the test that runs.',
    status: 204,
    params: byId,
    permission: connectionUpdatePermission.name,
  },
  matchScope: {
    method: 'post',
    path: '/v1/connections/:id/scope',
    summary: 'What include and exclude patterns would take from the source.',
    status: 200,
    params: byId,
    body: scopeSchema,
    response: scopeMatchesSchema,
    permission: connectionUpdatePermission.name,
  },
  startRun: {
    method: 'post',
    path: '/v1/connections/:id/runs',
    summary:
      'Start an import or a preview. Refused until the current revision has passed a test.',
    status: 201,
    params: byId,
    body: z.object({ kind: z.enum(runKinds) }),
    response: runSchema,
    permission: connectionRunPermission.name,
  },
  listRuns: {
    method: 'get',
    path: '/v1/runs',
    summary: 'Runs, newest first.',
    status: 200,
    query: z.object({
      ...page,
      limit: limit(25, 200),
      connection: z.string().optional(),
      state: oneOrMore(Object.keys(runStates) as [RunState, ...RunState[]]),
      kind: oneOrMore(runKinds),
      trigger: oneOrMore(runTriggers),
      from: z.iso.datetime().optional().describe('Queued at or after.'),
      to: z.iso.datetime().optional().describe('Queued before.'),
    }),
    response: z.object({ items: z.array(runSummarySchema), nextCursor }),
    permission: runReadPermission.name,
  },
  getRun: {
    method: 'get',
    path: '/v1/runs/:id',
    summary: 'One run, with progress, report and the settings used.',
    status: 200,
    params: byId,
    response: runSchema,
    permission: runReadPermission.name,
  },
  cancelRun: {
    method: 'post',
    path: '/v1/runs/:id/cancel',
    summary: 'Ask a run to stop. What it has delivered stays.',
    status: 202,
    params: byId,
    response: runSchema,
    permission: runCancelPermission.name,
  },
  reviewRun: {
    method: 'post',
    path: '/v1/runs/:id/review',
    summary: 'Apply or dismiss the removals that a run holds.',
    status: 202,
    params: byId,
    body: z.object({ answer: z.enum(['apply', 'dismiss']) }),
    response: runSchema,
    permission: runCancelPermission.name,
  },
  readRunLog: {
    method: 'get',
    path: '/v1/runs/:id/log',
    summary: "Lines of a run's log, oldest first.",
    status: 200,
    params: byId,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      before: z.coerce.number().int().min(1).optional(),
      take: z
        .enum(['earliest', 'latest'])
        .optional()
        .describe(
          'Which lines to answer where there are more than `limit`; without, the earliest.',
        ),
      limit: limit(500, 5000),
      level: oneOrMore(logLevels),
    }),
    response: z.object({
      items: z.array(runLogEntrySchema),
      ended: z.boolean().describe('No more lines will come.'),
    }),
    permission: runReadPermission.name,
  },
  listDecisions: {
    method: 'get',
    path: '/v1/runs/:id/decisions',
    summary:
      'What was decided object by object. Ignored objects are only counted, in the report, unless there is something to say of them.',
    status: 200,
    params: byId,
    query: z.object({
      ...page,
      limit: limit(50, 500),
      action: oneOrMore(actions),
      reason: z.string().optional(),
      rule: z.string().optional(),
      text: z.string().max(200).optional(),
    }),
    response: z.object({
      items: z.array(decisionSchema),
      total: z.number().int(),
      nextCursor,
    }),
    permission: runReadPermission.name,
  },
  getProvenance: {
    method: 'get',
    path: '/v1/objects/by-ref/:kind/:namespace/:name',
    summary: 'Where an imported entity comes from.',
    status: 200,
    params: z.object({
      kind: z.string().min(1),
      namespace: z.string().min(1),
      name: z.string().min(1),
    }),
    response: provenanceSchema,
    permission: connectionReadPermission.name,
  },
  ...historyEndpoints,
  ...scheduleEndpoints,
  ...archiveEndpoints,
} as const satisfies Record<string, Endpoint>;

/** @public */
export type Endpoints = typeof endpoints;
