import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';

/** Counts by name, the largest first. */
export const CountTable = (props: {
  counts: Readonly<Record<string, number>>;
  label: (name: string) => string;
}) => (
  <Table size="small">
    <TableBody>
      {Object.entries(props.counts)
        .filter(([, count]) => count > 0)
        .sort(([, one], [, other]) => other - one)
        .map(([name, count]) => (
          <TableRow key={name}>
            <TableCell component="th" scope="row">
              {props.label(name)}
            </TableCell>
            <TableCell align="right">{count.toLocaleString()}</TableCell>
          </TableRow>
        ))}
    </TableBody>
  </Table>
);
