import {
  ARCHIVE_SOURCE_ID,
  archiveImportPermission,
  connectionRunPermission,
  runCancelPermission,
  runStates,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { connectorApiRef } from '../api';
import { useAttempt } from './useAttempt';
import { useStartRun } from './useStartRun';
import { useUndo } from './useUndo';

/** Where a run stands, with the actions that are legal there and allowed. */
export type RunView =
  | { readonly phase: 'active'; cancel?(): void }
  | { readonly phase: 'cancelling' }
  | { readonly phase: 'needs-review'; apply?(): void; dismiss?(): void }
  | { readonly phase: 'previewed'; import?(): void; again?(): void }
  | { readonly phase: 'ended'; again?(): void; undo?(): void };

export function useRunView(run: Run, onChanged: () => void): RunView {
  const { id, connectionId, kind, state } = run;
  const api = useApi(connectorApiRef);
  const { attempt } = useAttempt();
  const { start } = useStartRun();
  const { undo } = useUndo();
  const ofArchive = connectionId === ARCHIVE_SOURCE_ID;
  // Archives have no connection that a permission could be about.
  const canImport = usePermission({
    permission: archiveImportPermission,
  }).allowed;
  const mayRun = usePermission({
    permission: connectionRunPermission,
    resourceRef: connectionId,
  }).allowed;
  const mayAnswer = usePermission({
    permission: runCancelPermission,
    resourceRef: connectionId,
  }).allowed;
  const canRun = mayRun && !ofArchive;
  const canAnswer = ofArchive ? canImport : mayAnswer;

  const ask = (question: () => Promise<unknown>) => () =>
    attempt(async () => {
      await question();
      onChanged();
    });
  const review = (answer: 'apply' | 'dismiss') =>
    ask(() => api.reviewRun({ params: { id }, body: { answer } }));
  const again = canRun ? () => start(connectionId, kind) : undefined;

  if (runStates[state].active) {
    return run.cancelRequested
      ? { phase: 'cancelling' }
      : {
          phase: 'active',
          cancel: canAnswer
            ? ask(() => api.cancelRun({ params: { id } }))
            : undefined,
        };
  }
  if (state === 'needs-review') {
    return canAnswer
      ? {
          phase: 'needs-review',
          apply: review('apply'),
          dismiss: review('dismiss'),
        }
      : { phase: 'needs-review' };
  }
  if (ofArchive) {
    const undoable = canImport && kind === 'import';
    return { phase: 'ended', undo: undoable ? () => undo(id) : undefined };
  }
  const worthImporting =
    kind === 'preview' && (state === 'succeeded' || state === 'partial');
  return worthImporting
    ? {
        phase: 'previewed',
        import: canRun ? () => start(connectionId, 'import') : undefined,
        again,
      }
    : { phase: 'ended', again };
}
