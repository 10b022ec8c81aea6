import MenuItem from '@material-ui/core/MenuItem';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import type { ScheduleInputs } from './ScheduleInputs';
import { ScheduleText } from './ScheduleText';

const useStyles = makeStyles(theme => ({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
    alignItems: 'start',
    gap: theme.spacing(2),
    paddingTop: theme.spacing(1.5),
  },
}));

/** What happens when a run meets another, or comes late (OC-24). */
export const AdvancedFields = (props: ScheduleInputs) => {
  const classes = useStyles();
  const t = useT();
  return (
    <section aria-labelledby="schedule-advanced">
      <Typography variant="subtitle2" component="h3" id="schedule-advanced">
        {t('schedule.advanced')}
      </Typography>
      <div className={classes.fields}>
        <ScheduleText {...props} field="overlap">
          {(['skip', 'queue'] as const).map(overlap => (
            <MenuItem key={overlap} value={overlap}>
              {t(`schedule.overlaps.${overlap}`)}
            </MenuItem>
          ))}
        </ScheduleText>
        <ScheduleText
          {...props}
          field="gracePeriodHours"
          type="number"
          hint={t('schedule.gracePeriodHoursHint')}
        />
        <ScheduleText
          {...props}
          field="jitterSeconds"
          type="number"
          hint={t('schedule.jitterSecondsHint')}
        />
      </div>
    </section>
  );
};
