import { Content } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { ConnectionsPanel } from '../ConnectionsPage';
import { MonitorPanel } from '../MonitorPage';

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    // A wide table scrolls by itself, and not the page.
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(5),
  },
}));

/** The Connector tab of the portal's settings: connections and monitor (OC-14). */
export const SettingsPage = () => {
  const classes = useStyles();
  return (
    <Content>
      <div className={classes.parts}>
        <section>
          <ConnectionsPanel />
        </section>
        <MonitorPanel />
      </div>
    </Content>
  );
};
