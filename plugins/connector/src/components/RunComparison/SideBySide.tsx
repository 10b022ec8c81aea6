import type { ReactNode } from 'react';
import Paper from '@material-ui/core/Paper';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';

const useStyles = makeStyles({
  cell: { overflowWrap: 'anywhere', verticalAlign: 'top', lineHeight: 1.43 },
});

/** What two runs have under the same name. */
export interface Pair {
  readonly id: string;
  readonly name: ReactNode;
  readonly one: ReactNode;
  readonly other: ReactNode;
}

/** A table of pairs under a heading, or the sentence that there are none. */
export const SideBySide = (props: {
  title: string;
  nameTitle: string;
  pairs: readonly Pair[];
  none: string;
}) => {
  const { title, nameTitle, pairs, none } = props;
  const classes = useStyles();
  const t = useT();
  return (
    <section>
      <Typography variant="h6" component="h3" gutterBottom>
        {title}
      </Typography>
      {pairs.length === 0 ? (
        <Typography>{none}</Typography>
      ) : (
        <TableContainer component={Paper} variant="outlined">
          <Table size="small" aria-label={title}>
            <TableHead>
              <TableRow>
                <TableCell style={{ width: '30%' }}>{nameTitle}</TableCell>
                <TableCell style={{ width: '35%' }}>
                  {t('comparison.this')}
                </TableCell>
                <TableCell style={{ width: '35%' }}>
                  {t('comparison.other')}
                </TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {pairs.map(({ id, name, one, other }) => (
                <TableRow key={id}>
                  <TableCell
                    component="th"
                    scope="row"
                    className={classes.cell}
                  >
                    {name}
                  </TableCell>
                  <TableCell className={classes.cell}>{one}</TableCell>
                  <TableCell className={classes.cell}>{other}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </section>
  );
};
