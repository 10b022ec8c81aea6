import {
  ARCHIVE_FORMAT,
  archiveOptionsSchema,
  type Archive,
  type ArchiveObject,
  type ArchivePlan,
  type DecisionRecord,
  type ExportRecord,
  type ExportReport,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { importRun } from './runs';

export const archive: Archive = {
  id: 'archive-1',
  fileName: 'another-portal.zip',
  bytes: 4_200_000,
  uploadedAt: '2026-11-22T10:00:00.000Z',
  uploadedBy: 'user:default/ada',
  expiresAt: '2026-11-29T10:00:00.000Z',
  header: {
    ...ARCHIVE_FORMAT,
    source: {
      name: 'Another portal',
      baseUrl: 'https://portal.example.com',
      instance: 'a2f1c9a4-52d3-4a7e-9b1f-0d6a3c0f4e11',
    },
    createdAt: '2026-11-20T10:00:00.000Z',
    createdBy: 'user:default/somebody',
    selection: {},
    objects: 4,
    byKind: { API: 1, Component: 3 },
    parts: [],
  },
  objects: 4,
  topLevel: 3,
  invalid: 1,
  byKind: { API: 1, Component: 3 },
  namespaces: ['default'],
};

const objectOf = (
  seq: number,
  name: string,
  change: Partial<ArchiveObject> = {},
): ArchiveObject => ({
  seq,
  uid: `uid-${seq}`,
  ref: `component:default/${name}`,
  kind: 'Component',
  title: name,
  topLevel: true,
  modifiedAt: '2026-11-19T10:00:00.000Z',
  requires: [],
  ...change,
});

/** Needs one object that the archive has, and one that it does not. */
export const ordersObject = objectOf(1, 'orders', {
  title: 'Orders',
  requires: [
    { ref: 'api:default/orders', seq: 3 },
    { ref: 'system:default/shop' },
  ],
});

export const billingObject = objectOf(2, 'billing');

/** Taken along. */
export const requiredObject = objectOf(3, 'orders', {
  ref: 'api:default/orders',
  kind: 'API',
  title: 'Orders API',
  topLevel: false,
});

export const invalidObject = objectOf(4, 'broken', {
  invalid: 'spec.owner is missing',
});

export const archiveObjects = [
  ordersObject,
  billingObject,
  requiredObject,
  invalidObject,
];

export const archivePlan: ArchivePlan = {
  id: 'plan-1',
  kind: 'import',
  archiveId: 'archive-1',
  createdAt: '2026-11-22T10:05:00.000Z',
  createdBy: 'user:default/ada',
  selection: { mode: 'top-level', except: [] },
  options: archiveOptionsSchema.parse({}),
  applicable: true,
  byAction: {
    create: 2,
    replace: 0,
    ignore: 0,
    reject: 1,
    skip: 0,
    remove: 0,
    flag: 0,
  },
  byReason: { 'identity.new': 2, 'identity.older': 1 },
  byRule: { 'AR-20': 2, 'AR-23': 1 },
  findings: [],
};

export const archiveDecisions: DecisionRecord[] = [
  {
    seq: 1,
    uid: 'uid-1',
    ref: 'component:default/orders',
    title: 'Orders',
    assetKind: 'Component',
    action: 'create',
    rule: 'AR-20',
    reason: 'identity.new',
    sentence: 'The catalog does not have this object yet.',
  },
  {
    seq: 2,
    uid: 'uid-2',
    ref: 'component:default/billing',
    title: 'billing',
    assetKind: 'Component',
    action: 'reject',
    rule: 'AR-23',
    reason: 'identity.older',
    sentence:
      'The catalog has a newer version, of 2026-11-21T10:00:00.000Z; the archive has that of 2026-11-19T10:00:00.000Z.',
    remedy: 'Choose "Allow replace" to go back to the version of the archive.',
  },
];

/** The run that {@link archivePlan} becomes. */
export const archiveRun: Run = {
  ...importRun,
  id: 'plan-1',
  connectionId: 'archive',
  connectionName: 'another-portal.zip',
  technology: 'archive',
  byAction: archivePlan.byAction,
  settings: { kind: 'import' },
};

export const exportReport: ExportReport = {
  objects: 2,
  byKind: { API: 1, Component: 1 },
  items: [
    {
      ref: 'component:default/orders',
      kind: 'Component',
      title: 'Orders',
      topLevel: true,
    },
    {
      ref: 'api:default/orders',
      kind: 'API',
      title: 'Orders API',
      topLevel: false,
      neededBy: 'component:default/orders',
    },
  ],
  omitted: [
    {
      from: 'component:default/orders',
      path: 'spec.system',
      ref: 'system:default/shop',
      reason: 'not-found',
    },
  ],
  omittedTotal: 1,
  failures: [],
};

export const exportRecord: ExportRecord = {
  id: 'export-1',
  fileName: 'bellwether-outfitters-2026-11-22.zip',
  createdAt: '2026-11-22T10:00:00.000Z',
  createdBy: 'user:default/ada',
  selection: {},
  bytes: 1234,
  report: exportReport,
};
