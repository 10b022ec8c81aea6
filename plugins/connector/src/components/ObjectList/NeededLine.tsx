import Typography from '@material-ui/core/Typography';
import { useT } from '../../hooks/useT';
import type { ObjectRow } from './objectRows';
import { useLineStyles } from './useLineStyles';

/** Something the object above it needs, and where it is to come from. */
export const NeededLine = (props: {
  row: Extract<ObjectRow, { kind: 'needed' }>;
}) => {
  const { ref, inArchive } = props.row;
  const classes = useLineStyles();
  const t = useT();
  return (
    <div className={`${classes.line} ${classes.needed}`} role="presentation">
      <span role="cell" />
      <Typography
        role="cell"
        variant="body2"
        noWrap
        title={ref}
        className={classes.indented}
      >
        {ref}
      </Typography>
      <Typography role="cell" variant="body2" color="textSecondary">
        {t(
          inArchive
            ? 'archiveImport.contents.takenAlong'
            : 'archiveImport.contents.elsewhere',
        )}
      </Typography>
    </div>
  );
};
