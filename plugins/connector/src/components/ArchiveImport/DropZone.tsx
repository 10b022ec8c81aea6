import { useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloudUploadIcon from '@material-ui/icons/CloudUpload';
import { useT } from '../../hooks/useT';

const useStyles = makeStyles(theme => ({
  zone: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(4),
    border: `2px dashed ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  over: {
    borderColor: theme.palette.primary.main,
    backgroundColor: theme.palette.action.hover,
  },
}));

/** Takes one file, dropped or chosen. */
export const DropZone = (props: {
  disabled: boolean;
  onFile: (file: File) => void;
}) => {
  const { disabled, onFile } = props;
  const classes = useStyles();
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !disabled) onFile(file);
  };
  return (
    <div
      className={`${classes.zone} ${over ? classes.over : ''}`}
      onDragOver={event => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <CloudUploadIcon fontSize="large" color="disabled" />
      <Typography>{t('archiveImport.upload.drop')}</Typography>
      <Button
        variant="contained"
        color="primary"
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {t('archiveImport.upload.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        hidden
        aria-label={t('archiveImport.upload.choose')}
        onChange={event => {
          take(event.target.files);
          // So that the same file can be chosen again once it is mended.
          event.target.value = '';
        }}
      />
    </div>
  );
};
