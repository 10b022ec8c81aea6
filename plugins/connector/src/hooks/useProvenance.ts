import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';

/** Where an imported entity comes from. */
export function useProvenance(entity: Entity) {
  const { kind } = entity;
  const { name, namespace = 'default' } = entity.metadata;
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(
      signal =>
        api.getProvenance({ params: { kind, namespace, name } }, { signal }),
      [api, kind, namespace, name],
    ),
  );
}
