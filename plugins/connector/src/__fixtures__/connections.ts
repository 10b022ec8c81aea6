import type { Connection } from '@backstage-connector/plugin-connector-common';
import { failedCheck, passedCheck } from './checks';
import { importSummary } from './runs';

/** Saved in the portal, tested, imported. */
export const warehouse: Connection = {
  id: 'warehouse',
  name: 'Retail warehouse',
  technology: 'postgresql',
  parameters: { host: 'db.example.com', port: 5432, sslMode: 'prefer' },
  secrets: { password: { set: true } },
  scope: { include: [], exclude: [] },
  options: {
    source: { kind: 'existing', ref: 'system:default/retail' },
    namespace: 'default',
    namePrefix: '',
    owner: 'group:default/data-platform',
    ownerRules: [],
    keepCurrentOwner: false,
    absence: 'flag',
    absenceGraceRuns: 1,
    removalLimit: { share: 0.2, count: 10 },
  },
  origin: 'portal',
  declared: false,
  enabled: true,
  version: 3,
  revision: 1,
  testedRevision: 1,
  importable: true,
  lastCheck: passedCheck,
  lastRun: importSummary,
  health: {
    state: 'ok',
    lastSuccessAt: '2026-11-20T08:00:00.000Z',
    consecutiveFailures: 0,
  },
  entityCount: 1234,
  createdBy: 'user:default/ada',
  updatedBy: 'user:default/ada',
  createdAt: '2026-11-01T08:00:00.000Z',
  updatedAt: '2026-11-20T08:00:00.000Z',
};

/** Its last test failed. */
export const broken: Connection = {
  ...warehouse,
  id: 'broken',
  name: 'Finance ledger',
  testedRevision: undefined,
  importable: false,
  importBlockedBy:
    'The last test failed (The server refuses the user or the password); correct the settings or the source, and test again.',
  lastCheck: failedCheck,
  lastRun: undefined,
  health: { state: 'never', consecutiveFailures: 0 },
  entityCount: 0,
};

/** Declared in app-config, never tested. */
export const declared: Connection = {
  ...warehouse,
  id: 'declared',
  name: 'Sample shop',
  technology: 'sqlite',
  parameters: { file: 'shop.db' },
  secrets: {},
  origin: 'configuration',
  declared: true,
  testedRevision: undefined,
  importable: false,
  importBlockedBy: 'The connection has not been tested; test it.',
  lastCheck: undefined,
  lastRun: undefined,
  health: { state: 'never', consecutiveFailures: 0 },
  entityCount: 0,
};

export const disabled: Connection = {
  ...warehouse,
  id: 'disabled',
  name: 'Old warehouse',
  enabled: false,
  importable: false,
  importBlockedBy: 'The connection is disabled; enable it.',
  health: { ...warehouse.health, state: 'disabled' },
  lastRun: { ...importSummary, id: 'run-9', state: 'partial' },
};

export const connections = [warehouse, broken, declared, disabled];
