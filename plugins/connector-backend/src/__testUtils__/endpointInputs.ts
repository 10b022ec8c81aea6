import type { endpoints } from '@backstage-connector/plugin-connector-common';
import { connectionInput, connectionUpdate } from './connections';

const schedule = {
  recurrence: { kind: 'daily', time: '02:00' },
  zone: 'UTC',
};

/** What has to be sent beside the path, to be understood. */
export const endpointInputs: Partial<
  Record<
    keyof typeof endpoints,
    { body?: object; query?: Record<string, string> }
  >
> = {
  createConnection: { body: connectionInput() },
  updateConnection: { body: connectionUpdate() },
  duplicateConnection: { body: { name: 'Copy' } },
  setConnectionEnabled: { body: { enabled: true } },
  deleteConnection: { query: { entities: '0' } },
  matchScope: { body: { include: [], exclude: [] } },
  putSchedule: { body: schedule },
  deleteSchedule: { query: { version: '1' } },
  previewSchedule: { body: schedule },
  listRunStrips: {
    query: {
      connection: 'x',
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-12-01T00:00:00.000Z',
    },
  },
  previewExport: { body: { query: {} } },
  downloadExport: { body: { query: {} } },
  uploadArchive: { query: { fileName: 'x.zip' }, body: Buffer.from('zip') },
  fetchArchive: { body: { url: 'https://example.com/x.zip' } },
  planArchive: { body: { selection: { mode: 'top-level' }, options: {} } },
  startRun: { body: { kind: 'import' } },
  reviewRun: { body: { answer: 'apply' } },
};
