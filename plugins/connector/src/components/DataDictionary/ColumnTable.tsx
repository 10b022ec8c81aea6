import { useMemo, useState } from 'react';
import type {
  Column,
  TableStructure,
} from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import { RecordTable, type RecordColumn } from '../RecordTable';
import { SearchField } from '../SearchField';
import { ColumnDefault } from './ColumnDefault';
import { ColumnType } from './ColumnType';
import { KeyMarks } from './KeyMarks';

const PAGE = 100;

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(1),
  },
}));

/** The columns, in their order in the table, with a search in all their words. */
export const ColumnTable = ({ structure }: { structure: TableStructure }) => {
  const classes = useStyles();
  const t = useT();
  const [text, setText] = useState('');
  const { columns } = structure;
  const wanted = text.trim().toLocaleLowerCase();
  const shown = useMemo(
    () =>
      columns.filter(({ name, type, comment = '' }) =>
        `${name} ${type} ${comment}`.toLocaleLowerCase().includes(wanted),
      ),
    [columns, wanted],
  );

  const tableColumns: RecordColumn<Column>[] = [
    {
      title: '#',
      width: 6,
      sortBy: ({ position }) => position,
      render: ({ position }) => position,
    },
    {
      title: t('dictionary.name'),
      width: 20,
      minWidth: 130,
      sortBy: ({ name }) => name,
      render: ({ name }) => <strong>{name}</strong>,
    },
    {
      title: t('dictionary.type'),
      width: 18,
      minWidth: 110,
      sortBy: ({ type }) => type,
      render: column => <ColumnType column={column} />,
    },
    {
      title: t('dictionary.nullable'),
      width: 9,
      sortBy: ({ nullable }) => Number(nullable),
      render: ({ nullable }) =>
        t(nullable ? 'dictionary.yes' : 'dictionary.no'),
    },
    {
      title: t('dictionary.key'),
      width: 11,
      render: ({ name }) => <KeyMarks column={name} structure={structure} />,
    },
    {
      title: t('dictionary.default'),
      width: 16,
      render: column => <ColumnDefault column={column} />,
    },
    {
      title: t('dictionary.description'),
      width: 20,
      render: ({ comment }) => comment,
    },
  ];

  return (
    <section>
      <div className={classes.head}>
        <Typography variant="h6" component="h3" role="status">
          {t('dictionary.columns', { count: shown.length })}
        </Typography>
        <SearchField
          id="column-search"
          label={t('dictionary.search')}
          value={text}
          onChange={setText}
        />
      </div>
      <RecordTable
        columns={tableColumns}
        records={shown}
        id={({ position }) => String(position)}
        pageSize={PAGE}
        empty={
          wanted ? t('dictionary.noMatch', { text }) : t('dictionary.none')
        }
      />
    </section>
  );
};
