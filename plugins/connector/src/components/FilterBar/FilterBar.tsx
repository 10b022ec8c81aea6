import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { SearchField } from '../SearchField';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(2),
  },
  search: { flex: '1 1 220px', maxWidth: 360 },
}));

/** What narrows a list, above it: a text where it has one, and filters. */
export const FilterBar = (props: {
  search?: Omit<Parameters<typeof SearchField>[0], 'className'>;
  children: ReactNode;
}) => {
  const { search, children } = props;
  const classes = useStyles();
  return (
    <div className={classes.bar} role="search">
      {search && <SearchField {...search} className={classes.search} />}
      {children}
    </div>
  );
};
