import type { Schedule } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { makeStyles } from '@material-ui/core/styles';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { useT } from '../../hooks/useT';
import { scheduleSentence } from '../../schedule/scheduleSentence';
import { exactTime } from '../../times';

const useStyles = makeStyles(theme => ({
  answers: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

const Theirs = ({ theirs }: { theirs: Schedule }) => {
  const t = useT();
  const { primaryTitle } = useEntityPresentation(theirs.updatedBy);
  return (
    <>
      {t('schedule.conflictText', {
        who: primaryTitle,
        time: exactTime(theirs.updatedAt),
        schedule: scheduleSentence(theirs, t),
      })}
    </>
  );
};

/** Someone else saved first: the person says whose schedule it shall be. */
export const ScheduleConflict = (props: {
  /** What is saved now; undefined when it has been deleted. */
  theirs: Schedule | undefined;
  busy: boolean;
  onLoadTheirs: () => void;
  onKeepMine: () => void;
}) => {
  const { theirs, busy, onLoadTheirs, onKeepMine } = props;
  const classes = useStyles();
  const t = useT();
  return (
    <Alert severity="warning">
      <AlertTitle>{t('schedule.conflictTitle')}</AlertTitle>
      {theirs ? <Theirs theirs={theirs} /> : t('schedule.conflictGone')}{' '}
      {t('schedule.conflictKept')}
      <div className={classes.answers}>
        <Button
          size="small"
          variant="outlined"
          disabled={busy}
          onClick={onLoadTheirs}
        >
          {t(theirs ? 'schedule.loadTheirs' : 'schedule.startOver')}
        </Button>
        <Button
          size="small"
          variant="outlined"
          disabled={busy}
          onClick={onKeepMine}
        >
          {t('schedule.keepMine')}
        </Button>
      </div>
    </Alert>
  );
};
