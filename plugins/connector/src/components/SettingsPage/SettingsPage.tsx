import { Content } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { ConnectionsPanel } from '../ConnectionsPage';
import { MonitorPanel } from '../MonitorPage';

const useStyles = makeStyles(theme => ({
  parts: { display: 'grid', gap: theme.spacing(5) },
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
