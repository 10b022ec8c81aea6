import type { Technology } from '@backstage-connector/plugin-connector-common';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useNavigate } from 'react-router-dom';
import {
  draftOfArchived,
  type FoundConnection,
} from '../../archives/archivedConnection';
import { useDraft } from '../../hooks/useDraft';
import { useKeptState } from '../../hooks/useKeptState';
import { useSaveAndTest } from '../../hooks/useSaveAndTest';
import { editRouteRef } from '../../routes';
import { newDraft } from '../../wizard/draft';
import { stepOf, type FormStep } from '../../wizard/problems';
import { PrefilledFrom } from '../ArchiveConnections';
import { FormSteps } from './FormSteps';

/** The two forms of a connection that is not saved yet. */
export const NewConnection = (props: {
  technology: Technology;
  owner: string;
  source: string | undefined;
  /** What the forms begin with. */
  from?: FoundConnection;
  onBack: () => void;
}) => {
  const { technology, from, onBack } = props;
  const navigate = useNavigate();
  const editLink = useRouteRef(editRouteRef);
  const [step, setStep] = useKeptState<FormStep>('step', () => 'identity');
  const { form, check, setProblems } = useDraft({
    technology,
    initial: () => {
      const empty = newDraft(props);
      return from ? draftOfArchived(from.connection, technology, empty) : empty;
    },
  });
  const { busy, save } = useSaveAndTest({ technology });

  const test = async () => {
    const result = await save(form.draft, { andTest: true });
    if (result.outcome === 'outdated') return;
    if (result.outcome === 'refused') {
      setProblems(result.problems);
      setStep(stepOf(Object.keys(result.problems)[0]));
      return;
    }
    const connectionId = result.connection.id;
    navigate(`${editLink({ connectionId })}?step=test`, { replace: true });
  };

  return (
    <>
      {from && <PrefilledFrom from={from} technology={technology} />}
      <FormSteps
        step={step}
        form={form}
        busy={busy}
        reachable={
          step === 'connect' ? ['technology', 'identity'] : ['technology']
        }
        onStep={next => (next === 'identity' ? setStep(next) : onBack())}
        onNext={() => check('identity') && setStep('connect')}
        onTest={() => check('connect') && test()}
      />
    </>
  );
};
