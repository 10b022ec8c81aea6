import { useCallback } from 'react';
import type { OccurrenceOutcome } from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useLoaded } from './useLoaded';

const PAGE = 10;
const POLL_MS = 30_000;
const pollAfter = () => POLL_MS;

/** One page of the starts that were due, latest first. */
export function useOccurrences(options: {
  connection: string;
  outcome: OccurrenceOutcome | '';
  cursor: string | undefined;
}) {
  const { connection, outcome, cursor } = options;
  const api = useApi(connectorApiRef);
  return useLoaded(
    useCallback(
      signal =>
        api.listOccurrences(
          {
            query: {
              limit: PAGE,
              ...(cursor && { cursor }),
              ...(connection && { connection }),
              ...(outcome && { outcome: [outcome] }),
            },
          },
          { signal },
        ),
      [api, connection, outcome, cursor],
    ),
    pollAfter,
  );
}
