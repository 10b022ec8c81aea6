import type { Run } from '@backstage-connector/plugin-connector-common';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useSearchParams } from 'react-router-dom';
import { useT } from '../../hooks/useT';
import { exactTime } from '../../times';
import { NextAttempt } from '../RunAttempts';
import { RunComparison } from '../RunComparison';
import { RunDecisions } from '../RunDecisions';
import { RunHeader } from '../RunHeader';
import { RunLog } from '../RunLog';
import { RunProgress } from '../RunProgress';
import { RunSettings } from '../RunSettings';
import { RunSummary } from '../RunSummary';

const tabs = ['summary', 'decisions', 'log', 'settings', 'compare'] as const;

const useStyles = makeStyles(theme => ({
  page: { display: 'grid', gap: theme.spacing(3) },
  tabs: { borderBottom: `1px solid ${theme.palette.divider}` },
}));

const Panel = ({ tab, run }: { tab: (typeof tabs)[number]; run: Run }) => {
  switch (tab) {
    case 'summary':
      return <RunSummary run={run} />;
    case 'decisions':
      return <RunDecisions run={run} />;
    case 'log':
      return <RunLog runId={run.id} />;
    case 'settings':
      return <RunSettings run={run} />;
    case 'compare':
      return <RunComparison run={run} />;
    default:
      return tab satisfies never;
  }
};

/** Head, progress and the tabs of a run; the tab stands in the URL. */
export const RunDetails = (props: { run: Run; onChanged: () => void }) => {
  const { run, onChanged } = props;
  const classes = useStyles();
  const t = useT();
  const [params, setParams] = useSearchParams();
  const open = tabs.find(tab => tab === params.get('tab')) ?? 'summary';
  return (
    <div className={classes.page}>
      <RunHeader run={run} onChanged={onChanged} />
      {run.state === 'needs-review' && (
        <Alert severity="warning">
          <AlertTitle>{t('runPage.reviewTitle')}</AlertTitle>
          {t('runPage.reviewText')}
        </Alert>
      )}
      <NextAttempt run={run} />
      {run.detailsDeletedAt && (
        <Alert severity="info">
          {t('runPage.detailsDeleted', {
            time: exactTime(run.detailsDeletedAt),
          })}
        </Alert>
      )}
      <RunProgress run={run} />
      <Tabs
        value={open}
        onChange={(_, tab) => setParams({ tab }, { replace: true })}
        indicatorColor="primary"
        variant="scrollable"
        aria-label={t('runPage.tabs')}
        className={classes.tabs}
      >
        {tabs.map(tab => (
          <Tab
            key={tab}
            value={tab}
            label={t(`runPage.tab.${tab}`)}
            id={`run-tab-${tab}`}
            // The panels of the other tabs do not exist.
            aria-controls={tab === open ? `run-panel-${tab}` : undefined}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`run-panel-${open}`}
        aria-labelledby={`run-tab-${open}`}
      >
        <Panel tab={open} run={run} />
      </div>
    </div>
  );
};
