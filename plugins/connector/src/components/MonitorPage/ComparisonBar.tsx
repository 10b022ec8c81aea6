import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useNavigate } from 'react-router-dom';
import type { RunSelection } from '../../hooks/useRunSelection';
import { useT } from '../../hooks/useT';
import { runRouteRef } from '../../routes';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: 36,
  },
}));

/** How many runs are selected, and the way to compare two. */
export const ComparisonBar = (props: { selection: RunSelection }) => {
  const { selected, clear } = props.selection;
  const classes = useStyles();
  const t = useT();
  const navigate = useNavigate();
  const runLink = useRouteRef(runRouteRef);
  const [older, newer] = [...selected].sort((one, other) =>
    one.queuedAt.localeCompare(other.queuedAt),
  );
  return (
    <div className={classes.bar}>
      <Typography variant="body2" color="textSecondary" role="status">
        {t('comparison.selected', { count: selected.length })}
      </Typography>
      {newer && (
        <Button
          size="small"
          variant="outlined"
          color="primary"
          onClick={() =>
            navigate(
              `${runLink({ id: newer.id })}?tab=compare&with=${older.id}`,
            )
          }
        >
          {t('comparison.compare')}
        </Button>
      )}
      {selected.length > 0 && (
        <Button size="small" onClick={clear}>
          {t('comparison.clear')}
        </Button>
      )}
    </div>
  );
};
