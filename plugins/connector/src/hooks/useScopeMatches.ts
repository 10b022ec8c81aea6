import { useCallback, useState } from 'react';
import {
  scopeSchema,
  type Scope,
  type ScopeMatches,
} from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import useDebounce from 'react-use/esm/useDebounce';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';

const TYPING_MS = 500;
const EVERYTHING = JSON.stringify({ include: [], exclude: [] });

/**
 * What patterns take of a source that can be reached, as they are typed. A
 * pattern that is not one yet changes nothing; where it is there from the start,
 * everything is shown.
 */
export function useScopeMatches(connectionId: string, scope: Scope) {
  const api = useApi(connectorApiRef);
  const asked = scopeSchema.safeParse(scope).success
    ? JSON.stringify(scope)
    : undefined;
  const [settled, setSettled] = useState(asked ?? EVERYTHING);
  useDebounce(() => asked && setSettled(asked), TYPING_MS, [asked]);
  return useLoaded(
    useCallback(
      (signal): Promise<ScopeMatches> =>
        api.matchScope(
          { params: { id: connectionId }, body: JSON.parse(settled) },
          { signal },
        ),
      [api, connectionId, settled],
    ),
  );
}
