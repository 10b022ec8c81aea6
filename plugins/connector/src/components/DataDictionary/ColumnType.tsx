import type { Column } from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { useT } from '../../hooks/useT';

/** The type in the source's own words; of a user-defined type, what it is. */
export const ColumnType = ({ column }: { column: Column }) => {
  const { type, typeOf } = column;
  const t = useT();
  return (
    <>
      <code>{type}</code>
      {typeOf && (
        <Typography variant="body2" color="textSecondary">
          {typeOf.values
            ? t('dictionary.oneOf', { values: typeOf.values.join(', ') })
            : t('dictionary.basedOn', {
                kind: typeOf.kind,
                type: typeOf.baseType ?? typeOf.name,
              })}
          {typeOf.checks?.map(check => (
            <div key={check}>
              <code>{check}</code>
            </div>
          ))}
        </Typography>
      )}
    </>
  );
};
