import type { Technology } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useTestedConnection } from '../../hooks/useTestedConnection';
import { useT } from '../../hooks/useT';
import { CheckPanel } from '../CheckPanel';
import { ImportActions } from '../ImportActions';
import { LoadedContent } from '../LoadedContent';
import { ScopePreview } from '../ScopePreview';
import { WizardFrame, type WizardStep } from '../WizardFrame';

/** The test of a saved connection; once it has passed, what the scope takes. */
export const TestStep = (props: {
  connectionId: string;
  technology: Technology;
  reachable: readonly WizardStep[];
  onStep: (step: WizardStep) => void;
  onPreview: (runId: string) => void;
}) => {
  const { connectionId, technology, reachable, onStep, onPreview } = props;
  const t = useT();
  const { loaded, viewOf } = useTestedConnection(connectionId);
  return (
    <LoadedContent state={loaded}>
      {tested => {
        const { connection } = tested;
        const view = viewOf(tested);
        return (
          <WizardFrame
            step="test"
            reachable={reachable}
            onStep={onStep}
            footer={
              <>
                {reachable.includes('connect') && (
                  <Button onClick={() => onStep('connect')}>
                    {t('action.back')}
                  </Button>
                )}
                <ImportActions
                  connection={connection}
                  previewLabel={t('test.preview')}
                  onPreview={onPreview}
                />
                {!connection.importable && view.state !== 'running' && (
                  <Typography variant="body2" color="textSecondary">
                    {connection.importBlockedBy}
                  </Typography>
                )}
              </>
            }
          >
            <CheckPanel view={view} technology={technology} />
            {view.state === 'passed' && (
              <div style={{ marginTop: 16 }}>
                <ScopePreview
                  connectionId={connectionId}
                  scope={connection.scope}
                />
              </div>
            )}
          </WizardFrame>
        );
      }}
    </LoadedContent>
  );
};
