import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';

/** The connections the person may read, as they are now. */
export function useReadableConnections() {
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(
      async signal => (await api.listConnections({}, { signal })).items,
      [api],
    ),
  );
}
