import { Content } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import { Occurrences } from '../Occurrences';
import { RunStrips } from '../RunStrips';
import { UpcomingRuns } from '../UpcomingRuns';
import { ChosenConnection } from './ChosenConnection';
import { RunList } from './RunList';

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    // A wide table scrolls by itself, and not the page.
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(4),
  },
}));

/** The same, to be put into another page. */
export const MonitorPanel = () => {
  const classes = useStyles();
  const t = useT();
  return (
    <div className={classes.parts}>
      <section>
        <Typography variant="h5" component="h2" gutterBottom>
          {t('monitor.stripsTitle')}
        </Typography>
        <RunStrips />
      </section>
      <ChosenConnection />
      <section>
        <Typography variant="h5" component="h2" gutterBottom>
          {t('monitor.runsTitle')}
        </Typography>
        <RunList />
      </section>
      <UpcomingRuns />
      <Occurrences />
    </div>
  );
};

/** Runs of all connections: the last 30 days at a glance, and the list. */
export const MonitorPage = () => (
  <Content>
    <MonitorPanel />
  </Content>
);
