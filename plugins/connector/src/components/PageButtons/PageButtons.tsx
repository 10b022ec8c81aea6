import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

/** To the previous and next page of a list; absent where there is one page. */
export const PageButtons = (props: {
  previousLabel: string;
  nextLabel: string;
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
}) => {
  const { previousLabel, nextLabel, previous, next } = props;
  const classes = useStyles();
  return previous || next ? (
    <div className={classes.buttons}>
      <Button disabled={!previous} onClick={previous}>
        {previousLabel}
      </Button>
      <Button disabled={!next} onClick={next}>
        {nextLabel}
      </Button>
    </div>
  ) : null;
};
