import { lazy, Suspense, useState } from 'react';
import type { RunSummary } from '@backstage-connector/plugin-connector-common';
import { Progress } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRuns } from '../../hooks/useRuns';
import { useT } from '../../hooks/useT';
import { LoadedContent } from '../LoadedContent';
import { ChartTable } from './ChartTable';
import { chartRows } from './chartRows';

/** As many as can be told apart in one chart. */
const RUNS = 100;

// The library is large, and most visits to the monitor do without.
const Charts = lazy(() =>
  import('./Charts').then(it => ({ default: it.Charts })),
);

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 2),
  },
  paper: { padding: theme.spacing(2) },
}));

const Drawn = ({ runs }: { runs: readonly RunSummary[] }) => {
  const classes = useStyles();
  const t = useT();
  const [asTable, setAsTable] = useState(false);
  const rows = chartRows(runs);
  if (!rows.length) {
    return <Typography color="textSecondary">{t('charts.none')}</Typography>;
  }
  return (
    <>
      <div className={classes.head}>
        <Typography variant="body2" color="textSecondary">
          {t('charts.runs', { count: rows.length })}
        </Typography>
        <Button size="small" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'charts.asCharts' : 'charts.asTable')}
        </Button>
      </div>
      {asTable ? (
        <ChartTable rows={rows} />
      ) : (
        <Paper variant="outlined" className={classes.paper}>
          <Suspense fallback={<Progress />}>
            <Charts rows={rows} />
          </Suspense>
        </Paper>
      )}
    </>
  );
};

/** How long the imports of a connection took, and what they did. */
export const RunCharts = (props: { connectionId: string; name: string }) => {
  const { connectionId, name } = props;
  const t = useT();
  const runs = useRuns(
    { connection: connectionId, kind: 'import' },
    undefined,
    RUNS,
  );
  return (
    <section>
      <Typography variant="h5" component="h2" gutterBottom>
        {t('charts.title', { name })}
      </Typography>
      <LoadedContent state={runs}>
        {({ items }) => <Drawn runs={items} />}
      </LoadedContent>
    </section>
  );
};
