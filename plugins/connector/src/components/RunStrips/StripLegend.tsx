import {
  runStates,
  type RunState,
} from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import { RunMark } from './RunMark';

const useStyles = makeStyles(theme => ({
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    '& li': { display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) },
  },
}));

/** Which colour and shape is which state. */
export const StripLegend = () => {
  const classes = useStyles();
  const t = useT();
  return (
    <Typography variant="caption" component="ul" className={classes.legend}>
      {(Object.keys(runStates) as RunState[]).map(state => (
        <li key={state}>
          <RunMark state={state} />
          {t(`run.state.${state}`)}
        </li>
      ))}
    </Typography>
  );
};
