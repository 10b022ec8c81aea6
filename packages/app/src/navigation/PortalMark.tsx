import { sidebarConfig, useSidebarOpenState } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  mark: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    height: 3 * sidebarConfig.logoHeight,
    paddingLeft: (sidebarConfig.drawerWidthClosed - 28) / 2,
    color: theme.palette.navigation.selectedColor,
    whiteSpace: 'nowrap',
  },
}));

export const PortalMark = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const title = useApi(configApiRef).getString('app.title');

  return (
    <div className={classes.mark}>
      <img src="/icon.svg" alt="" width={28} height={28} />
      {isOpen && <Typography variant="subtitle2">{title}</Typography>}
    </div>
  );
};
