import type { DecisionRecord } from '@backstage-connector/plugin-connector-common';
import Paper from '@material-ui/core/Paper';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import { DecisionRow } from './DecisionRow';

const useStyles = makeStyles(theme => ({
  // A narrow window has no room for the kind; the reference has it, too.
  table: {
    [theme.breakpoints.down('sm')]: {
      '& > * > tr > :nth-child(4)': { display: 'none' },
      '& > * > tr > *': {
        paddingLeft: theme.spacing(1),
        paddingRight: theme.spacing(1),
      },
    },
  },
  head: {
    textTransform: 'uppercase',
    fontWeight: 'bold',
    whiteSpace: 'nowrap',
  },
}));

/**
 * Decisions, one a row; a row opens to its reason, rule and changes. It is not
 * drawn with the table of core-components, whose buttons for opening rows have
 * no name that a screen reader could tell.
 */
export const DecisionTable = (props: {
  decisions: readonly DecisionRecord[];
}) => {
  const classes = useStyles();
  const t = useT();
  return (
    <TableContainer component={Paper}>
      <Table size="small" className={classes.table}>
        <TableHead>
          <TableRow>
            <TableCell padding="checkbox" />
            {(['action', 'object', 'kind', 'why'] as const).map(name => (
              <TableCell key={name} className={classes.head}>
                {t(`runPage.decisions.${name}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.decisions.map(decision => (
            <DecisionRow key={decision.seq} decision={decision} />
          ))}
          {!props.decisions.length && (
            <TableRow>
              <TableCell colSpan={5} align="center">
                {t('runPage.decisions.none')}
              </TableCell>
            </TableRow>
          )}
        </TableBody>
      </Table>
    </TableContainer>
  );
};
