import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useAttempt } from './useAttempt';

/** Starts a preview without leaving the wizard. */
export function usePreview(
  connectionId: string,
  onStarted: (runId: string) => void,
) {
  const api = useApi(connectorApiRef);
  const { busy, attempt } = useAttempt();
  const preview = () =>
    attempt(async () => {
      const run = await api.startRun({
        params: { id: connectionId },
        body: { kind: 'preview' },
      });
      onStarted(run.id);
    });
  return { busy, preview };
}
