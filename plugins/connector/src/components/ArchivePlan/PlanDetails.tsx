import {
  actions,
  type ArchivePlan,
} from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useDecisionFilters } from '../../hooks/useDecisionFilters';
import { useT } from '../../hooks/useT';
import { ruleText } from '../../ruleText';
import { CountFilter } from '../CountFilter';
import { DecisionList } from '../DecisionList';
import { FindingList } from '../FindingList';

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  counts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    alignItems: 'baseline',
    gap: theme.spacing(1, 2),
  },
}));

const NotApplicable = ({ plan }: { plan: ArchivePlan }) => {
  const t = useT();
  const strict = plan.findings.some(({ code }) => code === 'permission.strict');
  if (plan.kind === 'undo') {
    return (
      <Alert severity="info">
        <AlertTitle>{t('archiveImport.plan.nothingToUndo')}</AlertTitle>
        {t('archiveImport.plan.undoesNothing')}
      </Alert>
    );
  }
  return (
    <Alert severity={strict ? 'error' : 'info'}>
      <AlertTitle>{t('archiveImport.plan.notApplicable')}</AlertTitle>
      {t(
        strict ? 'archiveImport.plan.strict' : 'archiveImport.plan.nothingToDo',
      )}
    </Alert>
  );
};

/** What was decided: counts by action and rule, findings, and each decision. */
export const PlanDetails = (props: {
  plan: ArchivePlan;
  /** Once it is applied, whether it could be is no question any more. */
  applied?: boolean;
}) => {
  const { plan, applied } = props;
  const { byAction, byRule, byReason, findings } = plan;
  const classes = useStyles();
  const t = useT();
  const filtering = useDecisionFilters();
  const { filters, change } = filtering;
  const decided = actions.filter(action => byAction[action] > 0);
  const rules = Object.keys(byRule).sort();
  return (
    <div className={classes.parts}>
      {!plan.applicable && !applied && <NotApplicable plan={plan} />}
      <div className={classes.counts}>
        <Typography variant="body2">
          {t('archiveImport.plan.byAction')}
        </Typography>
        <CountFilter
          label={t('archiveImport.plan.byAction')}
          counts={decided.map(value => ({
            value,
            label: t(`run.action.${value}`),
            count: byAction[value],
          }))}
          chosen={filters.action}
          onChoose={action => change({ action })}
        />
        <Typography variant="body2">
          {t('archiveImport.plan.byRule')}
        </Typography>
        <CountFilter
          label={t('archiveImport.plan.byRule')}
          counts={rules.map(value => ({
            value,
            label: ruleText(value, t),
            count: byRule[value],
          }))}
          chosen={filters.rule}
          onChoose={rule => change({ rule })}
        />
      </div>
      {findings.length > 0 && <FindingList findings={findings} />}
      <DecisionList
        runId={plan.id}
        filtering={filtering}
        choices={{ actions: decided, rules, reasons: Object.keys(byReason) }}
        ignored={0}
      />
    </div>
  );
};
