import Typography from '@material-ui/core/Typography';
import { useConnections } from '../../hooks/useConnections';
import { useRunFilters } from '../../hooks/useRunFilters';
import { useT } from '../../hooks/useT';
import { RunCharts } from '../RunCharts';

/** The charts of the connection that the filters name. */
export const ChosenConnection = () => {
  const t = useT();
  const { connection } = useRunFilters().filters;
  const connections = useConnections();
  // The rest of the page says what cannot be read.
  if (connections.status !== 'ready' || !connections.value.length) {
    return null;
  }
  if (!connection) {
    return (
      <Typography color="textSecondary">{t('monitor.chooseHint')}</Typography>
    );
  }
  const found = connections.value.find(({ id }) => id === connection);
  return (
    <RunCharts
      key={connection}
      connectionId={connection}
      name={found?.name ?? connection}
    />
  );
};
