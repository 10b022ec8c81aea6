import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import InputAdornment from '@material-ui/core/InputAdornment';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import type {
  Field,
  FieldValue,
} from '@backstage-connector/plugin-connector-common';

type ValueField = Exclude<Field, { type: 'secret' }>;

/** One setting of a technology, drawn from its declaration (OC-9). */
export const FieldInput = (props: {
  field: ValueField;
  value: FieldValue | undefined;
  problem: string | undefined;
  onChange: (value: FieldValue | undefined) => void;
}) => {
  const { field, value, problem, onChange } = props;
  const id = `parameter-${field.name}`;
  if (field.type === 'boolean') {
    return (
      <FormControl error={problem !== undefined}>
        <FormControlLabel
          control={
            <Checkbox
              id={id}
              size="small"
              color="primary"
              checked={value === true}
              onChange={(_, checked) => onChange(checked)}
              inputProps={{ 'aria-describedby': `${id}-hint` }}
            />
          }
          label={field.title}
        />
        <FormHelperText id={`${id}-hint`}>
          {problem ?? field.description}
        </FormHelperText>
      </FormControl>
    );
  }
  return (
    <TextField
      id={id}
      label={field.title}
      value={value ?? ''}
      required={field.required}
      error={problem !== undefined}
      helperText={problem ?? hintOf(field, value)}
      onChange={event => onChange(parsed(field, event.target.value))}
      variant="outlined"
      size="small"
      fullWidth
      {...shapeOf(field, id)}
    />
  );
};

function shapeOf(field: Exclude<ValueField, { type: 'boolean' }>, id: string) {
  switch (field.type) {
    case 'choice':
      return {
        select: true,
        InputLabelProps: { id: `${id}-label` },
        SelectProps: {
          labelId: `${id}-label`,
          MenuProps: { getContentAnchorEl: null },
        },
        children: field.choices.map(choice => (
          <MenuItem key={choice.value} value={choice.value}>
            {choice.title}
          </MenuItem>
        )),
      };
    case 'number':
      return {
        type: 'number',
        inputProps: { min: field.minimum, max: field.maximum },
        InputProps: field.unit
          ? {
              endAdornment: (
                <InputAdornment position="end">{field.unit}</InputAdornment>
              ),
            }
          : {},
      };
    case 'text':
      return {
        placeholder: field.placeholder,
        inputProps: { maxLength: field.maxLength, spellCheck: false },
        ...(field.multiline && { multiline: true, minRows: 3, maxRows: 10 }),
      };
    default:
      return field satisfies never;
  }
}

function hintOf(field: ValueField, value: FieldValue | undefined): string {
  const choice =
    field.type === 'choice'
      ? field.choices.find(one => one.value === value)
      : undefined;
  return choice?.description
    ? `${field.description} ${choice.title}: ${choice.description}`
    : field.description;
}

function parsed(field: ValueField, text: string): FieldValue | undefined {
  if (text === '') return undefined;
  return field.type === 'number' ? Number(text) : text;
}
