import type { Technology } from '@backstage-connector/plugin-connector-common';
import { Link } from '@backstage/core-components';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import CardActions from '@material-ui/core/CardActions';
import CardContent from '@material-ui/core/CardContent';
import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import { TechnologyIcon } from '../TechnologyIcon';

const useStyles = makeStyles(theme => ({
  card: { height: '100%', display: 'flex', flexDirection: 'column' },
  area: { flex: 1 },
  content: {
    display: 'grid',
    gap: theme.spacing(1),
    alignContent: 'start',
    height: '100%',
  },
  head: { display: 'flex', alignItems: 'center', gap: theme.spacing(1.5) },
  labels: {
    display: 'flex',
    gap: theme.spacing(1),
    '& .MuiChip-root': { margin: 0 },
  },
  foot: { justifyContent: 'flex-end', padding: theme.spacing(1, 2) },
}));

/** One technology to import from. */
export const TechnologyCard = (props: {
  technology: Technology;
  onChoose: () => void;
}) => {
  const { technology, onChoose } = props;
  const { title, description, docsUrl, connectionType, module } = technology;
  const classes = useStyles();
  const t = useT();
  return (
    <li>
      <Card variant="outlined" className={classes.card}>
        <CardActionArea
          className={classes.area}
          onClick={onChoose}
          aria-label={t('gallery.choose', { name: title })}
        >
          <CardContent className={classes.content}>
            <div className={classes.head}>
              <TechnologyIcon technology={technology} size={40} />
              <Typography variant="h6" component="h3">
                {title}
              </Typography>
            </div>
            <Typography variant="body2" color="textSecondary">
              {description}
            </Typography>
          </CardContent>
        </CardActionArea>
        <CardActions className={classes.foot}>
          <div className={classes.labels} style={{ marginRight: 'auto' }}>
            <Chip
              size="small"
              color={connectionType === 'online' ? 'primary' : 'default'}
              label={t(`gallery.${connectionType}Label`)}
            />
            <Chip
              size="small"
              variant="outlined"
              label={t(`module.${module}`)}
            />
          </div>
          <Link
            to={docsUrl}
            variant="body2"
            aria-label={t('gallery.docsOf', { name: title })}
          >
            {t('gallery.docs')}
          </Link>
        </CardActions>
      </Card>
    </li>
  );
};
