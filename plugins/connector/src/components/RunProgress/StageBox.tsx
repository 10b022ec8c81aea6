import type { DeliveryProgress } from '@backstage-connector/plugin-connector-common';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import SyncIcon from '@material-ui/icons/Sync';
import { useT } from '../../hooks/useT';
import type { StageView } from '../../stagesOf';
import { toneColour } from '../StateChip';

const useStyles = makeStyles(theme => ({
  box: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    minWidth: 0,
    padding: theme.spacing(1.5, 2),
  },
  head: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  count: { fontVariantNumeric: 'tabular-nums', minHeight: '1.6em' },
  bar: { marginTop: 'auto', borderRadius: 2 },
}));

const StageIcon = ({ state }: { state: StageView['state'] }) => {
  const theme = useTheme();
  const t = useT();
  const titleAccess = t(`runPage.stageState.${state}`);
  const common = { fontSize: 'small', titleAccess } as const;
  switch (state) {
    case 'done':
      return (
        <CheckCircleIcon
          {...common}
          style={{ color: toneColour(theme, 'good') }}
        />
      );
    case 'runs':
      return (
        <SyncIcon {...common} style={{ color: toneColour(theme, 'active') }} />
      );
    case 'failed':
      return (
        <ErrorIcon {...common} style={{ color: toneColour(theme, 'bad') }} />
      );
    case 'stopped':
      return <BlockIcon {...common} color="disabled" />;
    case 'waits':
      return <RadioButtonUncheckedIcon {...common} color="disabled" />;
    default:
      return state satisfies never;
  }
};

const DeliveryText = ({ delivery }: { delivery: DeliveryProgress }) => {
  const { sent, planned, contested } = delivery;
  const t = useT();
  return (
    <>
      {t('runPage.sent', {
        sent: sent.toLocaleString(),
        planned: planned.toLocaleString(),
      })}
      {contested > 0 && `, ${t('runPage.contested', { count: contested })}`}
    </>
  );
};

/** One stage: its state, how many of how many, and how fast. */
export const StageBox = (props: {
  view: StageView;
  delivery: DeliveryProgress | undefined;
}) => {
  const { view, delivery } = props;
  const { stage, state, done, total, rate } = view;
  const classes = useStyles();
  const t = useT();
  const title = t(`runPage.stage.${stage}`);
  const unfinished = state === 'stopped' || state === 'failed';
  const whole = total ?? done ?? 0;
  const percent = whole > 0 ? Math.min(100, ((done ?? 0) / whole) * 100) : 100;
  return (
    <li className={classes.box}>
      <div className={classes.head}>
        <StageIcon state={state} />
        <Typography variant="subtitle2" component="span">
          {title}
        </Typography>
      </div>
      <Typography variant="body2" className={classes.count}>
        {done === undefined || (unfinished && done === 0)
          ? t(`runPage.stageState.${state}`)
          : countText(done, total, t)}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {rate !== undefined &&
          t('runPage.rate', {
            rate: rate.toLocaleString(undefined, {
              maximumFractionDigits: rate < 10 ? 1 : 0,
            }),
          })}
        {delivery && <DeliveryText delivery={delivery} />}
      </Typography>
      {state !== 'waits' && !unfinished && (
        <LinearProgress
          className={classes.bar}
          aria-label={title}
          {...(state === 'runs' && total === undefined
            ? { variant: 'indeterminate' as const }
            : {
                variant: 'determinate' as const,
                value: state === 'done' && total === undefined ? 100 : percent,
              })}
        />
      )}
    </li>
  );
};

function countText(
  done: number,
  total: number | undefined,
  t: ReturnType<typeof useT>,
): string {
  return total === undefined
    ? done.toLocaleString()
    : t('runPage.ofTotal', {
        done: done.toLocaleString(),
        total: total.toLocaleString(),
      });
}
