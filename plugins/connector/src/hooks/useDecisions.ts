import { useCallback } from 'react';
import type { Action } from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';

/** One page of what a run decided. */
export function useDecisions(options: {
  runId: string;
  action?: Action | '';
  rule?: string;
  reason?: string;
  text?: string;
  limit: number;
  cursor?: string;
}) {
  const { runId, action, rule, reason, text, limit, cursor } = options;
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(
      signal =>
        api.listDecisions(
          {
            params: { id: runId },
            query: {
              limit,
              ...(action && { action: [action] }),
              ...(rule && { rule }),
              ...(reason && { reason }),
              ...(text && { text }),
              ...(cursor && { cursor }),
            },
          },
          { signal },
        ),
      [api, runId, action, rule, reason, text, limit, cursor],
    ),
  );
}
