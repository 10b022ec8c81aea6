import { useCallback } from 'react';
import type { Connection } from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLive } from './useLive';

const ACTIVE_MS = 2_000;
const IDLE_MS = 30_000;

/** The connections the person may read, kept up to date. */
export function useConnections() {
  const api = useApi(connectorApiRef);
  return useLive(
    useCallback(
      async signal => (await api.listConnections({}, { signal })).items,
      [api],
    ),
    pollAfter,
  );
}

function pollAfter(connections: readonly Connection[]): number {
  return connections.some(isBusy) ? ACTIVE_MS : IDLE_MS;
}

function isBusy({ activeRun, lastCheck }: Connection): boolean {
  return activeRun !== undefined || lastCheck?.state === 'running';
}
