import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { useT } from '../../hooks/useT';
import type { ScheduleInputs } from './ScheduleInputs';

const days = Array.from({ length: 31 }, (_, index) => index + 1);

/** A day from 1 to 31, or the last one. */
export const DayOfMonth = (props: ScheduleInputs) => {
  const { draft, problems, disabled, onChange } = props;
  const t = useT();
  return (
    <TextField
      id="schedule-day"
      label={t('schedule.day')}
      value={draft.day}
      onChange={({ target }) =>
        onChange({ day: target.value === 'last' ? 'last' : +target.value })
      }
      select
      disabled={disabled}
      error={problems.day !== undefined}
      helperText={
        problems.day ?? (Number(draft.day) > 28 && t('schedule.dayHint'))
      }
      variant="outlined"
      size="small"
    >
      {days.map(day => (
        <MenuItem key={day} value={day}>
          {day}
        </MenuItem>
      ))}
      <MenuItem value="last">{t('schedule.lastDay')}</MenuItem>
    </TextField>
  );
};
