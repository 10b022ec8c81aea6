import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  // Below the label, and not below the box.
  hint: { margin: theme.spacing(-0.5, 0, 0, 3.75) },
}));

/** A choice between yes and no, with what it means. */
export const LabelledOption = (props: {
  id: string;
  label: string;
  hint: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) => {
  const { id, label, hint, checked, disabled, onChange } = props;
  const classes = useStyles();
  return (
    <div>
      <FormControlLabel
        disabled={disabled}
        control={
          <Checkbox
            id={id}
            size="small"
            color="primary"
            checked={checked}
            onChange={(_, value) => onChange(value)}
            inputProps={{ 'aria-describedby': `${id}-hint` }}
          />
        }
        label={label}
      />
      <FormHelperText id={`${id}-hint`} className={classes.hint}>
        {hint}
      </FormHelperText>
    </div>
  );
};
