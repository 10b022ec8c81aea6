import { useState } from 'react';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useSearchParams } from 'react-router-dom';
import {
  newExportDraft,
  selectionOf,
  type ExportDraft,
} from '../../archives/exportDraft';
import { useExport, type ExportView } from '../../hooks/useExport';
import { useKeptState } from '../../hooks/useKeptState';
import { useT } from '../../hooks/useT';
import { sizeText } from '../../sizeText';
import { ConnectionChoice } from '../ArchiveConnections';
import { ExportContents } from './ExportContents';
import { ExportHistory } from './ExportHistory';
import { ExportOptions } from './ExportOptions';
import { ExportSelection } from './ExportSelection';

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(3),
  },
  form: { maxWidth: 960 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  failed: { maxWidth: 960, overflowWrap: 'anywhere' },
  waiting: { display: 'grid', gap: theme.spacing(1), maxWidth: 960 },
}));

const Waiting = (props: { text: string; onCancel: () => void }) => {
  const classes = useStyles();
  const t = useT();
  return (
    <div className={classes.waiting}>
      <Typography role="status">{props.text}</Typography>
      <LinearProgress aria-label={props.text} />
      <div>
        <Button onClick={props.onCancel}>{t('action.cancel')}</Button>
      </div>
    </div>
  );
};

const Outcome = (props: { view: ExportView; onCancel: () => void }) => {
  const { view, onCancel } = props;
  const classes = useStyles();
  const t = useT();
  switch (view.state) {
    case 'none':
      return null;
    case 'previewing':
      return <Waiting text={t('export.previewing')} onCancel={onCancel} />;
    case 'downloading':
      return (
        <Waiting
          text={
            view.bytes
              ? t('export.received', { size: sizeText(view.bytes) })
              : t('export.making')
          }
          onCancel={onCancel}
        />
      );
    case 'failed':
      return (
        <Alert severity="error" className={classes.failed}>
          <AlertTitle>{t(`export.failed.${view.what}`)}</AlertTitle>
          {view.reason}
        </Alert>
      );
    case 'previewed':
      return (
        <ExportContents title={t('export.previewTitle')} report={view.report} />
      );
    case 'downloaded':
      return (
        <ExportContents
          title={t('export.reportTitle', { fileName: view.record.fileName })}
          report={view.record.report}
        />
      );
    default:
      return view satisfies never;
  }
};

/** Chooses entities, shows what an archive of them would hold, and makes it. */
export const ArchiveExport = () => {
  const classes = useStyles();
  const t = useT();
  const [params] = useSearchParams();
  const [draft, setDraft] = useKeptState<ExportDraft>('export', () =>
    newExportDraft(params.getAll('refs')),
  );
  const [made, setMade] = useState(0);
  const { view, preview, download, cancel, forget } = useExport(() =>
    setMade(count => count + 1),
  );
  const change = (changes: Partial<ExportDraft>) => {
    setDraft(previous => ({ ...previous, ...changes }));
    forget();
  };
  const selection = selectionOf(draft);
  const inactive =
    !selection || view.state === 'previewing' || view.state === 'downloading';
  return (
    <div className={classes.parts}>
      <div className={classes.form}>
        <ExportSelection draft={draft} onChange={change} />
        {draft.by !== 'none' && (
          <ExportOptions draft={draft} onChange={change} />
        )}
        <ConnectionChoice draft={draft} onChange={change} />
      </div>
      <div className={classes.buttons}>
        <Button
          variant="outlined"
          disabled={inactive}
          onClick={() => selection && preview(selection)}
        >
          {t('export.preview')}
        </Button>
        <Button
          variant="contained"
          color="primary"
          disabled={inactive}
          onClick={() => selection && download(selection)}
        >
          {t('export.download')}
        </Button>
      </div>
      <Outcome view={view} onCancel={cancel} />
      <ExportHistory key={made} />
    </div>
  );
};
