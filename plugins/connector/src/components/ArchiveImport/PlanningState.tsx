import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { usePlanning } from '../../hooks/usePlanning';
import { useT } from '../../hooks/useT';

const useStyles = makeStyles({
  // A row of its own, below the buttons.
  row: { flexBasis: '100%', overflowWrap: 'anywhere' },
});

/** That a plan is being made, or why it could not be. */
export const PlanningState = (props: {
  planning: ReturnType<typeof usePlanning>;
}) => {
  const { busy, problem } = props.planning;
  const classes = useStyles();
  const t = useT();
  return (
    <>
      {busy && (
        <div className={classes.row}>
          <Typography role="status" gutterBottom>
            {t('archiveImport.options.planning')}
          </Typography>
          <LinearProgress aria-label={t('archiveImport.options.planning')} />
        </div>
      )}
      {problem && (
        <Alert severity="error" className={classes.row}>
          <AlertTitle>{t('archiveImport.options.problem')}</AlertTitle>
          {problem}
        </Alert>
      )}
    </>
  );
};
