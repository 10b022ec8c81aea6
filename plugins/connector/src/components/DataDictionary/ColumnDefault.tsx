import type { Column } from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { useT } from '../../hooks/useT';

/** The default, or how the value comes about. */
export const ColumnDefault = ({ column }: { column: Column }) => {
  const { default: expression, generated, identity } = column;
  const t = useT();
  return (
    <>
      {expression !== undefined && (
        <code style={{ overflowWrap: 'anywhere' }}>{expression}</code>
      )}
      <Typography variant="body2" color="textSecondary">
        {generated && t('dictionary.generated', { how: generated })}
        {identity && t('dictionary.identity', { how: identity })}
      </Typography>
    </>
  );
};
