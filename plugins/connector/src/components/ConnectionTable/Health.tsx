import type { ConnectionHealth } from '@backstage-connector/plugin-connector-common';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import { useT } from '../../hooks/useT';
import { exactTime, relativeTime } from '../../times';
import { HealthChip } from '../StateChip';

const useStyles = makeStyles({
  words: { lineHeight: 1.4, marginTop: 2 },
});

const Since = (props: { words: string; at: string }) => (
  <Tooltip title={exactTime(props.at)}>
    <Typography variant="caption" color="textSecondary" component="div">
      <time dateTime={props.at}>{props.words}</time>
    </Typography>
  </Tooltip>
);

/** How fresh a connection is: a state, and the words for it. */
export const Health = (props: {
  health: ConnectionHealth;
  now?: () => DateTime;
}) => {
  const { health, now = DateTime.now } = props;
  const { state, lastSuccessAt, lateSince, consecutiveFailures } = health;
  const classes = useStyles();
  const t = useT();
  return (
    <>
      <HealthChip state={state} />
      <div className={classes.words}>
        {lateSince && state !== 'disabled' && (
          <Since
            at={lateSince}
            words={t('health.late', { time: relativeTime(lateSince, now()) })}
          />
        )}
        {consecutiveFailures > 1 && (
          <Typography variant="caption" color="textSecondary" component="div">
            {t('health.failures', { count: consecutiveFailures })}
          </Typography>
        )}
        {lastSuccessAt && (
          <Since
            at={lastSuccessAt}
            words={t('health.success', {
              time: relativeTime(lastSuccessAt, now()),
            })}
          />
        )}
      </div>
    </>
  );
};
