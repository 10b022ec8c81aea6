import { Fragment, useState } from 'react';
import type { Connection } from '@backstage-connector/plugin-connector-common';
import { Link } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useConnections } from '../../hooks/useConnections';
import { useRunStrips } from '../../hooks/useRunStrips';
import { useT } from '../../hooks/useT';
import { monitorRouteRef } from '../../routes';
import { LoadedContent } from '../LoadedContent';
import { PageButtons } from '../PageButtons';
import { RunStrip } from './RunStrip';
import { StripLegend } from './StripLegend';

const PAGE = 15;

const useStyles = makeStyles(theme => ({
  paper: { padding: theme.spacing(2), display: 'grid', gap: theme.spacing(2) },
  strips: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, 220px) minmax(0, 1fr)',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  name: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  axis: {
    gridColumn: 2,
    display: 'flex',
    justifyContent: 'space-between',
    color: theme.palette.text.secondary,
  },
}));

const Strips = (props: { connections: readonly Connection[] }) => {
  const { connections } = props;
  const classes = useStyles();
  const t = useT();
  const monitorLink = useRouteRef(monitorRouteRef);
  const state = useRunStrips(connections.map(({ id }) => id));
  return (
    <LoadedContent state={state}>
      {({ strips, from, to }) => {
        const shown = connections.map(connection => ({
          ...connection,
          strip: strips.find(it => it.connectionId === connection.id),
        }));
        return (
          <>
            <div className={classes.strips}>
              {shown.map(({ id, name, strip }) => (
                <Fragment key={id}>
                  <Link
                    to={`${monitorLink()}?connection=${id}`}
                    variant="body2"
                    className={classes.name}
                    title={name}
                  >
                    {name}
                  </Link>
                  <RunStrip
                    name={name}
                    marks={strip?.marks ?? []}
                    from={from}
                    to={to}
                  />
                </Fragment>
              ))}
              <Typography variant="caption" className={classes.axis}>
                <span>{t('monitor.daysAgo')}</span>
                <span>{t('monitor.today')}</span>
              </Typography>
            </div>
            <StripLegend />
            {shown
              .filter(({ strip }) => strip?.truncated)
              .map(({ id, name }) => (
                <Typography key={id} variant="caption">
                  {t('monitor.truncated', { name })}
                </Typography>
              ))}
          </>
        );
      }}
    </LoadedContent>
  );
};

const Pages = (props: { connections: readonly Connection[] }) => {
  const classes = useStyles();
  const t = useT();
  const [start, setStart] = useState(0);
  const connections = [...props.connections].sort((one, other) =>
    one.name.localeCompare(other.name),
  );
  const first = Math.min(start, Math.max(0, connections.length - 1));
  const to = (place: number) => () => setStart(place);
  if (!connections.length) {
    return <Typography color="textSecondary">{t('monitor.noRuns')}</Typography>;
  }
  return (
    <Paper variant="outlined" className={classes.paper}>
      <Strips connections={connections.slice(first, first + PAGE)} />
      <PageButtons
        previousLabel={t('monitor.connectionsBefore')}
        nextLabel={t('monitor.connectionsAfter')}
        previous={first > 0 ? to(first - PAGE) : undefined}
        next={first + PAGE < connections.length ? to(first + PAGE) : undefined}
      />
    </Paper>
  );
};

/** One strip a connection, with a mark for each run of the last 30 days. */
export const RunStrips = () => {
  const connections = useConnections();
  return (
    <LoadedContent state={connections}>
      {items => <Pages connections={items} />}
    </LoadedContent>
  );
};
