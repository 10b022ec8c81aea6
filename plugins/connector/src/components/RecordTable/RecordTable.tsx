import { useMemo, type ReactNode } from 'react';
import { Table, type TableColumn } from '@backstage/core-components';
import { makeStyles, useTheme } from '@material-ui/core/styles';

/** A column that draws its cells from the record. */
export interface RecordColumn<T> {
  readonly title: string;
  /** The title is told to screen readers only. */
  readonly titleHidden?: boolean;
  readonly render: (record: T) => ReactNode;
  /** Of the table, in percent. */
  readonly width: number;
  /** In pixels; where there is less room, the table scrolls. */
  readonly minWidth?: number;
  readonly align?: 'right';
  /** Makes the column sortable. */
  readonly sortBy?: (record: T) => string | number;
}

const useStyles = makeStyles({
  // The arrow of a sorted column stands in the space between the columns: room
  // for one in each would make the table too wide for 1024 pixels.
  table: {
    '& .MuiTableSortLabel-root': { position: 'relative' },
    '& .MuiTableSortLabel-icon': {
      position: 'absolute',
      right: -18,
      margin: 0,
      fontSize: 16,
    },
  },
  // In its place: out of the flow it would widen what scrolls around the table.
  hidden: {
    display: 'inline-block',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
});

/** The table of all lists: dense, one look, records as they are given. */
export function RecordTable<T>(props: {
  columns: readonly RecordColumn<T>[];
  records: readonly T[];
  id: (record: T) => string;
  empty: string;
  /** Records a page; all on one page without. */
  pageSize?: number;
}) {
  const { columns, records, id, empty, pageSize = Infinity } = props;
  const classes = useStyles();
  const theme = useTheme();
  // Narrower than usual, so that eight columns fit into 1024 pixels.
  const padding = theme.spacing(0.75, 1);
  const { fontFamily, fontSize, lineHeight } = theme.typography.body2;
  const rows = useMemo(
    () => records.map(record => ({ id: id(record), record })),
    // The identity of a record does not change.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [records],
  );
  type Row = (typeof rows)[number];
  const tableColumns = columns.map(
    ({
      title,
      titleHidden,
      render,
      width,
      minWidth,
      align,
      sortBy,
    }): TableColumn<Row> => ({
      title: titleHidden ? (
        <span className={classes.hidden}>{title}</span>
      ) : (
        title
      ),
      align,
      headerStyle: { padding },
      cellStyle: {
        padding,
        fontFamily,
        fontSize,
        lineHeight,
        overflowWrap: 'anywhere',
        minWidth,
      },
      width: `${width}%`,
      sorting: sortBy !== undefined,
      render: ({ record }) => render(record),
      ...(sortBy && {
        customSort: (one, other) =>
          compare(sortBy(one.record), sortBy(other.record)),
      }),
    }),
  );
  return (
    <div className={classes.table}>
      <Table<Row>
        columns={tableColumns}
        data={rows}
        options={{
          toolbar: false,
          search: false,
          draggable: false,
          padding: 'dense',
          emptyRowsWhenPaging: false,
          paging: rows.length > pageSize,
          ...(rows.length > pageSize && {
            pageSize,
            pageSizeOptions: [pageSize],
          }),
        }}
        localization={{ body: { emptyDataSourceMessage: empty } }}
      />
    </div>
  );
}

function compare<T extends string | number>(one: T, other: T): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
