import type { Connection } from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { passes, useConnectionFilters } from '../../hooks/useConnectionFilters';
import { useSchedules } from '../../hooks/useSchedules';
import { useT } from '../../hooks/useT';
import { useTechnologiesById } from '../../hooks/useTechnologies';
import { ConnectionFilters } from '../ConnectionFilters';
import { ConnectionTable } from '../ConnectionTable';
import { ImportButton } from '../ImportButton';
import { FirstImport } from './FirstImport';
import { NoConnections } from './NoConnections';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    marginBottom: theme.spacing(2),
  },
}));

/** Head, filters and table; or what to do while there is no connection. */
export const ConnectionList = (props: {
  connections: readonly Connection[];
  onChanged: () => void;
}) => {
  const { connections, onChanged } = props;
  const classes = useStyles();
  const t = useT();
  const technologies = useTechnologiesById();
  const { schedules, reload } = useSchedules();
  const { filters, change } = useConnectionFilters();

  if (!connections.length) {
    return <NoConnections />;
  }
  return (
    <>
      <div className={classes.head}>
        <Typography variant="h5" component="h2">
          {t('connections.count', { count: connections.length })}
        </Typography>
        <ImportButton />
      </div>
      <FirstImport connections={connections} />
      <ConnectionFilters
        technologies={[...technologies.values()]}
        filters={filters}
        onChange={change}
      />
      <ConnectionTable
        connections={connections.filter(connection =>
          passes(connection, technologies.get(connection.technology), filters),
        )}
        technologies={technologies}
        schedules={schedules}
        onChanged={() => {
          reload();
          onChanged();
        }}
      />
    </>
  );
};
