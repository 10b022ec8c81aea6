import { Children, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    '& .MuiChip-root': { margin: 0 },
  },
}));

/** Chips in rows; each child is one. */
export const ChipList = (props: { label: string; children: ReactNode }) => {
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={props.label}>
      {Children.map(props.children, chip => (
        <li>{chip}</li>
      ))}
    </ul>
  );
};
