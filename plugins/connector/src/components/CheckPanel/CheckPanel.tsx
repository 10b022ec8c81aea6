import type {
  CheckReport,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { CheckView } from '../../hooks/useTestedConnection';
import { useT } from '../../hooks/useT';
import { ErrorDetail } from '../ErrorDetail';
import { CheckStep } from './CheckStep';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: theme.spacing(2),
  },
  steps: { margin: 0, padding: theme.spacing(0, 2, 1), listStyle: 'none' },
  failure: { padding: theme.spacing(0, 2, 2) },
}));

const CheckAction = ({ view }: { view: CheckView }) => {
  const t = useT();
  switch (view.state) {
    case 'running':
      return <Button onClick={view.cancel}>{t('test.cancel')}</Button>;
    case 'untested':
    case 'outdated':
      return (
        <Button color="primary" variant="contained" onClick={view.start}>
          {t('test.start')}
        </Button>
      );
    default:
      return (
        <Button variant="outlined" onClick={view.again}>
          {t('test.again')}
        </Button>
      );
  }
};

/** A connection test: its steps as they come, and its verdict (OC-12). */
export const CheckPanel = (props: {
  view: CheckView;
  technology: Technology;
}) => {
  const { view, technology } = props;
  const classes = useStyles();
  const t = useT();
  const failure = reportOf(view)?.failure;
  return (
    <Paper variant="outlined">
      <div className={classes.head}>
        <Typography variant="h6" component="h3" role="status">
          {t(`test.${view.state}Title`)}
        </Typography>
        <CheckAction view={view} />
      </div>
      {view.state === 'running' && <LinearProgress />}
      {failure && (
        <div className={classes.failure}>
          <ErrorDetail
            failure={failure}
            stepTitle={
              technology.checks.find(({ id }) => id === failure.step)?.title
            }
            fieldTitle={
              technology.fields.find(({ name }) => name === failure.field)
                ?.title
            }
          />
        </div>
      )}
      <ol className={classes.steps} aria-label={t('test.steps')}>
        {reportOf(view)?.steps.map(step => (
          <CheckStep key={step.id} step={step} />
        ))}
      </ol>
    </Paper>
  );
};

function reportOf(view: CheckView): CheckReport | undefined {
  return 'report' in view ? view.report : undefined;
}
