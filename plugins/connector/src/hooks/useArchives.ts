import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';

/** The archives the person has uploaded, latest first. */
export function useArchives() {
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(signal => api.listArchives({}, { signal }), [api]),
  );
}

/** One of them. */
export function useArchive(id: string) {
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(
      signal => api.getArchive({ params: { id } }, { signal }),
      [api, id],
    ),
  );
}

/** The users and groups that own its objects, and who they are here. */
export function useArchivePrincipals(id: string) {
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(
      signal => api.listArchivePrincipals({ params: { id } }, { signal }),
      [api, id],
    ),
  );
}
