import type { ArchivePlan } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { usePlanning } from '../../hooks/usePlanning';
import { useT } from '../../hooks/useT';
import { ApplyPlan, PlanDetails } from '../ArchivePlan';
import { ArchiveFrame, type ArchiveStep } from './ArchiveFrame';
import { PlanningState } from './PlanningState';

/** What the import would do, object by object, before anything is written. */
export const PlanStep = (props: {
  plan: ArchivePlan;
  reachable: readonly ArchiveStep[];
  onStep: (step: ArchiveStep) => void;
  planning: ReturnType<typeof usePlanning>;
  onPlanAgain: () => void;
  onApplied: () => void;
}) => {
  const { plan, reachable, onStep, planning, onPlanAgain, onApplied } = props;
  const t = useT();
  return (
    <ArchiveFrame
      step="plan"
      reachable={reachable}
      onStep={onStep}
      wide
      footer={
        <>
          <Button onClick={() => onStep('options')}>{t('action.back')}</Button>
          <ApplyPlan
            key={plan.id}
            plan={plan}
            disabled={planning.busy}
            onApplied={onApplied}
            onPlanAgain={onPlanAgain}
          />
          <PlanningState planning={planning} />
        </>
      }
    >
      <Typography variant="h5" component="h3">
        {t('archiveImport.plan.title')}
      </Typography>
      <Typography color="textSecondary" gutterBottom>
        {t('archiveImport.plan.hint')}
      </Typography>
      <PlanDetails key={plan.id} plan={plan} />
    </ArchiveFrame>
  );
};
