import { useCallback } from 'react';
import {
  runStates,
  type Run,
  type RunSignal,
} from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLive } from './useLive';

const POLL_MS = 1_000;

/**
 * One run, read again until it has ended and its deliveries are settled.
 * Leaving the page ends the reading, not the run (OC-13).
 */
export function useRun(id: string) {
  const api = useApi(connectorApiRef);
  return useLive(
    useCallback(
      signal => api.getRun({ params: { id } }, { signal }),
      [api, id],
    ),
    pollAfter,
    useCallback((moved: RunSignal) => moved.runId === id, [id]),
  );
}

function pollAfter(run: Run): number | undefined {
  const settled = run.delivery?.settled ?? true;
  return runStates[run.state].ended && settled ? undefined : POLL_MS;
}
