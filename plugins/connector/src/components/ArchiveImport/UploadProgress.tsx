import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Upload } from '../../hooks/useUpload';
import { useT } from '../../hooks/useT';
import { sizeText } from '../../sizeText';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1) },
  name: { overflowWrap: 'anywhere' },
}));

const Sent = (props: { sent: number; bytes: number }) => {
  const { sent, bytes } = props;
  const t = useT();
  const text = t('archiveImport.upload.sent', {
    sent: sizeText(sent),
    bytes: sizeText(bytes),
  });
  const percent = Math.floor((100 * sent) / bytes);
  return (
    <>
      <LinearProgress variant="determinate" value={percent} aria-label={text} />
      <Typography variant="body2" color="textSecondary">
        {text} ({percent} %)
      </Typography>
    </>
  );
};

/** How far an archive has come on its way, and the way to call it back. */
export const UploadProgress = (props: {
  upload: Upload;
  onCancel: () => void;
}) => {
  const { upload, onCancel } = props;
  const { state, name } = upload;
  const classes = useStyles();
  const t = useT();
  const title = t(`archiveImport.upload.${state}`, { name });
  return (
    <div className={classes.root}>
      <Typography role="status" className={classes.name}>
        {title}
      </Typography>
      {state === 'sending' && upload.sent !== undefined ? (
        <Sent sent={upload.sent} bytes={upload.bytes} />
      ) : (
        <LinearProgress aria-label={title} />
      )}
      <div>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
      </div>
    </div>
  );
};
