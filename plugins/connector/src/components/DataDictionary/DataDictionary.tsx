import type { TableStructure } from '@backstage-connector/plugin-connector-common';
import { CodeSnippet, InfoCard } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useT } from '../../hooks/useT';
import { structureOf } from '../../structureOf';
import { ColumnTable } from './ColumnTable';
import { ForeignKeys } from './ForeignKeys';
import { Indexes } from './Indexes';
import { KeysAndChecks } from './KeysAndChecks';
import { Partitioning } from './Partitioning';

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    // A wide table scrolls by itself, and not the page.
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(3),
  },
}));

const Structure = ({ structure }: { structure: TableStructure }) => {
  const classes = useStyles();
  const t = useT();
  return (
    <div className={classes.parts}>
      <ColumnTable structure={structure} />
      <KeysAndChecks structure={structure} />
      <ForeignKeys foreignKeys={structure.foreignKeys} />
      <Indexes indexes={structure.indexes} />
      <Partitioning structure={structure} />
      {structure.sql && (
        <InfoCard
          title={t('dictionary.sqlTitle')}
          titleTypographyProps={{ variant: 'h6' }}
        >
          <CodeSnippet
            text={structure.sql}
            language="sql"
            showCopyCodeButton
            wrapLongLines
          />
        </InfoCard>
      )}
    </div>
  );
};

/** Columns, keys, indexes and SQL of the table or view this entity stands for. */
export const DataDictionary = () => {
  const { entity } = useEntity();
  const t = useT();
  const read = structureOf(entity);
  switch (read.outcome) {
    case 'read':
      return <Structure structure={read.structure} />;
    case 'not-json':
    case 'wrong-shape':
      return (
        <Alert severity="warning">
          <AlertTitle>{t('dictionary.invalidTitle')}</AlertTitle>
          {read.outcome === 'not-json'
            ? t('dictionary.notJson')
            : t('dictionary.wrongShape', { place: read.place })}
        </Alert>
      );
    default:
      return read satisfies never;
  }
};
