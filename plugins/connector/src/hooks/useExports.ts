import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';

const PAGE = 10;

/** One page of the person's exports, latest first. */
export function useExports(cursor: string | undefined) {
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(
      signal =>
        api.listExports(
          { query: { limit: PAGE, ...(cursor && { cursor }) } },
          { signal },
        ),
      [api, cursor],
    ),
  );
}
