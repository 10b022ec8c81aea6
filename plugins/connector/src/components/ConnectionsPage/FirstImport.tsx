import {
  connectionRunPermission,
  connectionUpdatePermission,
  type Connection,
} from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { usePermission } from '@backstage/plugin-permission-react';
import { useStartRun } from '../../hooks/useStartRun';
import { useStartTest } from '../../hooks/useStartTest';
import { useT } from '../../hooks/useT';

/**
 * Offers a connection of the configuration while nothing at all was imported:
 * it needs no form, only a test, and then the import.
 */
export const FirstImport = (props: { connections: readonly Connection[] }) => {
  const { connections } = props;
  const t = useT();
  const untouched = connections.every(({ lastRun }) => lastRun === undefined);
  const declared = connections.filter(
    ({ origin, enabled }) => origin === 'configuration' && enabled,
  );
  const offered = declared.find(({ importable }) => importable) ?? declared[0];
  const { allowed } = usePermission({
    permission: offered?.importable
      ? connectionRunPermission
      : connectionUpdatePermission,
    resourceRef: offered?.id,
  });
  const run = useStartRun();
  const test = useStartTest();
  if (!untouched || !offered || !allowed) {
    return null;
  }
  const { id, name, importable } = offered;
  return (
    <Alert
      severity="info"
      style={{ marginBottom: 16 }}
      action={
        <Button
          color="primary"
          variant="contained"
          disabled={run.busy || test.busy}
          onClick={() =>
            importable ? run.start(id, 'import') : test.start(id)
          }
        >
          {t(importable ? 'connections.firstImport' : 'connections.firstTest', {
            name,
          })}
        </Button>
      }
    >
      <AlertTitle>{t('connections.firstTitle')}</AlertTitle>
      {t(
        importable
          ? 'connections.firstImportText'
          : 'connections.firstTestText',
        { name },
      )}
    </Alert>
  );
};
