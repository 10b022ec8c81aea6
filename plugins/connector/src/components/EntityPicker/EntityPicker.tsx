import { useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Autocomplete from '@material-ui/lab/Autocomplete';
import {
  useEntityOptions,
  type EntityOption,
} from '../../hooks/useEntityOptions';

/** Chooses an entity of the catalog by typing a part of its name. */
export const EntityPicker = (props: {
  id: string;
  label: string;
  kinds: readonly string[];
  value: string;
  onChange: (ref: string) => void;
  problem?: string;
  hint?: string;
}) => {
  const { id, label, kinds, value, onChange, problem, hint } = props;
  const [text, setText] = useState('');
  const { found, loading, error } = useEntityOptions({ kinds, text });
  const chosen = value
    ? found.find(({ ref }) => ref === value) ?? { ref: value, title: value }
    : null;

  return (
    <Autocomplete<EntityOption>
      id={id}
      options={found}
      loading={loading}
      value={chosen}
      onChange={(_, option) => onChange(option?.ref ?? '')}
      onInputChange={(_, input, reason) =>
        setText(reason === 'input' ? input : '')
      }
      getOptionLabel={({ ref }) => ref}
      getOptionSelected={(option, current) => option.ref === current.ref}
      // The catalog has searched already, also in what is not shown.
      filterOptions={options => options}
      renderOption={({ ref, title }) => (
        <span>
          {title}
          <Typography variant="body2" color="textSecondary">
            {ref}
          </Typography>
        </span>
      )}
      renderInput={params => (
        <TextField
          {...params}
          label={label}
          variant="outlined"
          size="small"
          error={(problem ?? error) !== undefined}
          helperText={problem ?? error?.message ?? hint}
        />
      )}
    />
  );
};
