import {
  runStates,
  type Archive,
  type ArchivePlan,
} from '@backstage-connector/plugin-connector-common';
import { EmptyState } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { useArchive } from '../../hooks/useArchives';
import {
  useArchivePlace,
  type ArchivePlace,
} from '../../hooks/useArchivePlace';
import { useImportDraft } from '../../hooks/useImportDraft';
import { usePlan } from '../../hooks/usePlan';
import { usePlanning } from '../../hooks/usePlanning';
import { useRun } from '../../hooks/useRun';
import { useT } from '../../hooks/useT';
import { PlanOutcome } from '../ArchivePlan';
import { LoadedContent } from '../LoadedContent';
import { ArchiveFrame, type ArchiveStep } from './ArchiveFrame';
import { ContentsStep } from './ContentsStep';
import { OptionsStep } from './OptionsStep';
import { PlanStep } from './PlanStep';
import { UploadStep } from './UploadStep';

const Gone = (props: { title: string; text: string; place: ArchivePlace }) => {
  const t = useT();
  return (
    <EmptyState
      missing="content"
      title={props.title}
      description={props.text}
      action={
        <Button
          variant="contained"
          color="primary"
          onClick={() => props.place.go('upload')}
        >
          {t('archiveImport.upload.again')}
        </Button>
      }
    />
  );
};

/** The import itself; it needs the archive no more. */
const Applied = (props: { planId: string; place: ArchivePlace }) => {
  const { planId, place } = props;
  const t = useT();
  const run = useRun(planId);
  const ended = run.status === 'ready' && runStates[run.value.state].ended;
  return (
    <ArchiveFrame
      step={ended ? 'report' : 'import'}
      reachable={['upload']}
      onStep={place.go}
      wide
      footer={
        ended && (
          <Button onClick={() => place.go('upload')}>
            {t('archiveImport.run.another')}
          </Button>
        )
      }
    >
      <LoadedContent state={run}>
        {value => <PlanOutcome run={value} />}
      </LoadedContent>
    </ArchiveFrame>
  );
};

const PlanOf = (props: {
  planId: string;
  reachable: readonly ArchiveStep[];
  place: ArchivePlace;
  planning: ReturnType<typeof usePlanning>;
  onPlanAgain: () => void;
}) => {
  const { planId, reachable, place, planning, onPlanAgain } = props;
  const t = useT();
  const plan = usePlan(planId);
  return (
    <LoadedContent
      state={plan}
      missing={
        <Gone
          title={t('archiveImport.plan.goneTitle')}
          text={t('archiveImport.plan.goneText')}
          place={place}
        />
      }
    >
      {(value: ArchivePlan) => (
        <PlanStep
          plan={value}
          reachable={reachable}
          onStep={place.go}
          planning={planning}
          onPlanAgain={onPlanAgain}
          onApplied={() => place.go('import', value.id)}
        />
      )}
    </LoadedContent>
  );
};

const Opened = (props: { archive: Archive; place: ArchivePlace }) => {
  const { archive, place } = props;
  const { draft, change } = useImportDraft(archive.id, place.planId);
  const planning = usePlanning(archive.id);
  const plan = async () => {
    const made = await planning.plan(draft);
    if (made) place.go('plan', made.id);
  };
  const reachable: ArchiveStep[] = [
    'upload',
    'contents',
    'options',
    ...(place.planId ? (['plan'] as const) : []),
  ];
  const common = { archive, draft, change, reachable, onStep: place.go };
  switch (place.step) {
    case 'options':
      return <OptionsStep {...common} planning={planning} onPlan={plan} />;
    case 'plan':
      return place.planId ? (
        <PlanOf
          planId={place.planId}
          reachable={reachable}
          place={place}
          planning={planning}
          onPlanAgain={plan}
        />
      ) : (
        <OptionsStep {...common} planning={planning} onPlan={plan} />
      );
    default:
      return <ContentsStep {...common} />;
  }
};

const LoadedArchive = (props: { archiveId: string; place: ArchivePlace }) => {
  const { archiveId, place } = props;
  const t = useT();
  const archive = useArchive(archiveId);
  return (
    <LoadedContent
      state={archive}
      missing={
        <Gone
          title={t('archiveImport.upload.goneTitle')}
          text={t('archiveImport.upload.goneText')}
          place={place}
        />
      }
    >
      {value => <Opened archive={value} place={place} />}
    </LoadedContent>
  );
};

/**
 * From a file to a report. Archive, plan and step stand in the URL, so that a
 * reload leads to the same place.
 */
export const ArchiveImport = () => {
  const place = useArchivePlace();
  const { archiveId, planId, step } = place;
  if (step === 'import' && planId) {
    return <Applied key={planId} planId={planId} place={place} />;
  }
  return archiveId && step !== 'upload' ? (
    <LoadedArchive key={archiveId} archiveId={archiveId} place={place} />
  ) : (
    <UploadStep onRead={({ id }) => place.open(id)} />
  );
};
