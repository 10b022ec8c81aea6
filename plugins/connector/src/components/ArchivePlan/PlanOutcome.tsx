import {
  archiveImportPermission,
  runStates,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { usePlan } from '../../hooks/usePlan';
import { useT } from '../../hooks/useT';
import { useUndo } from '../../hooks/useUndo';
import { runRouteRef } from '../../routes';
import { LoadedContent } from '../LoadedContent';
import { RunFailure } from '../RunFailure';
import { RunProgress } from '../RunProgress';
import { RunStateChip } from '../StateChip';
import { PlanDetails } from './PlanDetails';

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(3),
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    overflowWrap: 'anywhere',
  },
  undo: { marginLeft: 'auto' },
}));

const Report = ({ run }: { run: Run }) => {
  const plan = usePlan(run.id);
  return (
    <LoadedContent state={plan}>
      {value => <PlanDetails plan={value} applied />}
    </LoadedContent>
  );
};

/** A plan that is being carried out, then its report and the way to undo it. */
export const PlanOutcome = ({ run }: { run: Run }) => {
  const classes = useStyles();
  const t = useT();
  const runLink = useRouteRef(runRouteRef);
  const { allowed } = usePermission({ permission: archiveImportPermission });
  const { busy, undo } = useUndo();
  const ended = runStates[run.state].ended;
  const undoing = run.settings.kind === 'undo';
  return (
    <div className={classes.parts}>
      <div className={classes.head}>
        <Typography variant="h5" component="h3">
          {t(
            undoing ? 'archiveImport.run.undoTitle' : 'archiveImport.run.title',
            { name: run.connectionName },
          )}
        </Typography>
        <span role="status">
          <RunStateChip state={run.state} />
        </span>
        <Link to={runLink({ id: run.id })}>
          {t(
            undoing
              ? 'archiveImport.run.undoPermalink'
              : 'archiveImport.run.permalink',
          )}
        </Link>
        {ended && allowed && (
          <Button
            className={classes.undo}
            variant="outlined"
            disabled={busy}
            onClick={() => undo(run.id)}
          >
            {t(
              undoing ? 'archiveImport.run.takeBack' : 'archiveImport.run.undo',
            )}
          </Button>
        )}
      </div>
      {!ended && (
        <Typography color="textSecondary">
          {t('archiveImport.run.leave')}
        </Typography>
      )}
      {run.failure && <RunFailure failure={run.failure} />}
      <RunProgress run={run} />
      {ended && <Report run={run} />}
    </div>
  );
};
