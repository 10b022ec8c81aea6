import {
  runStates,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useDecisions } from '../../hooks/useDecisions';
import { useRun } from '../../hooks/useRun';
import { useT } from '../../hooks/useT';
import { runRouteRef } from '../../routes';
import { ActionCounts } from '../ActionCounts';
import { DecisionTable } from '../DecisionTable';
import { FindingList } from '../FindingList';
import { LoadedContent } from '../LoadedContent';
import { RunFailure } from '../RunFailure';
import { RunProgress } from '../RunProgress';

const FIRST_ROWS = 10;

const useStyles = makeStyles(theme => ({
  parts: { display: 'grid', gap: theme.spacing(3) },
}));

const FirstDecisions = ({ runId }: { runId: string }) => {
  const t = useT();
  const runLink = useRouteRef(runRouteRef);
  const decisions = useDecisions({ runId, limit: FIRST_ROWS });
  return (
    <section aria-label={t('review.decisions')}>
      <Typography variant="h6" component="h4" gutterBottom>
        {t('review.decisions')}
      </Typography>
      <LoadedContent state={decisions}>
        {({ items, total }) => (
          <>
            <DecisionTable decisions={items} />
            <Typography variant="body2" style={{ marginTop: 8 }}>
              <Link to={`${runLink({ id: runId })}?tab=decisions`}>
                {t('review.all', { count: total })}
              </Link>
            </Typography>
          </>
        )}
      </LoadedContent>
    </section>
  );
};

const Ended = ({ run }: { run: Run }) => {
  const { id, failure, report } = run;
  const t = useT();
  if (failure) {
    return <RunFailure failure={failure} technology={run.technology} />;
  }
  const changes = Object.entries(report?.byAction ?? {}).some(
    ([action, count]) => action !== 'ignore' && count > 0,
  );
  return (
    <>
      {report && <ActionCounts counts={report.byAction} as="tiles" />}
      {report && !changes && (
        <Alert severity="success">{t('review.nothing')}</Alert>
      )}
      {report && report.findings.length > 0 && (
        <FindingList findings={report.findings} />
      )}
      {changes && <FirstDecisions runId={id} />}
    </>
  );
};

/** A preview as it runs, then its counts, findings and first decisions. */
export const PreviewResult = ({ runId }: { runId: string }) => {
  const classes = useStyles();
  const t = useT();
  const run = useRun(runId);
  return (
    <LoadedContent state={run}>
      {value => (
        <div className={classes.parts}>
          <RunProgress run={value} />
          {runStates[value.state].active ? (
            <Typography color="textSecondary">{t('review.running')}</Typography>
          ) : (
            <Ended run={value} />
          )}
        </div>
      )}
    </LoadedContent>
  );
};
