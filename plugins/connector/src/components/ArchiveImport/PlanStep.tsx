import type { ArchivePlan } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { useT } from '../../hooks/useT';
import { ApplyPlan, PlanDetails } from '../ArchivePlan';
import { ArchiveFrame, type ArchiveStep } from './ArchiveFrame';

/** What the import would do, object by object, before anything is written. */
export const PlanStep = (props: {
  plan: ArchivePlan;
  reachable: readonly ArchiveStep[];
  onStep: (step: ArchiveStep) => void;
  busy: boolean;
  onPlanAgain: () => void;
  onApplied: () => void;
}) => {
  const { plan, reachable, onStep, busy, onPlanAgain, onApplied } = props;
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
            onApplied={onApplied}
            onPlanAgain={onPlanAgain}
          />
        </>
      }
    >
      <Typography variant="h5" component="h3">
        {t('archiveImport.plan.title')}
      </Typography>
      <Typography color="textSecondary" gutterBottom>
        {t('archiveImport.plan.hint')}
      </Typography>
      {busy && (
        <LinearProgress aria-label={t('archiveImport.options.planning')} />
      )}
      <PlanDetails key={plan.id} plan={plan} />
    </ArchiveFrame>
  );
};
