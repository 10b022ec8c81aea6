import {
  weekdays,
  type Weekday,
} from '@backstage-connector/plugin-connector-common';
import FormControl from '@material-ui/core/FormControl';
import FormHelperText from '@material-ui/core/FormHelperText';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { Info } from 'luxon';
import { useT } from '../../hooks/useT';
import type { ScheduleInputs } from './ScheduleInputs';

/** One button a day, named in the viewer's language. */
export const WeekdayToggles = (props: ScheduleInputs) => {
  const { draft, problems, disabled, onChange } = props;
  const t = useT();
  const [names, shortNames] = [Info.weekdays('long'), Info.weekdays('short')];
  return (
    <FormControl error={problems.weekdays !== undefined}>
      <ToggleButtonGroup
        size="small"
        aria-label={t('schedule.weekdays')}
        aria-describedby="schedule-weekdays-problem"
        value={[...draft.weekdays]}
        onChange={(_, chosen: Weekday[]) =>
          onChange({ weekdays: weekdays.filter(day => chosen.includes(day)) })
        }
      >
        {weekdays.map((day, index) => (
          <ToggleButton
            key={day}
            value={day}
            aria-label={names[index]}
            disabled={disabled}
          >
            {shortNames[index]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <FormHelperText id="schedule-weekdays-problem">
        {problems.weekdays}
      </FormHelperText>
    </FormControl>
  );
};
