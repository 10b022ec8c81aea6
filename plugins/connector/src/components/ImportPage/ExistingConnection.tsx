import type {
  Connection,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import { useSearchParams } from 'react-router-dom';
import { useDraft } from '../../hooks/useDraft';
import { useKeptState } from '../../hooks/useKeptState';
import { useSaveAndTest } from '../../hooks/useSaveAndTest';
import { useT } from '../../hooks/useT';
import { draftOf, inputOf } from '../../wizard/draft';
import { stepOf } from '../../wizard/problems';
import { ReviewStep } from '../ReviewStep';
import { ScopePreview } from '../ScopePreview';
import type { WizardStep } from '../WizardFrame';
import { FormSteps } from './FormSteps';
import { SaveConflict } from './SaveConflict';
import { TestStep } from './TestStep';
import { openStep } from './openStep';

/** What someone else has saved meanwhile, and what the person wanted. */
interface Conflict {
  readonly theirs: Connection;
  readonly andTest: boolean;
}

/** The wizard for a saved connection; the step stands in the URL. */
export const ExistingConnection = (props: {
  connection: Connection;
  technology: Technology;
  onChanged: () => void;
}) => {
  const { connection, technology, onChanged } = props;
  const t = useT();
  const alertApi = useApi(alertApiRef);
  const [params, setParams] = useSearchParams();
  const [version, setVersion] = useKeptState(
    'version',
    () => connection.version,
  );
  const [conflict, setConflict] = useKeptState<Conflict | undefined>(
    'conflict',
    () => undefined,
  );
  const { form, check, setProblems, forgetSecrets, replace } = useDraft({
    technology,
    initial: () => draftOf(connection),
    stored: connection.secrets,
  });
  const { busy, save } = useSaveAndTest({
    technology,
    connectionId: connection.id,
  });
  const { step, reachable } = openStep(params.get('step'), connection);
  const go = (next: WizardStep, run?: string) => {
    // A test that has passed meanwhile shows on the other steps, too.
    onChanged();
    setParams({ step: next, ...(run && { run }) });
  };
  const review = (run: string) => go('review', run);

  const saveDraft = async (andTest: boolean, seen = version) => {
    const result = await save(form.draft, { andTest, version: seen });
    if (result.outcome === 'outdated') {
      setConflict({ theirs: result.theirs, andTest });
      return;
    }
    setConflict(undefined);
    if (result.outcome === 'refused') {
      setProblems(result.problems);
      go(stepOf(Object.keys(result.problems)[0]));
      return;
    }
    forgetSecrets();
    setVersion(result.connection.version);
    if (andTest) {
      go('test');
    } else {
      onChanged();
      alertApi.post({
        message: t('wizard.saved', { name: form.draft.name }),
        severity: 'success',
        display: 'transient',
      });
    }
  };

  return (
    <>
      <Typography
        variant="h5"
        component="h2"
        gutterBottom
        style={{ overflowWrap: 'anywhere' }}
      >
        {t('wizard.editTitle', { name: connection.name })}
      </Typography>
      {conflict && (step === 'identity' || step === 'connect') && (
        <SaveConflict
          technology={technology}
          mine={form.draft}
          theirs={conflict.theirs}
          busy={busy}
          onLoad={() => {
            replace(draftOf(conflict.theirs));
            setVersion(conflict.theirs.version);
            setConflict(undefined);
            onChanged();
          }}
          onKeep={() => saveDraft(conflict.andTest, conflict.theirs.version)}
        />
      )}
      {(step === 'identity' || step === 'connect') && (
        <FormSteps
          step={step}
          form={form}
          savedBy={connection.updatedBy}
          busy={busy}
          reachable={reachable}
          onStep={go}
          onNext={() => check('identity') && go('connect')}
          onTest={() => check('connect') && saveDraft(true)}
          onSave={() => check(step) && saveDraft(false)}
        >
          {connection.importable && (
            <ScopePreview
              connectionId={connection.id}
              scope={inputOf(technology, form.draft).scope!}
            />
          )}
        </FormSteps>
      )}
      {step === 'test' && (
        <TestStep
          connectionId={connection.id}
          technology={technology}
          reachable={reachable}
          onStep={go}
          onPreview={review}
        />
      )}
      {step === 'review' && (
        <ReviewStep
          connection={connection}
          runId={params.get('run') ?? undefined}
          reachable={reachable}
          onStep={go}
          onPreview={review}
        />
      )}
    </>
  );
};
