import { makeStyles, type Theme } from '@material-ui/core/styles';

/** The columns of head and lines; a narrow window has no room for the time. */
export const objectColumns = (theme: Theme) => ({
  gridTemplateColumns: '56px minmax(0, 1fr) 120px 170px 120px',
  [theme.breakpoints.down('sm')]: {
    gridTemplateColumns: '56px minmax(0, 1fr) 100px 110px',
    '& > :nth-child(4)': { display: 'none' },
  },
});

/** The looks of a line; its columns are those of the head. */
export const useLineStyles = makeStyles(theme => ({
  line: {
    display: 'grid',
    ...objectColumns(theme),
    alignItems: 'center',
    height: '100%',
    paddingRight: theme.spacing(2),
    borderBottom: `1px solid ${theme.palette.divider}`,
    '& > *': { minWidth: 0 },
  },
  needed: {
    gridTemplateColumns: '56px minmax(0, 1fr) 410px',
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: '56px minmax(0, 1fr) 50%',
    },
    backgroundColor: theme.palette.action.hover,
  },
  indented: { paddingLeft: theme.spacing(3) },
  box: { textAlign: 'center' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  invalid: { color: theme.palette.error.main },
}));
