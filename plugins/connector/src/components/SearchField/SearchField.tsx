import TextField from '@material-ui/core/TextField';

/** A text that narrows what is listed. */
export const SearchField = (props: {
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  className?: string;
  /** Where the server takes no more characters. */
  maxLength?: number;
}) => {
  const { id, label, value, onChange, className, maxLength } = props;
  return (
    <TextField
      id={id}
      type="search"
      className={className}
      label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      inputProps={{ maxLength }}
      variant="outlined"
      size="small"
    />
  );
};
