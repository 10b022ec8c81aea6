import { useEffect, useState, type Dispatch, type SetStateAction } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useLocation } from 'react-router-dom';
import { connectorApiRef } from '../api';

/** What is kept of one place in the history, by name. */
interface Kept {
  readonly place: string;
  readonly values: Map<string, unknown>;
}

// One for each portal, so that nothing outlives it. In memory only: what a
// person types may be a secret.
const keptOf = new WeakMap<object, Kept>();

/**
 * State that is still there when the page is mounted anew at the same place in
 * the history. A portal that follows the theme of the operating system does so
 * to all its pages when that changes.
 */
export function useKeptState<T>(
  name: string,
  initial: () => T,
): [T, Dispatch<SetStateAction<T>>] {
  const portal = useApi(connectorApiRef);
  const { key: place } = useLocation();
  const [value, setValue] = useState<T>(() => {
    const kept = keptOf.get(portal);
    return kept?.place === place && kept.values.has(name)
      ? (kept.values.get(name) as T)
      : initial();
  });
  useEffect(() => {
    const kept = keptOf.get(portal);
    if (kept?.place === place) {
      kept.values.set(name, value);
    } else {
      keptOf.set(portal, { place, values: new Map([[name, value]]) });
    }
  }, [portal, place, name, value]);
  return [value, setValue];
}
