import type { RunKind } from '@backstage-connector/plugin-connector-common';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { useNavigate } from 'react-router-dom';
import { connectorApiRef } from '../api';
import { runRouteRef } from '../routes';
import { useAttempt } from './useAttempt';

/** Starts a run and goes to its page (OC-13). */
export function useStartRun() {
  const api = useApi(connectorApiRef);
  const runLink = useRouteRef(runRouteRef);
  const navigate = useNavigate();
  const { busy, attempt } = useAttempt();
  const start = (connectionId: string, kind: RunKind) =>
    attempt(async () => {
      const run = await api.startRun({
        params: { id: connectionId },
        body: { kind },
      });
      navigate(runLink({ id: run.id }));
    });
  return { busy, start };
}
