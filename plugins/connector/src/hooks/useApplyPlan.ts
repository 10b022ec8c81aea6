import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { connectorApiRef } from '../api';
import { errorMessage } from '../errorMessage';

/** Why a plan was not applied. */
export interface Refusal {
  /** What has changed since the plan was made; planning again helps. */
  readonly outdated: boolean;
  readonly message: string;
}

/** Has the server do what a plan says. */
export function useApplyPlan(planId: string) {
  const api = useApi(connectorApiRef);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const apply = async (): Promise<boolean> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await api.applyPlan({ params: { id: planId } });
      return true;
    } catch (error) {
      setRefusal({
        outdated: ResponseError.is(error) && error.statusCode === 409,
        message: errorMessage(error),
      });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, refusal, apply };
}
