import type { Run } from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useSearchParams } from 'react-router-dom';
import { useRun } from '../../hooks/useRun';
import { useT } from '../../hooks/useT';
import { settingsDifferences } from '../../settingsDifferences';
import { LoadedContent } from '../LoadedContent';
import { countPairs } from './countPairs';
import { DecisionDifferences } from './DecisionDifferences';
import { OtherRun } from './OtherRun';
import { SideBySide } from './SideBySide';

const useStyles = makeStyles(theme => ({
  parts: { display: 'grid', gap: theme.spacing(3) },
}));

const Compared = ({ run, otherId }: { run: Run; otherId: string }) => {
  const t = useT();
  const state = useRun(otherId);
  const none = (
    <Typography variant="body2" color="textSecondary" component="span">
      {t('comparison.absent')}
    </Typography>
  );
  return (
    <LoadedContent state={state}>
      {other => (
        <>
          <SideBySide
            title={t('comparison.counts')}
            nameTitle={t('comparison.count')}
            none={t('run.noCounts')}
            pairs={countPairs(run, other, t)}
          />
          <SideBySide
            title={t('comparison.settings')}
            nameTitle={t('comparison.setting')}
            none={t('comparison.settingsSame')}
            pairs={settingsDifferences(run.settings, other.settings).map(
              difference => ({
                id: difference.path,
                name: difference.path,
                one: difference.one ?? none,
                other: difference.other ?? none,
              }),
            )}
          />
          <DecisionDifferences id={run.id} other={other.id} />
        </>
      )}
    </LoadedContent>
  );
};

/** In what a run differs from another one; which, stands in the URL. */
export const RunComparison = ({ run }: { run: Run }) => {
  const classes = useStyles();
  const [params, setParams] = useSearchParams();
  const other = params.get('with') ?? '';
  return (
    <div className={classes.parts}>
      <OtherRun
        run={run}
        other={other}
        onChange={id =>
          setParams({ tab: 'compare', with: id }, { replace: true })
        }
      />
      {other && <Compared key={other} run={run} otherId={other} />}
    </div>
  );
};
