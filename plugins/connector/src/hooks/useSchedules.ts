import { useCallback, useMemo } from 'react';
import type { Schedule } from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';
import { useT } from './useT';

const POLL_MS = 30_000;
const pollAfter = () => POLL_MS;

/** The schedules as cells of a table show them. */
export type Schedules =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; error: Error }
  | {
      readonly status: 'ready';
      byConnection: ReadonlyMap<string, Schedule>;
    };

/** The schedules of all connections, kept up to date. */
export function useSchedules() {
  const api = useApi(connectorApiRef);
  const t = useT();
  const loaded = useLoaded(
    useCallback(
      async signal => (await api.listSchedules({}, { signal })).items,
      [api],
    ),
    pollAfter,
  );
  const schedules = useMemo((): Schedules => {
    switch (loaded.status) {
      case 'loading':
        return loaded;
      case 'forbidden':
      case 'missing':
        return {
          status: 'failed',
          error: new Error(t(`state.${loaded.status}Title`)),
        };
      case 'failed':
        return { status: 'failed', error: loaded.error };
      case 'ready':
        return {
          status: 'ready',
          byConnection: new Map(
            loaded.value.map(schedule => [schedule.connectionId, schedule]),
          ),
        };
      default:
        return loaded satisfies never;
    }
  }, [loaded, t]);
  const reload = () => {
    if (loaded.status === 'ready') loaded.reload();
    if (loaded.status === 'failed') loaded.retry();
  };
  return { schedules, reload };
}
