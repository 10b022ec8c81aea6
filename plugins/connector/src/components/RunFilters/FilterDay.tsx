import { useId } from 'react';
import TextField from '@material-ui/core/TextField';

/** A day of the calendar, or none. */
export const FilterDay = (props: {
  label: string;
  value: string;
  problem?: string;
  onChange: (day: string) => void;
}) => {
  const { label, value, problem, onChange } = props;
  return (
    <TextField
      id={useId()}
      type="date"
      label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      error={problem !== undefined}
      helperText={problem}
      variant="outlined"
      size="small"
      InputLabelProps={{ shrink: true }}
    />
  );
};
