import { useState } from 'react';
import type { ArchivePlan } from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import type { ImportDraft } from '../archives/importDraft';
import { errorMessage } from '../errorMessage';

/** Has the server decide what an import would do; `problem`: why it cannot. */
export function usePlanning(archiveId: string) {
  const api = useApi(connectorApiRef);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const plan = async (draft: ImportDraft): Promise<ArchivePlan | undefined> => {
    setBusy(true);
    setProblem(undefined);
    try {
      return await api.planArchive({ params: { id: archiveId }, body: draft });
    } catch (error) {
      setProblem(errorMessage(error));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, plan };
}
