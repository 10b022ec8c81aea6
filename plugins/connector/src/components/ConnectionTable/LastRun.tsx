import type { Connection } from '@backstage-connector/plugin-connector-common';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useT } from '../../hooks/useT';
import { runRouteRef } from '../../routes';
import { Instant } from '../Instant';
import { RunStateChip } from '../StateChip';

const useStyles = makeStyles(theme => ({
  cell: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
  },
}));

/** State and age of the run that is active, else of the last one. */
export const LastRun = (props: {
  connection: Pick<Connection, 'activeRun' | 'lastRun'>;
}) => {
  const run = props.connection.activeRun ?? props.connection.lastRun;
  const classes = useStyles();
  const t = useT();
  const runLink = useRouteRef(runRouteRef);
  if (!run) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('connections.neverRun')}
      </Typography>
    );
  }
  return (
    <div className={classes.cell}>
      <RunStateChip state={run.state} />
      <Link to={runLink({ id: run.id })} variant="body2">
        <Instant at={run.endedAt ?? run.startedAt ?? run.queuedAt} />
      </Link>
    </div>
  );
};
