import { useCallback } from 'react';
import {
  runStates,
  type RunSummary,
} from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLive } from './useLive';
import { timeOf, type RunFilters } from './useRunFilters';

const PAGE = 25;
const ACTIVE_MS = 2_000;
const IDLE_MS = 30_000;

/** One page of runs, newest first, kept up to date. */
export function useRuns(
  filters: Partial<RunFilters>,
  cursor?: string,
  limit: number = PAGE,
) {
  const { connection, state, kind, trigger, from, to } = filters;
  const api = useApi(connectorApiRef);
  return useLive(
    useCallback(
      signal =>
        api.listRuns(
          {
            query: {
              limit,
              ...(cursor && { cursor }),
              ...(connection && { connection }),
              ...(state && { state: [state] }),
              ...(kind && { kind: [kind] }),
              ...(trigger && { trigger: [trigger] }),
              ...timeOf({ from, to }),
            },
          },
          { signal },
        ),
      [api, connection, state, kind, trigger, from, to, cursor, limit],
    ),
    pollAfter,
  );
}

function pollAfter({ items }: { items: readonly RunSummary[] }): number {
  return items.some(run => runStates[run.state].active) ? ACTIVE_MS : IDLE_MS;
}
