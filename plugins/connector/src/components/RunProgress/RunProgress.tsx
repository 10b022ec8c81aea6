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
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    margin: 0,
    padding: 0,
    // The lines right of the last column and below the last row are cut off.
    overflow: 'hidden',
    listStyle: 'none',
    '& > li': {
      margin: '0 -1px -1px 0',
      border: `solid ${theme.palette.divider}`,
      borderWidth: '0 1px 1px 0',
    },
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
