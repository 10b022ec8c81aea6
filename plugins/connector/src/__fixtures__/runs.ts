import type {
  DecisionRecord,
  Run,
  RunLogEntry,
  RunSummary,
} from '@backstage-connector/plugin-connector-common';

export const importSummary: RunSummary = {
  id: 'run-1',
  connectionId: 'warehouse',
  connectionName: 'Retail warehouse',
  technology: 'postgresql',
  kind: 'import',
  state: 'succeeded',
  trigger: 'manual',
  requestedBy: 'user:default/ada',
  queuedAt: '2026-11-22T10:00:00.000Z',
  startedAt: '2026-11-22T10:00:00.200Z',
  endedAt: '2026-11-22T10:00:04.400Z',
  attempt: 1,
  byAction: {
    create: 12,
    replace: 3,
    ignore: 40,
    reject: 1,
    skip: 0,
    remove: 0,
    flag: 2,
  },
};

export const importRun: Run = {
  ...importSummary,
  cancelRequested: false,
  attempts: [
    {
      number: 1,
      startedAt: '2026-11-22T10:00:00.200Z',
      endedAt: '2026-11-22T10:00:04.400Z',
      outcome: 'ended',
    },
  ],
  stages: [
    {
      stage: 'extract',
      done: 58,
      total: 58,
      startedAt: '2026-11-22T10:00:00.200Z',
      endedAt: '2026-11-22T10:00:02.200Z',
    },
    {
      stage: 'map',
      done: 58,
      startedAt: '2026-11-22T10:00:02.200Z',
      endedAt: '2026-11-22T10:00:02.700Z',
    },
    {
      stage: 'plan',
      done: 58,
      startedAt: '2026-11-22T10:00:02.700Z',
      endedAt: '2026-11-22T10:00:03.000Z',
    },
    {
      stage: 'apply',
      done: 17,
      total: 17,
      startedAt: '2026-11-22T10:00:03.000Z',
      endedAt: '2026-11-22T10:00:04.400Z',
    },
  ],
  delivery: {
    planned: 17,
    sent: 17,
    visible: 16,
    contested: 1,
    settled: true,
  },
  report: {
    assets: { table: 48, view: 6, schema: 3, database: 1 },
    byAction: importSummary.byAction!,
    byReason: {
      'identity.new': 12,
      'identity.changed': 3,
      'identity.unchanged': 40,
      'absence.flagged': 2,
      'conflict.managed-elsewhere': 1,
    },
    findings: [
      {
        code: 'conflict.managed-elsewhere',
        severity: 'warning',
        sentence:
          'The reference resource:default/orders is managed by url:https://example.com/catalog-info.yaml.',
        remedy: 'Give the connection a name prefix or another namespace.',
        count: 1,
        samples: ['resource:default/orders'],
      },
    ],
    durationsMs: { extract: 2000, map: 500, plan: 300, apply: 1400 },
  },
  settings: {
    technology: 'postgresql',
    parameters: { host: 'db.example.com', port: 5432 },
    scope: { include: ['sales.*'], exclude: [] },
  },
};

export const runningRun: Run = {
  ...importRun,
  id: 'run-2',
  state: 'running',
  endedAt: undefined,
  byAction: undefined,
  report: undefined,
  delivery: undefined,
  stages: [
    {
      stage: 'extract',
      done: 20,
      total: 58,
      startedAt: '2026-11-22T10:00:00.000Z',
    },
  ],
};

export const previewRun: Run = {
  ...importRun,
  id: 'run-3',
  kind: 'preview',
  stages: importRun.stages.slice(0, 3),
  delivery: undefined,
};

export const failedRun: Run = {
  ...importRun,
  id: 'run-4',
  state: 'failed',
  stages: [{ ...importRun.stages[0], done: 21, endedAt: undefined }],
  delivery: undefined,
  report: undefined,
  byAction: undefined,
  failure: {
    code: 'network.reset',
    kind: 'transient',
    title: 'The server closed the connection while it was read',
    remedy: 'Look whether the server was restarted, then run again.',
    step: 'extract',
    driverMessage: 'read ECONNRESET',
  },
};

export const heldRun: Run = {
  ...importRun,
  id: 'run-5',
  state: 'needs-review',
};

export const decisions: DecisionRecord[] = [
  {
    seq: 1,
    uid: 'uid-1',
    ref: 'resource:default/warehouse-sales-customers',
    title: 'customers',
    assetKind: 'table',
    action: 'create',
    rule: 'lifecycle',
    reason: 'identity.new',
    sentence: 'The catalog does not have this object yet.',
  },
  {
    seq: 2,
    uid: 'uid-2',
    ref: 'resource:default/warehouse-sales-invoices',
    title: 'invoices',
    assetKind: 'table',
    action: 'replace',
    rule: 'lifecycle',
    reason: 'identity.changed',
    sentence: 'The source has changed this object.',
    changes: [
      {
        path: 'metadata.description',
        before: 'Bills',
        after: 'Bills sent to customers',
      },
      {
        path: 'columns.total',
        after: { name: 'total', type: 'numeric(12,2)' },
      },
    ],
  },
  {
    seq: 3,
    uid: 'uid-3',
    ref: 'resource:default/orders',
    title: 'orders',
    assetKind: 'table',
    action: 'reject',
    rule: 'conflict',
    reason: 'conflict.managed-elsewhere',
    sentence:
      'The reference resource:default/orders is managed by url:https://example.com/catalog-info.yaml.',
    remedy: 'Give the connection a name prefix or another namespace.',
  },
];

export const logEntries: RunLogEntry[] = [
  {
    seq: 1,
    at: '2026-11-22T10:00:00.200Z',
    level: 'info',
    stage: 'extract',
    message: 'Reading the source',
    context: { host: 'db.example.com' },
  },
  {
    seq: 2,
    at: '2026-11-22T10:00:01.200Z',
    level: 'warn',
    stage: 'extract',
    message: 'A schema could not be listed',
    context: { schema: 'finance' },
  },
  {
    seq: 3,
    at: '2026-11-22T10:00:04.200Z',
    level: 'error',
    stage: 'apply',
    message: 'An entity was refused',
  },
];
