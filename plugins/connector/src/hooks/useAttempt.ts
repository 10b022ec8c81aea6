import { useCallback, useState } from 'react';
import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import { errorMessage } from '../errorMessage';
import { useT } from './useT';

/** Runs what a person asked for, one at a time; a failure is told, not thrown. */
export function useAttempt() {
  const alertApi = useApi(alertApiRef);
  const t = useT();
  const [busy, setBusy] = useState(false);
  const attempt = useCallback(
    async <T>(action: () => Promise<T>): Promise<T | undefined> => {
      setBusy(true);
      try {
        return await action();
      } catch (thrown) {
        alertApi.post({
          message: t('action.failed', { message: errorMessage(thrown) }),
          severity: 'error',
        });
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [alertApi, t],
  );
  return { busy, attempt };
}
