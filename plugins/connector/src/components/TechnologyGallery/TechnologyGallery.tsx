import type { Technology } from '@backstage-connector/plugin-connector-common';
import { EmptyState } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useTechnologyFilters } from '../../hooks/useTechnologyFilters';
import { useT } from '../../hooks/useT';
import { GalleryFilters } from './GalleryFilters';
import { TechnologyCard } from './TechnologyCard';

const useStyles = makeStyles(theme => ({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))',
    gap: theme.spacing(2),
    margin: theme.spacing(2, 0),
    padding: 0,
    listStyle: 'none',
  },
}));

/** The technologies, as cards to choose from (OC-4, OC-5). */
export const TechnologyGallery = (props: {
  technologies: readonly Technology[];
  unavailable: readonly { module: string; reason: string }[];
  onChoose: (technology: Technology) => void;
}) => {
  const { technologies, unavailable, onChoose } = props;
  const classes = useStyles();
  const t = useT();
  const { filters, change, shown } = useTechnologyFilters(technologies);
  return (
    <>
      <Typography variant="h5" component="h2" gutterBottom>
        {t('gallery.title')}
      </Typography>
      {unavailable.length > 0 && (
        <Alert severity="warning" style={{ marginBottom: 16 }}>
          <AlertTitle>
            {t('gallery.unavailableTitle', { count: unavailable.length })}
          </AlertTitle>
          {unavailable.map(({ module, reason }) => (
            <div key={module}>
              {module}: {reason}
            </div>
          ))}
        </Alert>
      )}
      {technologies.length === 0 ? (
        <EmptyState
          missing="content"
          title={t('gallery.noneTitle')}
          description={t('gallery.noneText')}
        />
      ) : (
        <>
          <GalleryFilters filters={filters} onChange={change} />
          <ul className={classes.cards}>
            {shown.map(technology => (
              <TechnologyCard
                key={technology.id}
                technology={technology}
                onChoose={() => onChoose(technology)}
              />
            ))}
          </ul>
          {shown.length === 0 && (
            <Typography role="status">{t('gallery.noMatch')}</Typography>
          )}
        </>
      )}
    </>
  );
};
