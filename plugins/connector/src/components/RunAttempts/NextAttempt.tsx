import type { Run } from '@backstage-connector/plugin-connector-common';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useT } from '../../hooks/useT';
import { exactTime } from '../../times';

/** Says that a run has failed for a reason that may pass, and goes on when. */
export const NextAttempt = ({ run }: { run: Run }) => {
  const { nextAttemptAt, attempts, attempt } = run;
  const t = useT();
  if (!nextAttemptAt) {
    return null;
  }
  const failure = attempts.at(-1)?.failure;
  return (
    <Alert severity="info">
      <AlertTitle>
        {t('attempts.nextTitle', { time: exactTime(nextAttemptAt) })}
      </AlertTitle>
      {t('attempts.nextText', {
        number: String(attempt),
        cause: failure?.title ?? t('attempts.unknownCause'),
      })}
    </Alert>
  );
};
