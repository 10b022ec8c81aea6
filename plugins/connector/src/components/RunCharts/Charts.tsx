import type { Action } from '@backstage-connector/plugin-connector-common';
import purple from '@material-ui/core/colors/purple';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme, type Theme } from '@material-ui/core/styles';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useT } from '../../hooks/useT';
import { durationText, localTime, shortTime } from '../../times';
import { actionTones } from '../ActionCounts';
import { runTones, toneColour } from '../StateChip';
import { drawnActions, type ChartRow } from './chartRows';

const HEIGHT = 220;
/** The greatest width of a bar, where there are few. */
const BAR = 48;

const useStyles = makeStyles(theme => ({
  charts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(400px, 1fr))',
    gap: theme.spacing(3),
  },
  chart: { margin: 0, minWidth: 0 },
}));

/** Two actions are never drawn alike, though both may be taken alike. */
function actionColour(theme: Theme, action: Action): string {
  switch (action) {
    case 'remove':
      return purple[theme.palette.type === 'dark' ? 200 : 700];
    case 'skip':
      return toneColour(theme, 'stopped');
    default:
      return toneColour(theme, actionTones[action]);
  }
}

/** What all charts have in common, in the colours of the theme. */
function useLook() {
  const { palette, typography } = useTheme();
  const text = {
    fill: palette.text.secondary,
    fontSize: typography.caption.fontSize,
  };
  return {
    axis: { tick: text, stroke: palette.text.secondary },
    grid: { stroke: palette.divider, vertical: false },
    tooltip: {
      contentStyle: {
        backgroundColor: palette.background.paper,
        borderColor: palette.divider,
        color: palette.text.primary,
      },
      itemStyle: { color: palette.text.primary },
      cursor: { fill: palette.action.hover },
    },
  };
}

/**
 * Duration and counts of each run, drawn; the table beside them says the same
 * to who cannot see them.
 */
export const Charts = ({ rows }: { rows: readonly ChartRow[] }) => {
  const classes = useStyles();
  const theme = useTheme();
  const t = useT();
  const { axis, grid, tooltip } = useLook();
  const data = [...rows];
  return (
    <div className={classes.charts}>
      <figure className={classes.chart} aria-label={t('charts.durations')}>
        <Typography variant="subtitle2" component="figcaption">
          {t('charts.durations')}
        </Typography>
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <BarChart data={data}>
            <CartesianGrid {...grid} />
            <XAxis dataKey="at" tickFormatter={shortTime} {...axis} />
            <YAxis
              dataKey="durationMs"
              tickFormatter={durationText}
              width={80}
              {...axis}
            />
            <Tooltip
              {...tooltip}
              labelFormatter={at => localTime(String(at))}
              formatter={value => durationText(Number(value))}
            />
            <Bar
              dataKey="durationMs"
              name={t('charts.duration')}
              isAnimationActive={false}
              maxBarSize={BAR}
            >
              {data.map(({ id, state }) => (
                <Cell key={id} fill={toneColour(theme, runTones[state])} />
              ))}
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </figure>
      <figure className={classes.chart} aria-label={t('charts.counts')}>
        <Typography variant="subtitle2" component="figcaption">
          {t('charts.counts')}
        </Typography>
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <BarChart data={data}>
            <CartesianGrid {...grid} />
            <XAxis dataKey="at" tickFormatter={shortTime} {...axis} />
            <YAxis allowDecimals={false} width={60} {...axis} />
            <Tooltip
              {...tooltip}
              labelFormatter={at => localTime(String(at))}
            />
            <Legend
              formatter={name => (
                <span style={{ color: theme.palette.text.primary }}>
                  {name}
                </span>
              )}
            />
            {drawnActions
              .filter(action => data.some(({ counts }) => counts[action]))
              .map(action => (
                <Bar
                  key={action}
                  stackId="counts"
                  dataKey={`counts.${action}`}
                  name={t(`run.action.${action}`)}
                  fill={actionColour(theme, action)}
                  maxBarSize={BAR}
                  isAnimationActive={false}
                />
              ))}
          </BarChart>
        </ResponsiveContainer>
      </figure>
    </div>
  );
};
