import {
  runStates,
  type Run,
  type RunReport,
} from '@backstage-connector/plugin-connector-common';
import { InfoCard } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import { reasonSentence } from '../../reasonSentence';
import { ActionCounts } from '../ActionCounts';
import { FindingList } from '../FindingList';
import { RunAttempts } from '../RunAttempts';
import { RunFailure } from '../RunFailure';
import { CountTable } from './CountTable';

const useStyles = makeStyles(theme => ({
  parts: { display: 'grid', gap: theme.spacing(3) },
  tables: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))',
    gap: theme.spacing(3),
    alignItems: 'start',
  },
}));

const Report = (props: { report: RunReport; preview: boolean }) => {
  const { byAction, byReason, findings, assets } = props.report;
  const classes = useStyles();
  const t = useT();
  return (
    <>
      <section>
        <Typography variant="h6" component="h3" gutterBottom>
          {t(
            props.preview
              ? 'runPage.summary.byActionPreview'
              : 'runPage.summary.byAction',
          )}
        </Typography>
        <ActionCounts counts={byAction} as="tiles" />
      </section>
      <section>
        <Typography variant="h6" component="h3" gutterBottom>
          {t('runPage.summary.findings')}
        </Typography>
        {findings.length ? (
          <FindingList findings={findings} />
        ) : (
          <Typography>{t('runPage.summary.noFindings')}</Typography>
        )}
      </section>
      <div className={classes.tables}>
        <InfoCard
          title={t('runPage.summary.byReason')}
          titleTypographyProps={{ variant: 'h6' }}
        >
          <CountTable counts={byReason} label={reasonSentence} />
        </InfoCard>
        {Object.keys(assets).length > 0 && (
          <InfoCard
            title={t('runPage.summary.sourceTitle')}
            titleTypographyProps={{ variant: 'h6' }}
          >
            <CountTable counts={assets} label={kind => kind} />
          </InfoCard>
        )}
      </div>
    </>
  );
};

/** The outcome of a run: failure, counts, findings. */
export const RunSummary = ({ run }: { run: Run }) => {
  const { failure, report, state } = run;
  const classes = useStyles();
  const t = useT();
  return (
    <div className={classes.parts}>
      {failure && <RunFailure failure={failure} technology={run.technology} />}
      <RunAttempts attempts={run.attempts} />
      {report && <Report report={report} preview={run.kind === 'preview'} />}
      {!report && !failure && (
        <Typography color="textSecondary">
          {t(
            runStates[state].active
              ? 'runPage.summary.pending'
              : 'runPage.summary.none',
          )}
        </Typography>
      )}
    </div>
  );
};
