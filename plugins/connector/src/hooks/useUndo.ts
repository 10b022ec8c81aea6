import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { useNavigate } from 'react-router-dom';
import { connectorApiRef } from '../api';
import { undoRouteRef } from '../routes';
import { useAttempt } from './useAttempt';

/** Plans the undoing of an import and goes to the plan (AR-63). */
export function useUndo() {
  const api = useApi(connectorApiRef);
  const undoLink = useRouteRef(undoRouteRef);
  const navigate = useNavigate();
  const { busy, attempt } = useAttempt();
  const undo = (runId: string) =>
    attempt(async () => {
      const plan = await api.planUndo({ params: { id: runId } });
      navigate(undoLink({ planId: plan.id }));
    });
  return { busy, undo };
}
