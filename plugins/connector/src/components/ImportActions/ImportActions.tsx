import {
  connectionRunPermission,
  type Connection,
} from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { usePermission } from '@backstage/plugin-permission-react';
import { usePreview } from '../../hooks/usePreview';
import { useStartRun } from '../../hooks/useStartRun';
import { useT } from '../../hooks/useT';

/** Preview and Import; inactive, with the reason, while a test is missing (OC-11). */
export const ImportActions = (props: {
  connection: Connection;
  previewLabel: string;
  onPreview: (runId: string) => void;
}) => {
  const { connection, previewLabel, onPreview } = props;
  const { id, importable, importBlockedBy = '' } = connection;
  const t = useT();
  const { allowed } = usePermission({
    permission: connectionRunPermission,
    resourceRef: id,
  });
  const { busy: starting, start } = useStartRun();
  const { busy: previewing, preview } = usePreview(id, onPreview);
  if (!allowed) {
    return null;
  }
  const inactive = !importable || starting || previewing;
  const why = importable ? '' : importBlockedBy;
  return (
    <>
      <Tooltip title={why}>
        <span>
          <Button variant="outlined" disabled={inactive} onClick={preview}>
            {previewLabel}
          </Button>
        </span>
      </Tooltip>
      <Tooltip title={why}>
        <span>
          <Button
            color="primary"
            variant="contained"
            disabled={inactive}
            onClick={() => start(id, 'import')}
          >
            {t('test.import')}
          </Button>
        </span>
      </Tooltip>
    </>
  );
};
