import type { Connection } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../../api';
import { useAttempt } from '../../hooks/useAttempt';
import { useT } from '../../hooks/useT';

/**
 * Entities cannot stay without their connection, so the choice is to remove
 * them or to cancel; the number says how many (OC-15).
 */
export const DeleteConnectionDialog = (props: {
  connection: Connection;
  onClose: () => void;
  onDeleted: () => void;
}) => {
  const { connection, onClose, onDeleted } = props;
  const { id, name, entityCount: count } = connection;
  const api = useApi(connectorApiRef);
  const t = useT();
  const { busy, attempt } = useAttempt();

  const remove = () =>
    attempt(async () => {
      await api.deleteConnection({
        params: { id },
        query: { entities: count },
      });
      onClose();
      onDeleted();
    });

  return (
    <Dialog open onClose={onClose} aria-labelledby="delete-connection">
      <DialogTitle id="delete-connection">
        {t('connections.deleteDialog.title', { name })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText>
          {count > 0
            ? t('connections.deleteDialog.text', { count })
            : t('connections.deleteDialog.none')}
        </DialogContentText>
        <DialogContentText>
          {t('connections.deleteDialog.final')}
        </DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button color="secondary" disabled={busy} onClick={remove}>
          {count > 0
            ? t('connections.deleteDialog.confirm', { count })
            : t('connections.deleteDialog.confirmNone')}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
