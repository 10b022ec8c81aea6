import type { ReactElement } from 'react';
import Chip from '@material-ui/core/Chip';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import AccessTimeIcon from '@material-ui/icons/AccessTime';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import SyncIcon from '@material-ui/icons/Sync';
import WarningIcon from '@material-ui/icons/Warning';
import type { BackstageTheme } from '@backstage/theme';

/** How a state is to be taken; never told by colour alone. */
export type Tone =
  | 'good'
  | 'warning'
  | 'bad'
  | 'active'
  | 'waiting'
  | 'stopped';

const icons: Record<Tone, ReactElement> = {
  good: <CheckCircleIcon />,
  warning: <WarningIcon />,
  bad: <ErrorIcon />,
  active: <SyncIcon />,
  waiting: <AccessTimeIcon />,
  stopped: <BlockIcon />,
};

/** The colour of a tone in the theme. */
export function toneColour(theme: Theme, tone: Tone): string {
  const { status, text } = (theme as BackstageTheme).palette;
  return {
    good: status.ok,
    warning: status.warning,
    bad: status.error,
    active: status.running,
    // The theme's own colour for pending, a yellow, is lost on white.
    waiting: text.secondary,
    stopped: status.aborted,
  }[tone];
}

const useStyles = makeStyles(theme => ({
  chip: {
    margin: 0,
    borderColor: ({ tone }: { tone: Tone }) => toneColour(theme, tone),
    backgroundColor: 'transparent',
  },
  icon: {
    color: ({ tone }: { tone: Tone }) => `${toneColour(theme, tone)}`,
    fontSize: '1rem',
  },
}));

/** A word with an icon and a colour for how it is to be taken. */
export const StateChip = (props: { tone: Tone; label: string }) => {
  const classes = useStyles({ tone: props.tone });
  return (
    <Chip
      size="small"
      variant="outlined"
      label={props.label}
      icon={icons[props.tone]}
      classes={{ root: classes.chip, icon: classes.icon }}
    />
  );
};
