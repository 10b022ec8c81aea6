import type { Run } from '@backstage-connector/plugin-connector-common';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import { useT } from '../../hooks/useT';
import { stagesOf } from '../../stagesOf';
import { StageBox } from './StageBox';

const useStyles = makeStyles(theme => ({
  stages: {
    display: 'grid',
    gridAutoFlow: 'column',
    gridAutoColumns: 'minmax(0, 1fr)',
    margin: 0,
    padding: 0,
    listStyle: 'none',
    '& > li + li': { borderLeft: `1px solid ${theme.palette.divider}` },
  },
}));

/** The stages of a run side by side, each with count and rate. */
export const RunProgress = (props: { run: Run; now?: () => DateTime }) => {
  const { run, now = DateTime.now } = props;
  const classes = useStyles();
  const t = useT();
  const stages = stagesOf(run, now());
  if (!stages.length) return null;
  return (
    <Paper variant="outlined">
      <ol className={classes.stages} aria-label={t('runPage.stages')}>
        {stages.map(stage => (
          <StageBox
            key={stage.stage}
            view={stage}
            delivery={stage.stage === 'visible' ? run.delivery : undefined}
          />
        ))}
      </ol>
    </Paper>
  );
};
