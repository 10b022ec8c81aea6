import type { Recurrence } from '@backstage-connector/plugin-connector-common';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import { DayOfMonth } from './DayOfMonth';
import type { ScheduleInputs } from './ScheduleInputs';
import { ScheduleText } from './ScheduleText';
import { WeekdayToggles } from './WeekdayToggles';

const kinds: readonly Recurrence['kind'][] = [
  'everyHours',
  'daily',
  'weekly',
  'monthly',
  'cron',
];

const useStyles = makeStyles(theme => ({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
    alignItems: 'start',
    gap: theme.spacing(2),
    // The label of an outlined input stands above its frame.
    paddingTop: theme.spacing(1),
  },
}));

/** How often, on which days, and when. */
export const RecurrenceFields = (props: ScheduleInputs) => {
  const { draft } = props;
  const classes = useStyles();
  const t = useT();
  return (
    <div className={classes.fields}>
      <ScheduleText {...props} field="kind">
        {kinds.map(kind => (
          <MenuItem key={kind} value={kind}>
            {t(`schedule.kind.${kind}`)}
          </MenuItem>
        ))}
      </ScheduleText>
      {draft.kind === 'everyHours' && (
        <>
          <ScheduleText {...props} field="hours" type="number" />
          <ScheduleText {...props} field="startAt" type="datetime-local" />
        </>
      )}
      {draft.kind === 'weekly' && <WeekdayToggles {...props} />}
      {draft.kind === 'monthly' && <DayOfMonth {...props} />}
      {draft.kind === 'cron' ? (
        <ScheduleText
          {...props}
          field="expression"
          hint={t('schedule.expressionHint')}
        />
      ) : (
        draft.kind !== 'everyHours' && (
          <ScheduleText {...props} field="time" type="time" />
        )
      )}
    </div>
  );
};
