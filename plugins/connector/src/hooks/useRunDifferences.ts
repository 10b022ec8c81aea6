import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';

const FIRST = 20;

/** The first objects that two runs decided about differently. */
export function useRunDifferences(id: string, other: string) {
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(
      signal =>
        api.compareRuns(
          { params: { id, other }, query: { limit: FIRST } },
          { signal },
        ),
      [api, id, other],
    ),
  );
}
