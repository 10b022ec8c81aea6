import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';

/** One connection. */
export function useConnection(id: string) {
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(
      signal => api.getConnection({ params: { id } }, { signal }),
      [api, id],
    ),
  );
}
