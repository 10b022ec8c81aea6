import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import {
  draftOfPlan,
  keepDraft,
  keptDraft,
  newImportDraft,
  type ImportDraft,
} from '../archives/importDraft';

/**
 * What is chosen of an archive; kept for as long as the tab is open. In another
 * tab, it is what the plan was made of.
 */
export function useImportDraft(archiveId: string, planId: string | undefined) {
  const api = useApi(connectorApiRef);
  const [fresh] = useState(() => keptDraft(archiveId) === undefined);
  const [draft, setDraft] = useState<ImportDraft>(
    () => keptDraft(archiveId) ?? newImportDraft(),
  );
  useEffect(() => keepDraft(archiveId, draft), [archiveId, draft]);
  useEffect(() => {
    if (!fresh || !planId) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    api.getPlan({ params: { id: planId } }, { signal }).then(
      plan => !signal.aborted && setDraft(draftOfPlan(plan)),
      // Without it, one begins anew; the page of the plan says why.
      () => {},
    );
    return () => controller.abort();
    // Later plans are made of this very draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, fresh]);
  const change = (changes: Partial<ImportDraft>) =>
    setDraft(previous => ({ ...previous, ...changes }));
  return { draft, change };
}
