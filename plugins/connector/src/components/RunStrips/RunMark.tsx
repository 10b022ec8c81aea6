import {
  runStates,
  type RunState,
} from '@backstage-connector/plugin-connector-common';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { runTones, toneColour } from '../StateChip';

const useStyles = makeStyles({
  mark: { display: 'block', width: 8 },
});

/**
 * A shape for each state beside its colour: what went well is low, what wants
 * attention is tall or pointed, what is not done is hollow.
 */
const shapes: Readonly<
  Record<RunState, { height: number; clipPath?: string; hollow?: boolean }>
> = {
  succeeded: { height: 10 },
  queued: { height: 8, hollow: true },
  running: { height: 8, clipPath: 'circle(50%)' },
  partial: { height: 16, clipPath: 'polygon(50% 0, 100% 100%, 0 100%)' },
  'needs-review': {
    height: 16,
    clipPath: 'polygon(50% 0, 100% 50%, 50% 100%, 0 50%)',
  },
  failed: { height: 20 },
  cancelled: { height: 14, hollow: true },
} satisfies Record<keyof typeof runStates, object>;

/** How a state looks on a strip. Its words stand beside it, or in its link. */
export const RunMark = ({ state }: { state: RunState }) => {
  const classes = useStyles();
  const colour = toneColour(useTheme(), runTones[state]);
  const { height, clipPath, hollow } = shapes[state];
  return (
    <span
      className={classes.mark}
      aria-hidden
      style={{
        height,
        clipPath,
        ...(hollow
          ? { border: `2px solid ${colour}` }
          : { backgroundColor: colour }),
      }}
    />
  );
};
