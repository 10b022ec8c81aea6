import type { TableStructure } from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { useT } from '../../hooks/useT';
import { FactTable } from './FactTable';

type Index = TableStructure['indexes'][number];

const IndexColumns = ({ index }: { index: Index }) => {
  const { columns, included, where } = index;
  const t = useT();
  return (
    <>
      <code>{columns.join(', ')}</code>
      {included && included.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('dictionary.included', { columns: included.join(', ') })}
        </Typography>
      )}
      {where && (
        <Typography variant="body2" color="textSecondary">
          {t('dictionary.where', { condition: where })}
        </Typography>
      )}
    </>
  );
};

/** The indexes, in the source's own words. */
export const Indexes = (props: { indexes: readonly Index[] }) => {
  const t = useT();
  return (
    <FactTable
      title={t('dictionary.indexesTitle')}
      columns={[
        t('dictionary.index'),
        t('dictionary.indexColumns'),
        t('dictionary.uniqueKey'),
        t('dictionary.method'),
        t('dictionary.description'),
      ]}
      rows={props.indexes.map(index => ({
        key: index.name,
        cells: [
          index.name,
          <IndexColumns index={index} />,
          t(index.unique ? 'dictionary.yes' : 'dictionary.no'),
          index.method,
          index.comment,
        ],
      }))}
    />
  );
};
