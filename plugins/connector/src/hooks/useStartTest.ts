import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { useNavigate } from 'react-router-dom';
import { connectorApiRef } from '../api';
import { editRouteRef } from '../routes';
import { useAttempt } from './useAttempt';

/** Starts the test of a connection and goes to where its steps appear. */
export function useStartTest() {
  const api = useApi(connectorApiRef);
  const editLink = useRouteRef(editRouteRef);
  const navigate = useNavigate();
  const { busy, attempt } = useAttempt();
  const start = (connectionId: string) =>
    attempt(async () => {
      await api.startCheck({ params: { id: connectionId } });
      navigate(`${editLink({ connectionId })}?step=test`);
    });
  return { busy, start };
}
