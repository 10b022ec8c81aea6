import { connectionCreatePermission } from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useEntityList } from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import { useT } from '../../hooks/useT';
import { EmptyPicture } from '../EmptyPicture';
import { ImportButton } from '../ImportButton';

/** The kinds that an import brings, in the spelling of the catalog's filter. */
const importedKinds = ['resource', 'component', 'api', 'system'];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    justifyItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(2, 0),
    textAlign: 'center',
  },
}));

/** Instead of an empty list of the catalog: how to fill it (OC-2). */
export const EmptyCatalog = () => {
  const classes = useStyles();
  const t = useT();
  const { allowed } = usePermission({ permission: connectionCreatePermission });
  return allowed ? (
    <div className={classes.root} role="status">
      <EmptyPicture />
      <Typography variant="subtitle1">{t('emptyCatalog.title')}</Typography>
      <Typography variant="body2" color="textSecondary">
        {t('emptyCatalog.text')}
      </Typography>
      <ImportButton />
    </div>
  ) : null;
};

/**
 * The same beside an empty list: a catalog page of the new frontend system takes
 * filters of other plugins, but no content for its empty table.
 */
export const EmptyCatalogFilter = () => {
  const { loading, error, entities, filters } = useEntityList();
  const isEmpty =
    !loading &&
    !error &&
    !entities.length &&
    !filters.text?.value &&
    importedKinds.includes(filters.kind?.value.toLocaleLowerCase('en') ?? '');
  return isEmpty ? <EmptyCatalog /> : null;
};
