import type { Run } from '@backstage-connector/plugin-connector-common';
import { EmptyState, Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useParams } from 'react-router-dom';
import { usePlan } from '../../hooks/usePlan';
import { useRun } from '../../hooks/useRun';
import { useT } from '../../hooks/useT';
import { useUndo } from '../../hooks/useUndo';
import { runRouteRef } from '../../routes';
import { ApplyPlan, PlanDetails, PlanOutcome } from '../ArchivePlan';
import { LoadedContent } from '../LoadedContent';

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

const Planned = (props: { run: Run; onApplied: () => void }) => {
  const { run, onApplied } = props;
  const classes = useStyles();
  const t = useT();
  const runLink = useRouteRef(runRouteRef);
  const plan = usePlan(run.id);
  const { undo } = useUndo();
  return (
    <LoadedContent state={plan}>
      {value => (
        <div className={classes.parts}>
          <div>
            <Typography variant="h5" component="h3">
              {t('archiveImport.run.undoTitle', { name: run.connectionName })}
            </Typography>
            <Typography color="textSecondary">
              {t('archiveImport.plan.hint')}{' '}
              {value.undoes && (
                <Link to={runLink({ id: value.undoes })}>
                  {t('archiveImport.run.undone')}
                </Link>
              )}
            </Typography>
          </div>
          <PlanDetails plan={value} />
          <div className={classes.buttons}>
            <ApplyPlan
              plan={value}
              onApplied={onApplied}
              onPlanAgain={() => value.undoes && undo(value.undoes)}
            />
          </div>
        </div>
      )}
    </LoadedContent>
  );
};

const LoadedUndo = ({ planId }: { planId: string }) => {
  const t = useT();
  const run = useRun(planId);
  return (
    <LoadedContent
      state={run}
      missing={
        <EmptyState
          missing="content"
          title={t('archiveImport.plan.goneTitle')}
          description={t('archiveImport.plan.goneText')}
        />
      }
    >
      {value =>
        value.kind === 'preview' ? (
          <Planned
            run={value}
            onApplied={() => run.status === 'ready' && run.reload()}
          />
        ) : (
          <PlanOutcome run={value} />
        )
      }
    </LoadedContent>
  );
};

/** What undoing an import would do, and then its progress and report (AR-63). */
export const ArchiveUndo = () => {
  const { planId = '' } = useParams();
  return <LoadedUndo key={planId} planId={planId} />;
};
