import { useState } from 'react';
import type { Archive } from '@backstage-connector/plugin-connector-common';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useUpload } from '../../hooks/useUpload';
import { useT } from '../../hooks/useT';
import { FormSection } from '../FormSection';
import { ArchiveFrame } from './ArchiveFrame';
import { DropZone } from './DropZone';
import { EarlierArchives } from './EarlierArchives';
import { UploadProgress } from './UploadProgress';

const useStyles = makeStyles(theme => ({
  url: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
  },
  field: { flex: '1 1 320px' },
  refused: { overflowWrap: 'anywhere' },
}));

const FromUrl = (props: {
  disabled: boolean;
  onUrl: (url: string) => void;
}) => {
  const { disabled, onUrl } = props;
  const classes = useStyles();
  const t = useT();
  const [url, setUrl] = useState('');
  const given = /^https?:\/\/./.test(url.trim());
  return (
    <form
      className={classes.url}
      onSubmit={event => {
        event.preventDefault();
        if (given) onUrl(url.trim());
      }}
    >
      <TextField
        id="archive-url"
        type="url"
        className={classes.field}
        label={t('archiveImport.upload.url')}
        helperText={t('archiveImport.upload.urlHint')}
        value={url}
        onChange={event => setUrl(event.target.value)}
        variant="outlined"
        size="small"
      />
      <Button type="submit" variant="outlined" disabled={disabled || !given}>
        {t('archiveImport.upload.fromUrl')}
      </Button>
    </form>
  );
};

/** Takes an archive in; one that is refused says why, and what to do. */
export const UploadStep = (props: { onRead: (archive: Archive) => void }) => {
  const classes = useStyles();
  const t = useT();
  const { view, upload, fetchFrom, cancel } = useUpload(props.onRead);
  const busy = view.state === 'sending' || view.state === 'reading';
  return (
    <ArchiveFrame step="upload">
      <FormSection
        title={t('archiveImport.upload.title')}
        hint={t('archiveImport.upload.hint')}
      >
        <DropZone disabled={busy} onFile={upload} />
        <FromUrl disabled={busy} onUrl={fetchFrom} />
        {(view.state === 'sending' || view.state === 'reading') && (
          <UploadProgress upload={view} onCancel={cancel} />
        )}
        {view.state === 'refused' && (
          <Alert severity="error" className={classes.refused}>
            <AlertTitle>
              {t('archiveImport.upload.refused')}: {view.name}
            </AlertTitle>
            {view.reason}
          </Alert>
        )}
      </FormSection>
      <EarlierArchives onOpen={props.onRead} />
    </ArchiveFrame>
  );
};
