import {
  connectionUpdatePermission,
  type Connection,
  type Schedule,
} from '@backstage-connector/plugin-connector-common';
import Switch from '@material-ui/core/Switch';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { usePermission } from '@backstage/plugin-permission-react';
import { errorMessage } from '../../errorMessage';
import type { Schedules } from '../../hooks/useSchedules';
import { useScheduleSwitch } from '../../hooks/useScheduleSwitch';
import { useT } from '../../hooks/useT';
import { exactTime, shortTime } from '../../times';

const useStyles = makeStyles(theme => ({
  cell: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 0.5),
    // A date breaks between its parts only.
    overflowWrap: 'normal',
  },
  // The theme's own colours of a disabled switch are lost on dark grey.
  switch: {
    '& .Mui-disabled': { color: theme.palette.text.disabled },
    '& .Mui-disabled + .MuiSwitch-track': { opacity: 0.3 },
  },
}));

const Words = ({ children, hint }: { children: string; hint?: string }) => (
  <Typography
    variant="body2"
    color="textSecondary"
    component="span"
    title={hint}
  >
    {children}
  </Typography>
);

const Scheduled = (props: {
  connection: Connection;
  schedule: Schedule;
  onChanged: () => void;
}) => {
  const { connection, schedule, onChanged } = props;
  const classes = useStyles();
  const t = useT();
  const { enabled, busy, set } = useScheduleSwitch(schedule, onChanged);
  const { allowed } = usePermission({
    permission: connectionUpdatePermission,
    resourceRef: connection.id,
  });
  const readOnly = !allowed || schedule.origin === 'configuration';
  return (
    <div className={classes.cell}>
      <Switch
        size="small"
        color="primary"
        className={classes.switch}
        checked={enabled}
        disabled={readOnly || busy}
        onChange={(_, checked) => set(checked)}
        inputProps={{
          'aria-label': t('schedule.switch', { name: connection.name }),
        }}
      />
      {enabled && schedule.nextRun ? (
        <Tooltip title={exactTime(schedule.nextRun)}>
          <time dateTime={schedule.nextRun}>{shortTime(schedule.nextRun)}</time>
        </Tooltip>
      ) : (
        !enabled && <Words>{t('schedule.off')}</Words>
      )}
    </div>
  );
};

/** The switch of a schedule, and when it starts a run next, in the viewer's zone. */
export const NextRun = (props: {
  connection: Connection;
  schedules: Schedules;
  onChanged: () => void;
}) => {
  const { connection, schedules, onChanged } = props;
  const t = useT();
  switch (schedules.status) {
    case 'loading':
      return null;
    case 'failed':
      return (
        <Words
          hint={t('schedule.unknownHint', {
            message: errorMessage(schedules.error),
          })}
        >
          {t('schedule.unknown')}
        </Words>
      );
    case 'ready': {
      const schedule = schedules.byConnection.get(connection.id);
      return schedule ? (
        <Scheduled
          connection={connection}
          schedule={schedule}
          onChanged={onChanged}
        />
      ) : (
        <Words>{t('schedule.none')}</Words>
      );
    }
    default:
      return schedules satisfies never;
  }
};
