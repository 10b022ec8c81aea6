import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { DateTime } from 'luxon';
import { connectorApiRef } from '../api';
import { useLive } from './useLive';

const POLL_MS = 30_000;
const poll = () => POLL_MS;

/** The window the strips of the monitor show. */
export const STRIP_DAYS = 30;

/** The runs of these connections in the last 30 days, as marks. */
export function useRunStrips(
  connections: readonly string[],
  now: () => DateTime = DateTime.now,
) {
  const api = useApi(connectorApiRef);
  const asked = connections.join(',');
  return useLive(
    useCallback(
      async signal => {
        const to = now();
        const from = to.minus({ days: STRIP_DAYS });
        const { items } = await api.listRunStrips(
          {
            query: {
              connection: asked,
              from: from.toJSDate().toISOString(),
              to: to.toJSDate().toISOString(),
            },
          },
          { signal },
        );
        return { strips: items, from, to };
      },
      [api, asked, now],
    ),
    poll,
  );
}
