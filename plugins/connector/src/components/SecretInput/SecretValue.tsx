import { useState } from 'react';
import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import VisibilityIcon from '@material-ui/icons/Visibility';
import VisibilityOffIcon from '@material-ui/icons/VisibilityOff';
import type { Field } from '@backstage-connector/plugin-connector-common';
import { useT } from '../../hooks/useT';

/** A password field; several lines, such as a certificate, are shown as typed. */
export const SecretValue = (props: {
  id: string;
  field: Extract<Field, { type: 'secret' }>;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}) => {
  const { id, field, value, problem, onChange } = props;
  const t = useT();
  const [shown, setShown] = useState(false);
  const { title } = field;
  const reveal = (
    <InputAdornment position="end">
      <IconButton
        size="small"
        edge="end"
        aria-label={t(shown ? 'connect.hide' : 'connect.show', { title })}
        onClick={() => setShown(!shown)}
      >
        {shown ? <VisibilityOffIcon /> : <VisibilityIcon />}
      </IconButton>
    </InputAdornment>
  );
  return (
    <TextField
      id={id}
      label={title}
      value={value}
      onChange={event => onChange(event.target.value)}
      required={field.required}
      error={problem !== undefined}
      helperText={problem ?? field.description}
      variant="outlined"
      size="small"
      inputProps={{ autoComplete: 'new-password', spellCheck: false }}
      {...(field.multiline
        ? { multiline: true, minRows: 3, maxRows: 10 }
        : {
            type: shown ? 'text' : 'password',
            InputProps: { endAdornment: reveal },
          })}
    />
  );
};
