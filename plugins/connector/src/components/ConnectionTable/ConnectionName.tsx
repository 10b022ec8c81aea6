import type {
  Connection,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import { Link } from '@backstage/core-components';
import Chip from '@material-ui/core/Chip';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useT } from '../../hooks/useT';
import { monitorRouteRef } from '../../routes';
import { TechnologyIcon } from '../TechnologyIcon';

const useStyles = makeStyles(theme => ({
  cell: { display: 'flex', alignItems: 'center', gap: theme.spacing(1.5) },
  name: { overflowWrap: 'anywhere', minWidth: 90 },
  technology: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
  },
  badge: { margin: 0, height: 20 },
}));

/** Sign, name, technology and module; the name leads to the runs. */
export const ConnectionName = (props: {
  connection: Connection;
  technology: Technology | undefined;
}) => {
  const { connection, technology } = props;
  const classes = useStyles();
  const t = useT();
  const monitorLink = useRouteRef(monitorRouteRef);
  return (
    <div className={classes.cell}>
      <TechnologyIcon technology={technology} size={28} />
      <div className={classes.name}>
        <Link to={`${monitorLink()}?connection=${connection.id}`}>
          {connection.name}
        </Link>
        <Typography
          variant="body2"
          color="textSecondary"
          component="div"
          className={classes.technology}
        >
          <span>{technology?.title ?? connection.technology}</span>
          {technology && <span>{t(`module.${technology.module}`)}</span>}
          {connection.origin === 'configuration' && (
            <Tooltip title={t('connections.fromConfigHint')}>
              <Chip
                size="small"
                variant="outlined"
                className={classes.badge}
                label={t('connections.fromConfig')}
              />
            </Tooltip>
          )}
        </Typography>
      </div>
    </div>
  );
};
