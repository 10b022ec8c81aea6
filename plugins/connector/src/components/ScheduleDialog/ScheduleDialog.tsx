import type { Connection } from '@backstage-connector/plugin-connector-common';
import Dialog from '@material-ui/core/Dialog';
import DialogTitle from '@material-ui/core/DialogTitle';
import { useSchedule } from '../../hooks/useSchedule';
import { useT } from '../../hooks/useT';
import { LoadedContent } from '../LoadedContent';
import { ScheduleForm } from './ScheduleForm';

interface ScheduleDialogProps {
  connection: Connection;
  onClose: () => void;
  /** The schedule was saved or deleted; the dialog is still open. */
  onChanged: () => void;
}

const SavedSchedule = (props: ScheduleDialogProps) => {
  const loaded = useSchedule(props.connection.id);
  return (
    <LoadedContent
      state={loaded}
      missing={<ScheduleForm {...props} initial={undefined} />}
    >
      {saved => <ScheduleForm {...props} initial={saved} />}
    </LoadedContent>
  );
};

/** When a connection is imported by itself (OC-20). */
export const ScheduleDialog = (props: ScheduleDialogProps) => {
  const t = useT();
  return (
    <Dialog
      open
      onClose={props.onClose}
      maxWidth="md"
      fullWidth
      aria-labelledby="schedule-title"
    >
      <DialogTitle id="schedule-title">
        {t('schedule.title', { name: props.connection.name })}
      </DialogTitle>
      <SavedSchedule {...props} />
    </Dialog>
  );
};
