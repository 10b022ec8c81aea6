import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import { EmptyPicture } from '../EmptyPicture';
import { ImportButton } from '../ImportButton';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    justifyItems: 'center',
    gap: theme.spacing(2),
    padding: theme.spacing(8, 2),
    textAlign: 'center',
  },
}));

/** While there is no connection: what this is for, and the first step. */
export const NoConnections = () => {
  const classes = useStyles();
  const t = useT();
  return (
    <div className={classes.root}>
      <EmptyPicture />
      <Typography variant="h5" component="h2">
        {t('connections.emptyTitle')}
      </Typography>
      <Typography color="textSecondary">
        {t('connections.emptyText')}
      </Typography>
      <ImportButton />
    </div>
  );
};
