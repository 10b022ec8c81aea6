import { useEffect, type FormEvent } from 'react';
import {
  connectionRunPermission,
  type Connection,
  type Schedule,
} from '@backstage-connector/plugin-connector-common';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { useScheduleForm } from '../../hooks/useScheduleForm';
import { useT } from '../../hooks/useT';
import { AdvancedFields } from './AdvancedFields';
import { DeleteSchedule } from './DeleteSchedule';
import { EnabledSwitch } from './EnabledSwitch';
import { PlannedRuns } from './PlannedRuns';
import { RecurrenceFields } from './RecurrenceFields';
import { ScheduleConflict } from './ScheduleConflict';
import { ScheduleSaved } from './ScheduleSaved';
import { ZonePicker } from './ZonePicker';

const useStyles = makeStyles(theme => ({
  form: { display: 'flex', flexDirection: 'column', minHeight: 0 },
  content: { display: 'grid', gap: theme.spacing(2) },
  answer: { padding: theme.spacing(0, 3) },
}));

/** The inputs of a schedule; nothing takes effect before it is saved (OC-21). */
export const ScheduleForm = (props: {
  connection: Connection;
  /** Undefined while the connection has none. */
  initial: Schedule | undefined;
  onClose: () => void;
  onChanged: () => void;
}) => {
  const { connection, initial, onClose, onChanged } = props;
  const classes = useStyles();
  const t = useT();
  const form = useScheduleForm({ connection, initial, onChanged });
  const { draft, saved, outcome, problems, busy } = form;
  const readOnly = connection.origin === 'configuration';
  const run = usePermission({
    permission: connectionRunPermission,
    resourceRef: connection.id,
  });
  const mayNotEnable = draft.enabled && !run.loading && !run.allowed;
  const deleted = outcome.kind === 'deleted';
  useEffect(() => {
    if (deleted) onClose();
  }, [deleted, onClose]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.save();
  };
  const inputs = {
    draft,
    problems,
    disabled: readOnly,
    onChange: form.change,
  };

  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <DialogContent className={classes.content}>
        {readOnly && <Alert severity="info">{t('schedule.readOnly')}</Alert>}
        {/* A connection of app-config without schedule has nothing to show. */}
        {(saved || !readOnly) && (
          <>
            <RecurrenceFields {...inputs} />
            <ZonePicker {...inputs} />
            <EnabledSwitch {...inputs} />
            <AdvancedFields {...inputs} />
            <PlannedRuns
              state={form.preview}
              zone={draft.zone}
              enabled={draft.enabled}
            />
          </>
        )}
        {form.remove && !readOnly && (
          <DeleteSchedule busy={busy} onDelete={form.remove} />
        )}
      </DialogContent>
      {/* Below what scrolls, so that the answer is always seen. */}
      <div className={classes.answer}>
        {!readOnly && mayNotEnable && (
          <Alert severity="info">{t('schedule.mayNotRun')}</Alert>
        )}
        {problems.other && <Alert severity="error">{problems.other}</Alert>}
        {outcome.kind === 'conflict' && (
          <ScheduleConflict
            theirs={outcome.theirs}
            busy={busy}
            onLoadTheirs={() => form.loadTheirs(outcome.theirs)}
            onKeepMine={() => form.keepMine(outcome.theirs)}
          />
        )}
        {outcome.kind === 'saved' && saved && (
          <ScheduleSaved schedule={saved} />
        )}
      </div>
      <DialogActions>
        <Button onClick={onClose}>
          {t(
            readOnly || outcome.kind === 'saved'
              ? 'action.close'
              : 'action.cancel',
          )}
        </Button>
        {!readOnly && (
          <Button
            type="submit"
            color="primary"
            variant="contained"
            disabled={busy || mayNotEnable}
          >
            {t('action.save')}
          </Button>
        )}
      </DialogActions>
    </form>
  );
};
