import {
  actions,
  type Action,
} from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import { toneColour, type Tone } from '../StateChip';

/** How each action is to be taken. */
export const actionTones: Readonly<Record<Action, Tone>> = {
  create: 'good',
  replace: 'active',
  ignore: 'waiting',
  reject: 'bad',
  skip: 'warning',
  remove: 'bad',
  flag: 'warning',
};

const useStyles = makeStyles(theme => ({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    '& strong': { fontVariantNumeric: 'tabular-nums' },
    '& li': { whiteSpace: 'nowrap' },
  },
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(130px, 1fr))',
    gap: theme.spacing(2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  tile: {
    padding: theme.spacing(1, 1.5),
    borderLeft: '4px solid',
    backgroundColor: theme.palette.action.hover,
    '& strong': { display: 'block', fontSize: '1.5rem', lineHeight: 1.3 },
  },
}));

/** How many objects each action has, in one line or as tiles. */
export const ActionCounts = (props: {
  counts: Partial<Record<Action, number>> | undefined;
  as?: 'line' | 'tiles';
}) => {
  const { counts, as = 'line' } = props;
  const classes = useStyles();
  const theme = useTheme();
  const t = useT();
  const shown = actions.filter(action => counts?.[action]);
  if (!shown.length) {
    return (
      <Typography variant="body2" color="textSecondary" component="span">
        {t('run.noCounts')}
      </Typography>
    );
  }
  return (
    <Typography variant="body2" component="ul" className={classes[as]}>
      {shown.map(action => (
        <li
          key={action}
          {...(as === 'tiles' && {
            className: classes.tile,
            style: { borderLeftColor: toneColour(theme, actionTones[action]) },
          })}
        >
          <strong>{counts![action]!.toLocaleString()}</strong>{' '}
          {t(`run.action.${action}`)}
        </li>
      ))}
    </Typography>
  );
};
