import type { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import type { DraftForm } from '../../hooks/useDraft';
import { useT } from '../../hooks/useT';
import type { FormStep } from '../../wizard/problems';
import { ConnectForm } from '../ConnectForm';
import { IdentityForm } from '../IdentityForm';
import { WizardFrame, type WizardStep } from '../WizardFrame';

/** The steps Identity and Connect, for a new or a saved connection. */
export const FormSteps = (props: {
  step: FormStep;
  form: DraftForm;
  savedBy?: string;
  busy: boolean;
  reachable: readonly WizardStep[];
  onStep: (step: WizardStep) => void;
  onNext: () => void;
  onTest: () => void;
  /** Saves without a test; for a connection that is saved already. */
  onSave?: () => void;
  /** Under the inputs of Connect. */
  children?: ReactNode;
}) => {
  const { step, form, savedBy, busy, reachable, onStep, onNext } = props;
  const t = useT();
  const before: WizardStep = step === 'connect' ? 'identity' : 'technology';
  const general = form.problems[''];
  return (
    <WizardFrame
      step={step}
      reachable={reachable}
      onStep={onStep}
      footer={
        <>
          {reachable.includes(before) && (
            <Button onClick={() => onStep(before)}>{t('action.back')}</Button>
          )}
          {props.onSave && (
            <Button variant="outlined" disabled={busy} onClick={props.onSave}>
              {t('action.save')}
            </Button>
          )}
          {step === 'identity' ? (
            <Button color="primary" variant="contained" onClick={onNext}>
              {t('action.next')}
            </Button>
          ) : (
            <>
              <Button
                color="primary"
                variant="contained"
                disabled={busy}
                onClick={props.onTest}
              >
                {t('connect.test')}
              </Button>
              <Typography variant="body2" color="textSecondary">
                {t('connect.testHint')}
              </Typography>
            </>
          )}
        </>
      }
    >
      {general && (
        <Alert severity="error" style={{ marginBottom: 16 }}>
          {general}
        </Alert>
      )}
      {step === 'identity' ? (
        <IdentityForm form={form} savedBy={savedBy} />
      ) : (
        <>
          <ConnectForm form={form} />
          {props.children}
        </>
      )}
    </WizardFrame>
  );
};
