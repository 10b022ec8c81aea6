import type { Connection } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useT } from '../../hooks/useT';
import { ImportActions } from '../ImportActions';
import { WizardFrame, type WizardStep } from '../WizardFrame';
import { PreviewResult } from './PreviewResult';
import { ReviewSchedule } from './ReviewSchedule';

/** What an import would change, before it is done. */
export const ReviewStep = (props: {
  connection: Connection;
  runId: string | undefined;
  reachable: readonly WizardStep[];
  onStep: (step: WizardStep) => void;
  onPreview: (runId: string) => void;
}) => {
  const { connection, runId, reachable, onStep, onPreview } = props;
  const t = useT();
  return (
    <WizardFrame
      step="review"
      wide
      reachable={reachable}
      onStep={onStep}
      footer={
        <>
          <Button onClick={() => onStep('test')}>{t('action.back')}</Button>
          <ImportActions
            connection={connection}
            previewLabel={t(runId ? 'review.again' : 'review.start')}
            onPreview={onPreview}
          />
        </>
      }
    >
      <Typography variant="h6" component="h3" gutterBottom>
        {t('review.title')}
      </Typography>
      {runId ? (
        <PreviewResult key={runId} runId={runId} />
      ) : (
        <Typography>{t('review.none')}</Typography>
      )}
      <ReviewSchedule connection={connection} />
    </WizardFrame>
  );
};
