import type { ReactNode } from 'react';
import TextField from '@material-ui/core/TextField';
import { useT } from '../../hooks/useT';
import type { ScheduleInputs } from './ScheduleInputs';

type TextName =
  | 'hours'
  | 'startAt'
  | 'time'
  | 'expression'
  | 'gracePeriodHours'
  | 'jitterSeconds';
type ChoiceName = 'kind' | 'overlap';

/** One input of the form that is typed, or chosen from its children. */
export const ScheduleText = (
  props: ScheduleInputs & {
    type?: 'number' | 'time' | 'datetime-local';
    hint?: string;
    children?: ReactNode;
    field: TextName | ChoiceName;
  },
) => {
  const { draft, problems, disabled, onChange } = props;
  const { field, type, hint, children } = props;
  const t = useT();
  const problem = field === 'kind' ? undefined : problems[field];
  return (
    <TextField
      id={`schedule-${field}`}
      label={t(`schedule.${field === 'kind' ? 'recurrence' : field}`)}
      value={draft[field]}
      onChange={event => onChange({ [field]: event.target.value })}
      type={type}
      select={children !== undefined}
      disabled={disabled}
      error={problem !== undefined}
      helperText={problem ?? hint}
      InputLabelProps={{ shrink: true }}
      variant="outlined"
      size="small"
    >
      {children}
    </TextField>
  );
};
