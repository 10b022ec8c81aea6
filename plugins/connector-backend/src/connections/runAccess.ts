import {
  ARCHIVE_SOURCE_ID,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type { Caller, ConnectionAccess } from './ConnectionAccess';

/**
 * Runs are allowed by their connections. Archives have none: their runs belong to
 * who has started them.
 *
 * @throws NotAllowedError
 */
export async function requireForRun(options: {
  access: ConnectionAccess;
  permission: ResourcePermission;
  run: Pick<Run, 'connectionId' | 'requestedBy'>;
  caller: Caller;
}): Promise<void> {
  const { access, permission, run, caller } = options;
  const isOwn =
    run.connectionId === ARCHIVE_SOURCE_ID && run.requestedBy === caller.ref;
  if (!isOwn) {
    await access.require(permission, run.connectionId, caller);
  }
}
