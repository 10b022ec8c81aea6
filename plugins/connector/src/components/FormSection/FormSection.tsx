import { useId, type ReactNode } from 'react';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  section: {
    padding: theme.spacing(2, 2.5, 2.5),
    '& + &': { marginTop: theme.spacing(2) },
  },
  inputs: {
    display: 'grid',
    gap: theme.spacing(2),
    marginTop: theme.spacing(1.5),
  },
}));

/** Inputs that belong together, under a title. */
export const FormSection = (props: {
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}) => {
  const { title, hint, children } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <Paper
      component="section"
      variant="outlined"
      className={classes.section}
      aria-labelledby={id}
    >
      <Typography id={id} variant="h6" component="h3">
        {title}
      </Typography>
      {hint && (
        <Typography variant="body2" color="textSecondary">
          {hint}
        </Typography>
      )}
      <div className={classes.inputs}>{children}</div>
    </Paper>
  );
};
