import { useState, type FormEvent } from 'react';
import type { Connection } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../../api';
import { errorMessage } from '../../errorMessage';
import { useT } from '../../hooks/useT';

/** Asks for the name of the copy. */
export const DuplicateConnectionDialog = (props: {
  connection: Connection;
  onClose: () => void;
  onDuplicated: () => void;
}) => {
  const { connection, onClose, onDuplicated } = props;
  const api = useApi(connectorApiRef);
  const t = useT();
  const [name, setName] = useState<string>(
    t('connections.duplicateDialog.proposal', { name: connection.name }),
  );
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const duplicate = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await api.duplicateConnection({
        params: { id: connection.id },
        body: { name },
      });
      onClose();
      onDuplicated();
    } catch (error) {
      setProblem(errorMessage(error));
      setBusy(false);
    }
  };

  return (
    <Dialog open onClose={onClose} aria-labelledby="duplicate-connection">
      <form onSubmit={duplicate} noValidate>
        <DialogTitle id="duplicate-connection">
          {t('connections.duplicateDialog.title', { name: connection.name })}
        </DialogTitle>
        <DialogContent>
          <DialogContentText>
            {t('connections.duplicateDialog.text')}
          </DialogContentText>
          <TextField
            id="duplicate-name"
            label={t('connections.duplicateDialog.label')}
            value={name}
            onChange={event => setName(event.target.value)}
            error={problem !== undefined}
            helperText={problem}
            variant="outlined"
            size="small"
            fullWidth
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            disabled={busy || !name.trim()}
          >
            {t('connections.duplicateDialog.confirm')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
