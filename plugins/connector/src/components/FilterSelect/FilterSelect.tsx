import { useId } from 'react';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';

/** One choice out of few, where the empty value means all. */
export function FilterSelect<T extends string>(props: {
  label: string;
  all: string;
  value: T | '';
  options: readonly { value: T; label: string }[];
  onChange: (value: T | '') => void;
}) {
  const { label, all, value, options, onChange } = props;
  const id = useId();
  return (
    <TextField
      select
      id={id}
      label={label}
      value={value}
      onChange={event => onChange(event.target.value as T | '')}
      variant="outlined"
      size="small"
      style={{ minWidth: 150 }}
      InputLabelProps={{ id: `${id}-label`, shrink: true }}
      SelectProps={{
        labelId: `${id}-label`,
        displayEmpty: true,
        MenuProps: { getContentAnchorEl: null },
      }}
    >
      <MenuItem value="">{all}</MenuItem>
      {options.map(option => (
        <MenuItem key={option.value} value={option.value}>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
