import type { TableStructure } from '@backstage-connector/plugin-connector-common';
import Chip from '@material-ui/core/Chip';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';

const useStyles = makeStyles(theme => ({
  marks: {
    display: 'flex',
    gap: theme.spacing(0.5),
    '& .MuiChip-root': { margin: 0, height: 20 },
  },
}));

/** Of which keys a column is a part. */
export const KeyMarks = (props: {
  column: string;
  structure: TableStructure;
}) => {
  const { column, structure } = props;
  const classes = useStyles();
  const t = useT();
  const isPrimary = structure.primaryKey?.columns.includes(column);
  const foreign = structure.foreignKeys.find(key =>
    key.columns.includes(column),
  );
  const isUnique = structure.uniqueConstraints.some(key =>
    key.columns.includes(column),
  );
  const marks = [
    isPrimary && {
      short: t('dictionary.primary'),
      long: t('dictionary.primaryLong'),
    },
    foreign && {
      short: t('dictionary.foreign'),
      long: t('dictionary.foreignLong', {
        target: foreign.target.path.join('.'),
      }),
    },
    isUnique && {
      short: t('dictionary.unique'),
      long: t('dictionary.uniqueLong'),
    },
  ].filter(mark => mark !== undefined && mark !== false);
  return (
    <div className={classes.marks}>
      {marks.map(({ short, long }) => (
        <Tooltip key={short} title={long}>
          <Chip
            size="small"
            variant="outlined"
            color={short === t('dictionary.primary') ? 'primary' : 'default'}
            label={short}
          />
        </Tooltip>
      ))}
    </div>
  );
};
