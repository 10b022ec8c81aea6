import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { receiveFile } from '../receiveFile';
import { saveFile } from '../saveFile';
import { useAttempt } from './useAttempt';

/** Saves all decisions of a run as a file (AR-62). */
export function useDecisionDownload(runId: string) {
  const api = useApi(connectorApiRef);
  const { busy, attempt } = useAttempt();
  const download = (format: 'csv' | 'json') =>
    attempt(async () => {
      const response = await api.downloadDecisions({
        params: { id: runId },
        query: { format },
      });
      const { fileName, content } = await receiveFile(response);
      saveFile(fileName, content);
    });
  return { busy, download };
}
