import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import Switch from '@material-ui/core/Switch';
import { useT } from '../../hooks/useT';
import type { ScheduleInputs } from './ScheduleInputs';

/** Switching off keeps the definition (OC-21). */
export const EnabledSwitch = (props: ScheduleInputs) => {
  const { draft, disabled, onChange } = props;
  const t = useT();
  return (
    <FormControl disabled={disabled}>
      <FormControlLabel
        label={t('schedule.enabled')}
        control={
          <Switch
            color="primary"
            checked={draft.enabled}
            onChange={(_, enabled) => onChange({ enabled })}
            inputProps={{ 'aria-describedby': 'schedule-enabled-hint' }}
          />
        }
      />
      <FormHelperText id="schedule-enabled-hint">
        {t('schedule.enabledHint')}
      </FormHelperText>
    </FormControl>
  );
};
