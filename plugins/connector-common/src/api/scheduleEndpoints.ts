import { z } from 'zod';
import {
  connectionReadPermission,
  connectionUpdatePermission,
} from '../permissions';
import {
  occurrenceOutcomeCodes,
  occurrenceSchema,
  plannedStartSchema,
  scheduleDefinitionSchema,
  scheduleInputSchema,
  scheduleSchema,
  upcomingRunSchema,
} from '../schedule';
import type { Endpoint } from './endpoint';
import { byId, limit, nextCursor, oneOrMore, page } from './parameters';

/** The part of the REST API that is about schedules. */
export const scheduleEndpoints = {
  listSchedules: {
    method: 'get',
    path: '/v1/schedules',
    summary: 'The schedules of the connections the caller may read.',
    status: 200,
    response: z.object({ items: z.array(scheduleSchema) }),
    permission: connectionReadPermission.name,
  },
  getSchedule: {
    method: 'get',
    path: '/v1/connections/:id/schedule',
    summary: 'The schedule of a connection.',
    status: 200,
    params: byId,
    response: scheduleSchema,
    permission: connectionReadPermission.name,
  },
  putSchedule: {
    method: 'put',
    path: '/v1/connections/:id/schedule',
    summary:
      'Save the schedule of a connection. Refused when someone else has saved since the version that is sent. An enabled one starts imports, so it needs the permission connector.connection.run, too.',
    status: 200,
    params: byId,
    body: scheduleInputSchema,
    response: scheduleSchema,
    permission: connectionUpdatePermission.name,
  },
  deleteSchedule: {
    method: 'delete',
    path: '/v1/connections/:id/schedule',
    summary: 'Delete the schedule of a connection, in the version seen.',
    status: 204,
    params: byId,
    query: z.object({ version: z.coerce.number().int().min(1) }),
    permission: connectionUpdatePermission.name,
  },
  previewSchedule: {
    method: 'post',
    path: '/v1/schedules/preview',
    summary:
      'The next five runs of a schedule that is not saved, and what daylight saving does to them.',
    status: 200,
    body: scheduleDefinitionSchema,
    response: z.object({ items: z.array(plannedStartSchema) }),
    permission: connectionReadPermission.name,
  },
  listUpcoming: {
    method: 'get',
    path: '/v1/schedules/upcoming',
    summary: 'The next runs of all schedules, soonest first.',
    status: 200,
    query: z.object({ limit: limit(25, 200) }),
    response: z.object({ items: z.array(upcomingRunSchema) }),
    permission: connectionReadPermission.name,
  },
  listOccurrences: {
    method: 'get',
    path: '/v1/schedules/occurrences',
    summary:
      'The starts that were due, latest first: which had a run, and why others were skipped.',
    status: 200,
    query: z.object({
      ...page,
      limit: limit(25, 200),
      connection: z.string().optional(),
      outcome: oneOrMore(occurrenceOutcomeCodes),
    }),
    response: z.object({ items: z.array(occurrenceSchema), nextCursor }),
    permission: connectionReadPermission.name,
  },
} as const satisfies Record<string, Endpoint>;
