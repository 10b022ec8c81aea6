import {
  ARCHIVE_SOURCE_ID,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRouteRef } from '@backstage/core-plugin-api';
import { DateTime } from 'luxon';
import { useRunView } from '../../hooks/useRunView';
import { useT } from '../../hooks/useT';
import { monitorRouteRef } from '../../routes';
import { durationText, elapsed } from '../../times';
import { EntityReference } from '../EntityReference';
import { Instant } from '../Instant';
import { RunStateChip } from '../StateChip';
import { RunActions } from './RunActions';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
  },
  title: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    overflowWrap: 'anywhere',
  },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 3),
    margin: theme.spacing(1, 0, 0),
    '& > div': { display: 'flex', gap: theme.spacing(1) },
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0 },
  },
}));

/** What run this is, how it stands, and what may be done about it. */
export const RunHeader = (props: {
  run: Run;
  onChanged: () => void;
  now?: () => DateTime;
}) => {
  const { run, onChanged, now = DateTime.now } = props;
  const classes = useStyles();
  const t = useT();
  const monitorLink = useRouteRef(monitorRouteRef);
  const view = useRunView(run, onChanged);
  const spent = elapsed(run, now());
  return (
    <div>
      <Typography variant="body2" gutterBottom>
        <Link
          to={
            run.connectionId === ARCHIVE_SOURCE_ID
              ? monitorLink()
              : `${monitorLink()}?connection=${run.connectionId}`
          }
        >
          ← {t('runPage.back')}
        </Link>
      </Typography>
      <div className={classes.head}>
        <div className={classes.title}>
          <Typography variant="h4" component="h2">
            {run.settings.kind === 'undo'
              ? t('runPage.undoTitle', { name: run.connectionName })
              : t('runPage.title', {
                  kind: t(`run.kind.${run.kind}`),
                  name: run.connectionName,
                })}
          </Typography>
          <span role="status">
            <RunStateChip state={run.state} />
          </span>
        </div>
        <RunActions view={view} kind={run.kind} />
      </div>
      <Typography variant="body2" component="dl" className={classes.facts}>
        <div>
          <dt>{t('runPage.trigger')}</dt>
          <dd>{t(`run.trigger.${run.trigger}`)}</dd>
        </div>
        <div>
          <dt>{t('runPage.who')}</dt>
          <dd>
            <EntityReference entityRef={run.requestedBy} />
          </dd>
        </div>
        <div>
          <dt>{t('runPage.started')}</dt>
          <dd>
            <Instant at={run.startedAt ?? run.queuedAt} as="local" />
          </dd>
        </div>
        {spent !== undefined && (
          <div>
            <dt>{t('runPage.duration')}</dt>
            <dd>{durationText(spent)}</dd>
          </div>
        )}
        {run.attempt > 1 && (
          <div>{t('runPage.attempt', { number: String(run.attempt) })}</div>
        )}
      </Typography>
    </div>
  );
};
