import type { ArchivePlan } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useApplyPlan } from '../../hooks/useApplyPlan';
import { useT } from '../../hooks/useT';
import { localInstants } from '../../times';

const useStyles = makeStyles(theme => ({
  refusal: { flexBasis: '100%', marginBottom: theme.spacing(1) },
}));

/** The button that carries out a plan; a plan that is outdated is made again. */
export const ApplyPlan = (props: {
  plan: ArchivePlan;
  /** While another plan is being made. */
  disabled?: boolean;
  onApplied: () => void;
  onPlanAgain: () => void;
}) => {
  const { plan, disabled, onApplied, onPlanAgain } = props;
  const classes = useStyles();
  const t = useT();
  const { busy, refusal, apply } = useApplyPlan(plan.id);
  return (
    <>
      {refusal && (
        <Alert
          severity={refusal.outdated ? 'warning' : 'error'}
          className={classes.refusal}
          action={
            refusal.outdated && (
              <Button
                color="inherit"
                size="small"
                disabled={disabled}
                onClick={onPlanAgain}
              >
                {t('archiveImport.plan.again')}
              </Button>
            )
          }
        >
          <AlertTitle>{t('archiveImport.plan.refused')}</AlertTitle>
          {localInstants(refusal.message)}
        </Alert>
      )}
      <Button
        variant="contained"
        color="primary"
        disabled={busy || disabled || !plan.applicable}
        onClick={async () => {
          if (await apply()) onApplied();
        }}
      >
        {t(
          plan.kind === 'undo'
            ? 'archiveImport.plan.undo'
            : 'archiveImport.plan.import',
        )}
      </Button>
    </>
  );
};
