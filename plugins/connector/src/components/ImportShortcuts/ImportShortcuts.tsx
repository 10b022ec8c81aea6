import { Link, LinkButton } from '@backstage/core-components';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useRuns } from '../../hooks/useRuns';
import { useT } from '../../hooks/useT';
import {
  connectionsRouteRef,
  monitorRouteRef,
  runRouteRef,
} from '../../routes';
import { ImportButton } from '../ImportButton';
import { Instant } from '../Instant';
import { LoadedContent } from '../LoadedContent';
import { RunStateChip } from '../StateChip';

const LAST_RUNS = 5;

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(2),
  },
  row: {
    display: 'grid',
    gridTemplateColumns: '130px minmax(0, 1fr) max-content',
    gap: theme.spacing(1),
    alignItems: 'center',
  },
}));

/** Content of the home widget: where to go, and what ran last (OC-2). */
export const ImportShortcuts = () => {
  const classes = useStyles();
  const t = useT();
  const connectionsLink = useRouteRef(connectionsRouteRef);
  const monitorLink = useRouteRef(monitorRouteRef);
  const runLink = useRouteRef(runRouteRef);
  const runs = useRuns({}, undefined, LAST_RUNS);
  return (
    <>
      <div className={classes.buttons}>
        <ImportButton />
        <LinkButton variant="outlined" to={connectionsLink()}>
          {t('shortcuts.connections')}
        </LinkButton>
        <LinkButton variant="outlined" to={monitorLink()}>
          {t('shortcuts.monitor')}
        </LinkButton>
      </div>
      <Typography variant="subtitle2">{t('shortcuts.lastRuns')}</Typography>
      <LoadedContent state={runs}>
        {({ items }) =>
          items.length ? (
            <List dense disablePadding aria-label={t('shortcuts.lastRuns')}>
              {items.map(run => (
                <ListItem key={run.id} disableGutters className={classes.row}>
                  <span>
                    <RunStateChip state={run.state} />
                  </span>
                  <Typography variant="body2" noWrap>
                    <Link to={runLink({ id: run.id })}>
                      {run.connectionName}
                    </Link>
                  </Typography>
                  <Typography variant="body2" color="textSecondary">
                    <Instant at={run.queuedAt} />
                  </Typography>
                </ListItem>
              ))}
            </List>
          ) : (
            <Typography color="textSecondary">
              {t('shortcuts.noRuns')}
            </Typography>
          )
        }
      </LoadedContent>
    </>
  );
};
