import { useCallback, useMemo } from 'react';
import type { Technology } from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';

/** The technologies this portal can import from. */
export function useTechnologies() {
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(signal => api.listTechnologies({}, { signal }), [api]),
  );
}

/** Technologies by id; empty until they are known. */
export function useTechnologiesById(): ReadonlyMap<string, Technology> {
  const loaded = useTechnologies();
  const items = loaded.status === 'ready' ? loaded.value.items : undefined;
  return useMemo(
    () => new Map(items?.map(technology => [technology.id, technology])),
    [items],
  );
}
