import type { ForeignKey } from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { useT } from '../../hooks/useT';
import { EntityReference } from '../EntityReference';
import { FactTable } from './FactTable';

const Target = ({ target }: { target: ForeignKey['target'] }) => {
  const { path, ref, columns, external } = target;
  const t = useT();
  const name = path.join('.');
  return (
    <>
      {ref ? <EntityReference entityRef={ref} title={name} hideIcon /> : name}
      {columns.length > 0 && <code>{` (${columns.join(', ')})`}</code>}
      {external && (
        <Typography variant="body2" color="textSecondary">
          {t('dictionary.external')}
        </Typography>
      )}
    </>
  );
};

/** Foreign keys; each target is a link where it was imported too. */
export const ForeignKeys = (props: { foreignKeys: readonly ForeignKey[] }) => {
  const t = useT();
  const unnamed = t('dictionary.unnamed');
  return (
    <FactTable
      title={t('dictionary.foreignKeysTitle')}
      columns={[
        t('dictionary.name'),
        t('dictionary.indexColumns'),
        t('dictionary.references'),
        t('dictionary.onUpdate'),
        t('dictionary.onDelete'),
      ]}
      rows={props.foreignKeys.map((key, index) => ({
        key: `${index} ${key.name ?? ''}`,
        cells: [
          key.name ?? unnamed,
          <code>{key.columns.join(', ')}</code>,
          <Target target={key.target} />,
          key.onUpdate,
          key.onDelete,
        ],
      }))}
    />
  );
};
