import {
  type ConnectorApi,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { NotFoundError } from '@backstage/errors';
import { DateTime } from 'luxon';
import {
  failedCheck,
  passedCheck,
  runningCheck,
} from '../src/__fixtures__/checks';
import { connections, warehouse } from '../src/__fixtures__/connections';
import {
  decisions,
  failedRun,
  heldRun,
  importRun,
  logEntries,
  previewRun,
  runningRun,
} from '../src/__fixtures__/runs';
import { provenance, scopeMatches } from '../src/__fixtures__/tables';
import { technologies } from '../src/__fixtures__/technologies';

const ago = (days: number) =>
  DateTime.utc()
    .minus({ days, hours: days * 3 })
    .toISO();

/** Every state a run can have, over the last month. */
const runs: Run[] = [
  {
    ...runningRun,
    stages: runningRun.stages.map(s => ({ ...s, startedAt: ago(0.001) })),
  },
  heldRun,
  previewRun,
  failedRun,
  importRun,
  { ...importRun, id: 'run-6', state: 'cancelled' as const },
  { ...importRun, id: 'run-7', state: 'partial' as const },
].map((run, index) => ({
  ...run,
  queuedAt: ago(index * 3),
  startedAt: ago(index * 3),
  ...(run.endedAt && {
    endedAt: DateTime.fromISO(ago(index * 3))
      .plus({ seconds: 4.2 })
      .toISO()!,
  }),
}));

const found = <T>(value: T | undefined): T => {
  if (!value) throw new NotFoundError('There is nothing of this id');
  return value;
};

/** The answers of a portal in which nothing ever changes. */
export const samplePortal = {
  listTechnologies: async () => ({
    items: technologies,
    unavailable: [{ module: 'oracle', reason: 'Its driver is not installed.' }],
  }),
  listConnections: async () => ({
    items: connections.map(connection => ({
      ...connection,
      ...(connection.lastRun && { lastRun: runs[4] }),
    })),
  }),
  getConnection: async ({ params: { id } }) =>
    found(connections.find(connection => connection.id === id)),
  createConnection: async () => warehouse,
  updateConnection: async () => warehouse,
  startCheck: async () => runningCheck,
  getCheck: async ({ params: { id } }) =>
    id === 'broken' ? failedCheck : passedCheck,
  cancelCheck: async () => undefined,
  matchScope: async () => scopeMatches,
  startRun: async ({ body }) =>
    body.kind === 'preview' ? previewRun : runs[0],
  listRuns: async (input = {}) => {
    const { connection, state, kind } = input.query ?? {};
    return {
      items: runs.filter(
        run =>
          (!connection || run.connectionId === connection) &&
          (!state || [state].flat().includes(run.state)) &&
          (!kind || [kind].flat().includes(run.kind)),
      ),
    };
  },
  getRun: async ({ params: { id } }) => found(runs.find(run => run.id === id)),
  readRunLog: async () => ({ items: logEntries, ended: true }),
  listDecisions: async () => ({ items: decisions, total: decisions.length }),
  getProvenance: async () => provenance,
} satisfies Partial<ConnectorApi> as unknown as ConnectorApi;
