import type { DecisionDifference } from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { useRunDifferences } from '../../hooks/useRunDifferences';
import { useT } from '../../hooks/useT';
import { localInstants } from '../../times';
import { actionTones } from '../ActionCounts';
import { LoadedContent } from '../LoadedContent';
import { StateChip } from '../StateChip';
import { SideBySide } from './SideBySide';

const Outcome = (props: { outcome: DecisionDifference['one'] }) => {
  const { outcome } = props;
  const t = useT();
  return outcome ? (
    <>
      <StateChip
        tone={actionTones[outcome.action]}
        label={t(`run.action.${outcome.action}`)}
      />
      <div>{localInstants(outcome.sentence)}</div>
    </>
  ) : (
    <Typography variant="body2" color="textSecondary" component="span">
      {t('comparison.notListed')}
    </Typography>
  );
};

/** Where two runs first decided differently, object by object. */
export const DecisionDifferences = (props: { id: string; other: string }) => {
  const t = useT();
  const state = useRunDifferences(props.id, props.other);
  return (
    <LoadedContent state={state}>
      {({ items, more }) => (
        <>
          <SideBySide
            title={t('comparison.decisions')}
            nameTitle={t('comparison.object')}
            none={t('comparison.decisionsSame')}
            pairs={items.map(({ uid, title, ref, one, other }) => ({
              id: uid,
              name: (
                <>
                  {title}
                  <Typography
                    variant="caption"
                    color="textSecondary"
                    component="div"
                  >
                    {ref}
                  </Typography>
                </>
              ),
              one: <Outcome outcome={one} />,
              other: <Outcome outcome={other} />,
            }))}
          />
          {more && (
            <Typography variant="caption">
              {t('comparison.decisionsMore', { number: String(items.length) })}
            </Typography>
          )}
        </>
      )}
    </LoadedContent>
  );
};
