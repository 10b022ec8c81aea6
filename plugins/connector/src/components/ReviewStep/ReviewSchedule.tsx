import { useState } from 'react';
import {
  connectionUpdatePermission,
  type Connection,
  type Schedule,
} from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { usePermission } from '@backstage/plugin-permission-react';
import { errorMessage } from '../../errorMessage';
import type { Loaded } from '../../hooks/useLoaded';
import { useSchedule } from '../../hooks/useSchedule';
import { useT, type Translate } from '../../hooks/useT';
import { scheduleSentence } from '../../schedule/scheduleSentence';
import { exactTime } from '../../times';
import { ScheduleDialog } from '../ScheduleDialog';

const useStyles = makeStyles(theme => ({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(3),
    paddingTop: theme.spacing(2),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  words: { flex: '1 1 300px' },
}));

const Words = ({ connectionId }: { connectionId: string }) => {
  const t = useT();
  const schedule = useSchedule(connectionId);
  return (
    <Typography variant="body2" role="status">
      {wordsOf(schedule, t)}
    </Typography>
  );
};

/** When the connection is imported by itself, and the way to change that. */
export const ReviewSchedule = ({ connection }: { connection: Connection }) => {
  const classes = useStyles();
  const t = useT();
  const [open, setOpen] = useState(false);
  const [round, setRound] = useState(0);
  const { allowed } = usePermission({
    permission: connectionUpdatePermission,
    resourceRef: connection.id,
  });
  return (
    <section className={classes.line} aria-labelledby="review-schedule">
      <div className={classes.words}>
        <Typography variant="subtitle2" component="h3" id="review-schedule">
          {t('schedule.reviewTitle')}
        </Typography>
        <Words key={round} connectionId={connection.id} />
      </div>
      {allowed && (
        <Button variant="outlined" onClick={() => setOpen(true)}>
          {t('schedule.reviewAction')}
        </Button>
      )}
      {open && (
        <ScheduleDialog
          connection={connection}
          onClose={() => setOpen(false)}
          onChanged={() => setRound(round + 1)}
        />
      )}
    </section>
  );
};

function wordsOf(schedule: Loaded<Schedule>, t: Translate): string {
  switch (schedule.status) {
    case 'loading':
      return '';
    case 'missing':
      return t('schedule.reviewNone');
    case 'forbidden':
      return t('state.forbiddenTitle');
    case 'failed':
      return t('schedule.unknownHint', {
        message: errorMessage(schedule.error),
      });
    case 'ready': {
      const { nextRun } = schedule.value;
      const sentence = scheduleSentence(schedule.value, t);
      return nextRun
        ? t('schedule.reviewNext', { sentence, time: exactTime(nextRun) })
        : t('schedule.reviewOff', { sentence });
    }
    default:
      return schedule satisfies never;
  }
}
