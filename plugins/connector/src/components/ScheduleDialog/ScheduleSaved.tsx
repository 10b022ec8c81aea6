import type { Schedule } from '@backstage-connector/plugin-connector-common';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useT } from '../../hooks/useT';
import { exactTime } from '../../times';

/** After saving: the next run, converted to the viewer's zone (OC-22). */
export const ScheduleSaved = ({ schedule }: { schedule: Schedule }) => {
  const t = useT();
  return (
    <Alert severity="success">
      <AlertTitle>{t('schedule.savedTitle')}</AlertTitle>
      {schedule.nextRun
        ? t('schedule.saved', { time: exactTime(schedule.nextRun) })
        : t('schedule.savedOff')}
    </Alert>
  );
};
