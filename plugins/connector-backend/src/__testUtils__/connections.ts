import type {
  CheckReport,
  ConnectionInput,
  ConnectionUpdate,
  ImportOptions,
} from '@backstage-connector/plugin-connector-common';
import type { StoredConnection } from '../database/connectionRows';

export const importOptions: ImportOptions = {
  source: { kind: 'new' },
  namespace: 'default',
  namePrefix: '',
  owner: 'group:default/data-platform',
  ownerRules: [],
  keepCurrentOwner: false,
  absence: 'flag',
  absenceGraceRuns: 1,
  removalLimit: { share: 0.2, count: 10 },
};

/** A saved connection of the sample technology. */
export function aConnection(
  over: Partial<StoredConnection> = {},
): StoredConnection {
  return {
    id: 'c-1',
    name: 'Warehouse',
    technology: 'sample',
    origin: 'portal',
    parameters: { host: 'localhost' },
    secrets: [],
    scope: { include: [], exclude: [] },
    options: importOptions,
    enabled: true,
    revision: 1,
    createdBy: 'user:default/ada',
    updatedBy: 'user:default/ada',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    version: 1,
    ...over,
  };
}

export function aCheck(over: Partial<CheckReport> = {}): CheckReport {
  return {
    revision: 1,
    state: 'running',
    startedAt: '2026-01-01T00:00:00.000Z',
    steps: [],
    ...over,
  };
}

/** What a person sends to save a connection of the sample technology. */
export function connectionInput(
  over: Partial<ConnectionInput> = {},
): ConnectionInput {
  return {
    name: 'Warehouse',
    technology: 'sample',
    parameters: { host: 'localhost' },
    secrets: { password: { from: 'value', value: 'hunter2' } },
    scope: { include: [], exclude: [] },
    options: importOptions,
    ...over,
  };
}

/** What a person sends to change a connection that was saved once. */
export function connectionUpdate(
  over: Partial<ConnectionUpdate> = {},
): ConnectionUpdate {
  return { ...connectionInput(over), version: over.version ?? 1 };
}
