import { useSearchParams } from 'react-router-dom';

const steps = ['upload', 'contents', 'options', 'plan', 'import'] as const;

type PlacedStep = (typeof steps)[number];

/** Where an import of an archive stands, by the URL, and the way elsewhere. */
export interface ArchivePlace {
  readonly archiveId: string | undefined;
  readonly planId: string | undefined;
  readonly step: PlacedStep;
  open(archiveId: string): void;
  go(step: PlacedStep | 'report', planId?: string): void;
}

export function useArchivePlace(): ArchivePlace {
  const [params, setParams] = useSearchParams();
  const archiveId = params.get('archive') ?? undefined;
  const planId = params.get('plan') ?? undefined;
  const asked = steps.find(step => step === params.get('step'));
  return {
    archiveId,
    planId,
    step: asked ?? 'contents',
    open: archive => setParams({ archive, step: 'contents' }),
    go: (step, plan = planId) =>
      setParams({
        ...(archiveId && step !== 'upload' && { archive: archiveId }),
        ...(plan && step !== 'upload' && { plan }),
        step: step === 'report' ? 'import' : step,
      }),
  };
}
