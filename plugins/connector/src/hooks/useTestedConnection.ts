import { useCallback } from 'react';
import type {
  CheckReport,
  Connection,
} from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useAttempt } from './useAttempt';
import { useLoaded } from './useLoaded';

/** A test as it stands, with what may be done about it now. */
export type CheckView =
  | { readonly state: 'untested' | 'outdated'; start(): void }
  | { readonly state: 'running'; report: CheckReport; cancel(): void }
  | {
      readonly state: 'passed' | 'failed' | 'cancelled';
      report: CheckReport;
      again(): void;
    };

const POLL_MS = 500;

/** A connection and its latest test, read together while the test runs. */
export function useTestedConnection(id: string) {
  const api = useApi(connectorApiRef);
  const { attempt } = useAttempt();
  const loaded = useLoaded(
    useCallback(
      async signal => {
        const connection = await api.getConnection(
          { params: { id } },
          { signal },
        );
        // A running test changes every moment; one that has ended is the last.
        const report =
          connection.lastCheck?.state === 'running'
            ? await api.getCheck({ params: { id } }, { signal })
            : connection.lastCheck;
        return { connection, report };
      },
      [api, id],
    ),
    pollAfter,
  );
  const reload = loaded.status === 'ready' ? loaded.reload : undefined;
  const start = () =>
    attempt(async () => {
      await api.startCheck({ params: { id } });
      reload?.();
    });
  const cancel = () =>
    attempt(async () => {
      await api.cancelCheck({ params: { id } });
      reload?.();
    });

  const viewOf = ({ connection, report }: Tested): CheckView => {
    if (!report) return { state: 'untested', start };
    if (report.state === 'running') return { state: 'running', report, cancel };
    return report.revision === connection.revision
      ? { state: report.state, report, again: start }
      : { state: 'outdated', start };
  };
  return { loaded, viewOf };
}

/** A connection with the report of its latest test. */
export interface Tested {
  readonly connection: Connection;
  readonly report: CheckReport | undefined;
}

function pollAfter({ report, connection }: Tested): number | undefined {
  const ended = report?.state !== 'running';
  // Until the connection itself knows of the end, `importable` is not settled.
  return ended && connection.lastCheck?.state !== 'running'
    ? undefined
    : POLL_MS;
}
