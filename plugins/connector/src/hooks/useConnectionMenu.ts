import {
  connectionCreatePermission,
  connectionDeletePermission,
  connectionRunPermission,
  connectionUpdatePermission,
  runReadPermission,
  type Connection,
} from '@backstage-connector/plugin-connector-common';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { useNavigate } from 'react-router-dom';
import { connectorApiRef } from '../api';
import { editRouteRef, monitorRouteRef } from '../routes';
import { useAttempt } from './useAttempt';
import { useStartRun } from './useStartRun';
import { useStartTest } from './useStartTest';

/** What a person may do with a connection now. */
export interface ConnectionMenuItem {
  readonly id:
    | 'import'
    | 'preview'
    | 'edit'
    | 'schedule'
    | 'duplicate'
    | 'test'
    | 'runs'
    | 'disable'
    | 'enable'
    | 'delete';
  /** Why it cannot be done now, in one sentence. */
  readonly blockedBy?: string;
  act(): void;
}

/** The actions of a connection that the person is allowed (OC-15). */
export function useConnectionMenu(options: {
  connection: Connection;
  onChanged: () => void;
  onDelete: () => void;
  onDuplicate: () => void;
  onSchedule: () => void;
}): readonly ConnectionMenuItem[] {
  const { connection, onChanged, onDelete, onDuplicate, onSchedule } = options;
  const { id, origin, declared } = connection;
  const api = useApi(connectorApiRef);
  const navigate = useNavigate();
  const editLink = useRouteRef(editRouteRef);
  const monitorLink = useRouteRef(monitorRouteRef);
  const { attempt } = useAttempt();
  const { start } = useStartRun();
  const { start: test } = useStartTest();

  const canRun = useAllowed(connectionRunPermission, id);
  const canUpdate = useAllowed(connectionUpdatePermission, id);
  const canDelete = useAllowed(connectionDeletePermission, id);
  const canReadRuns = useAllowed(runReadPermission, id);
  const canCreate = usePermission({
    permission: connectionCreatePermission,
  }).allowed;
  const ownedByPortal = origin === 'portal';

  const setEnabled = (enabled: boolean) => () =>
    attempt(async () => {
      await api.setConnectionEnabled({ params: { id }, body: { enabled } });
      onChanged();
    });
  const blocked = connection.importable
    ? {}
    : { blockedBy: connection.importBlockedBy };

  const items: (ConnectionMenuItem | false)[] = [
    canRun && { id: 'import', act: () => start(id, 'import'), ...blocked },
    canRun && { id: 'preview', act: () => start(id, 'preview'), ...blocked },
    canUpdate && { id: 'test', act: () => test(id) },
    canReadRuns && {
      id: 'runs',
      act: () => navigate(`${monitorLink()}?connection=${id}`),
    },
    canUpdate &&
      ownedByPortal && {
        id: 'edit',
        act: () => navigate(editLink({ connectionId: id })),
      },
    canUpdate && { id: 'schedule', act: onSchedule },
    canCreate && { id: 'duplicate', act: onDuplicate },
    canUpdate &&
      ownedByPortal &&
      (connection.enabled
        ? { id: 'disable', act: setEnabled(false) }
        : { id: 'enable', act: setEnabled(true) }),
    canDelete && !declared && { id: 'delete', act: onDelete },
  ];
  return items.filter(item => item !== false);
}

function useAllowed(
  permission: typeof connectionRunPermission,
  resourceRef: string,
): boolean {
  return usePermission({ permission, resourceRef }).allowed;
}
