import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';

/** A plan of importing an archive, or of undoing that. */
export function usePlan(id: string) {
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(
      signal => api.getPlan({ params: { id } }, { signal }),
      [api, id],
    ),
  );
}
