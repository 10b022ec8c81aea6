import { useState, type KeyboardEvent } from 'react';
import type {
  RunMark as Mark,
  RunStrip as Strip,
} from '@backstage-connector/plugin-connector-common';
import { Link } from '@backstage/core-components';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useRouteRef } from '@backstage/core-plugin-api';
import { DateTime } from 'luxon';
import { useT } from '../../hooks/useT';
import { runRouteRef } from '../../routes';
import { exactTime } from '../../times';
import { RunMark } from './RunMark';

const useStyles = makeStyles(theme => ({
  strip: {
    position: 'relative',
    height: 28,
    // Half a mark on either side, so that the first and last are not cut off.
    margin: '0 4px',
    padding: 0,
    listStyle: 'none',
    backgroundColor: theme.palette.action.hover,
    borderRadius: theme.shape.borderRadius,
  },
  mark: {
    position: 'absolute',
    bottom: 4,
    marginLeft: -4,
    borderRadius: 2,
    display: 'block',
    '&:hover, &:focus': {
      outline: `2px solid ${theme.palette.text.primary}`,
      zIndex: 1,
    },
  },
  // For who does not see the mark.
  words: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
}));

/** From which mark of `count` a key leads to which. */
function moved(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowRight':
      return Math.min(count - 1, at + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return at;
  }
}

/**
 * The runs of one connection along the time. The tabulator stops once, at the
 * newest mark; the arrow keys lead to the others.
 */
export const RunStrip = (props: {
  name: string;
  marks: Strip['marks'];
  from: DateTime;
  to: DateTime;
}) => {
  const { name, marks, from, to } = props;
  const classes = useStyles();
  const t = useT();
  const runLink = useRouteRef(runRouteRef);
  const [chosen, setChosen] = useState<number>();
  const current = Math.min(chosen ?? Infinity, marks.length - 1);
  const span = to.diff(from).toMillis();
  const place = ({ at }: Mark) =>
    Math.min(100, (DateTime.fromISO(at).diff(from).toMillis() / span) * 100);

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const next = moved(event.key, current, marks.length);
    if (next === current) return;
    event.preventDefault();
    setChosen(next);
    event.currentTarget.querySelectorAll('a')[next]?.focus();
  };

  return (
    // The keys move between the links, which are what can be acted on.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul
      className={classes.strip}
      aria-label={t('monitor.strip', { name })}
      onKeyDown={move}
    >
      {marks.map((mark, index) => {
        const facts = {
          kind: t(`run.kind.${mark.kind}`),
          state: t(`run.state.${mark.state}`),
          time: exactTime(mark.at),
        };
        const label =
          mark.runs > 1
            ? t('monitor.marks', { ...facts, runs: String(mark.runs) })
            : t('monitor.mark', facts);
        return (
          <li key={mark.runId}>
            <Tooltip title={label}>
              <Link
                to={runLink({ id: mark.runId })}
                className={classes.mark}
                style={{ left: `${place(mark)}%` }}
                tabIndex={index === current ? 0 : -1}
                onFocus={() => setChosen(index)}
              >
                <RunMark state={mark.state} />
                <span className={classes.words}>{label}</span>
              </Link>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
};
