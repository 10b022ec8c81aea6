import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';

/** The schedule of a connection; missing while it has none. */
export function useSchedule(connectionId: string) {
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(
      signal => api.getSchedule({ params: { id: connectionId } }, { signal }),
      [api, connectionId],
    ),
  );
}
