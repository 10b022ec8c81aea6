import type { Schedule } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { makeStyles } from '@material-ui/core/styles';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { useT } from '../../hooks/useT';
import { isEntityReference } from '../../isEntityReference';
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

const SavedBy = ({ who, theirs }: { who: string; theirs: Schedule }) => {
  const t = useT();
  return (
    <>
      {t('schedule.conflictText', {
        who,
        time: exactTime(theirs.updatedAt),
        schedule: scheduleSentence(theirs, t),
      })}
    </>
  );
};

const SavedByEntity = ({ theirs }: { theirs: Schedule }) => {
  const { primaryTitle } = useEntityPresentation(theirs.updatedBy);
  return <SavedBy who={primaryTitle} theirs={theirs} />;
};

const Theirs = ({ theirs }: { theirs: Schedule }) =>
  isEntityReference(theirs.updatedBy) ? (
    <SavedByEntity theirs={theirs} />
  ) : (
    <SavedBy who={theirs.updatedBy} theirs={theirs} />
  );

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
