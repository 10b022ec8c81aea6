import type { Endpoints } from '@backstage-connector/plugin-connector-common';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Request } from 'express';
import { presentError } from './presentError';

type ChangingEndpoint = Exclude<
  {
    [K in keyof Endpoints]: Endpoints[K]['method'] extends 'get' ? never : K;
  }[keyof Endpoints],
  // Questions whose words are too long for a URL.
  'previewSchedule' | 'previewExport'
>;

/** What the audit log says of the endpoints that change something. */
const events: Record<
  ChangingEndpoint,
  { eventId: string; actionType: string; severityLevel: 'low' | 'medium' }
> = {
  createConnection: {
    eventId: 'connection-mutate',
    actionType: 'create',
    severityLevel: 'medium',
  },
  updateConnection: {
    eventId: 'connection-mutate',
    actionType: 'update',
    severityLevel: 'medium',
  },
  duplicateConnection: {
    eventId: 'connection-mutate',
    actionType: 'duplicate',
    severityLevel: 'medium',
  },
  setConnectionEnabled: {
    eventId: 'connection-mutate',
    actionType: 'enable-or-disable',
    severityLevel: 'medium',
  },
  deleteConnection: {
    eventId: 'connection-mutate',
    actionType: 'delete',
    severityLevel: 'medium',
  },
  startCheck: {
    eventId: 'connection-check',
    actionType: 'start',
    severityLevel: 'low',
  },
  cancelCheck: {
    eventId: 'connection-check',
    actionType: 'cancel',
    severityLevel: 'low',
  },
  matchScope: {
    eventId: 'connection-check',
    actionType: 'list-source',
    severityLevel: 'low',
  },
  putSchedule: {
    eventId: 'schedule-mutate',
    actionType: 'save',
    severityLevel: 'medium',
  },
  deleteSchedule: {
    eventId: 'schedule-mutate',
    actionType: 'delete',
    severityLevel: 'medium',
  },
  downloadExport: {
    eventId: 'archive-export',
    actionType: 'export',
    severityLevel: 'medium',
  },
  uploadArchive: {
    eventId: 'archive-import',
    actionType: 'upload',
    severityLevel: 'low',
  },
  fetchArchive: {
    eventId: 'archive-import',
    actionType: 'fetch',
    severityLevel: 'medium',
  },
  deleteArchive: {
    eventId: 'archive-import',
    actionType: 'delete',
    severityLevel: 'low',
  },
  planArchive: {
    eventId: 'archive-import',
    actionType: 'plan',
    severityLevel: 'low',
  },
  planUndo: {
    eventId: 'archive-import',
    actionType: 'plan-undo',
    severityLevel: 'low',
  },
  applyPlan: {
    eventId: 'archive-import',
    actionType: 'apply',
    severityLevel: 'medium',
  },
  startRun: {
    eventId: 'run-mutate',
    actionType: 'start',
    severityLevel: 'medium',
  },
  cancelRun: {
    eventId: 'run-mutate',
    actionType: 'cancel',
    severityLevel: 'medium',
  },
  reviewRun: {
    eventId: 'run-mutate',
    actionType: 'review',
    severityLevel: 'medium',
  },
};

/**
 * Does something and records it, if it changes anything. Neither body nor answer
 * goes into the record: they may hold secrets.
 */
export async function audited<T>(
  auditor: AuditorService,
  name: keyof Endpoints,
  request: Request,
  action: () => Promise<T>,
): Promise<T> {
  if (!isChanging(name)) {
    return action();
  }
  const { actionType, ...event } = events[name];
  const record = await auditor.createEvent({
    ...event,
    request,
    meta: { actionType, ...request.params },
  });
  try {
    const answer = await action();
    await record.success({ meta: identityOf(answer) });
    return answer;
  } catch (error) {
    const failure = toError(error);
    await record.fail({ error: presentError(failure) ?? failure });
    throw error;
  }
}

function isChanging(name: keyof Endpoints): name is ChangingEndpoint {
  return name in events;
}

/** What was created, if the answer says so. */
function identityOf(answer: unknown): { resultId: string } | undefined {
  const { id } = Object(answer) as { id?: unknown };
  return typeof id === 'string' ? { resultId: id } : undefined;
}
