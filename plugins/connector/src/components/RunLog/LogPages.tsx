import { useState } from 'react';
import type { LogLevel } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useAttempt } from '../../hooks/useAttempt';
import { useEarlierLines } from '../../hooks/useRunLog';
import { useT } from '../../hooks/useT';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

/** The way to earlier and later lines; absent where all are shown. */
export const LogPages = (props: {
  runId: string;
  level: LogLevel;
  /** Of the lines that are read. */
  start: number;
  /** Lines come after those that are shown. */
  more: boolean;
  atEnd: boolean;
  onEarlier: (first: number) => void;
  onLater: () => void;
  onEnd: () => void;
}) => {
  const { runId, level, start, more, atEnd, onEarlier, onLater, onEnd } = props;
  const classes = useStyles();
  const t = useT();
  const { busy, attempt } = useAttempt();
  const findEarlier = useEarlierLines(runId, level);
  // Those of lower levels may be all there is before the first line.
  const [none, setNone] = useState<number>();
  const earlier = () =>
    attempt(async () => {
      const first = await findEarlier(start);
      if (first === undefined) setNone(start);
      else onEarlier(first);
    });
  if (start === 1 && atEnd && !more) {
    return null;
  }
  return (
    <div className={classes.buttons}>
      <Button
        size="small"
        disabled={busy || start === 1 || none === start}
        onClick={earlier}
      >
        {t('runPage.log.earlier')}
      </Button>
      <Button size="small" disabled={!more} onClick={onLater}>
        {t('runPage.log.later')}
      </Button>
      <Button size="small" disabled={atEnd} onClick={onEnd}>
        {t('runPage.log.end')}
      </Button>
    </div>
  );
};
