import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { useT } from '../../hooks/useT';

/** Deletes a schedule after a second click. */
export const DeleteSchedule = (props: {
  busy: boolean;
  onDelete: () => void;
}) => {
  const { busy, onDelete } = props;
  const t = useT();
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <div>
        <Button size="small" onClick={() => setAsked(true)}>
          {t('schedule.delete')}
        </Button>
      </div>
    );
  }
  return (
    <Alert
      severity="warning"
      action={
        <>
          <Button size="small" color="inherit" onClick={() => setAsked(false)}>
            {t('schedule.deleteKeep')}
          </Button>
          <Button
            size="small"
            color="inherit"
            disabled={busy}
            onClick={onDelete}
          >
            {t('schedule.deleteConfirm')}
          </Button>
        </>
      }
    >
      {t('schedule.deleteQuestion')}
    </Alert>
  );
};
