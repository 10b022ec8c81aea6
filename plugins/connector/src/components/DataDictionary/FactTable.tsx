import type { ReactNode } from 'react';
import { InfoCard } from '@backstage/core-components';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableContainer from '@material-ui/core/TableContainer';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  // Where it is narrower, the table scrolls.
  table: {
    minWidth: 640,
    '& th': { whiteSpace: 'nowrap' },
    '& td': { overflowWrap: 'anywhere', verticalAlign: 'top' },
  },
});

/** A card with a small table; nothing at all when there are no rows. */
export const FactTable = (props: {
  title: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}) => {
  const { title, columns, rows } = props;
  const classes = useStyles();
  return rows.length ? (
    <InfoCard title={title} titleTypographyProps={{ variant: 'h6' }} noPadding>
      <TableContainer>
        <Table size="small" aria-label={title} className={classes.table}>
          <TableHead>
            <TableRow>
              {columns.map(column => (
                <TableCell key={column}>{column}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ key, cells }) => (
              <TableRow key={key}>
                {cells.map((cell, index) => (
                  <TableCell key={columns[index]}>{cell}</TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </InfoCard>
  ) : null;
};
