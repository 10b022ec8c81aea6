import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { everything, nothing, selectedCount } from '../../archives/selection';
import {
  useArchiveObjects,
  type ObjectFilters,
} from '../../hooks/useArchiveObjects';
import { useAttempt } from '../../hooks/useAttempt';
import { useT } from '../../hooks/useT';
import { sizeText } from '../../sizeText';
import { ArchivedConnections } from '../ArchiveConnections';
import { KindCounts } from '../KindCounts';
import { LoadedContent } from '../LoadedContent';
import { ObjectList } from '../ObjectList';
import { ArchiveFrame } from './ArchiveFrame';
import { ObjectFilterBar } from './ObjectFilterBar';
import type { StepProps } from './stepProps';

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  selecting: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  name: { overflowWrap: 'anywhere' },
  // Not at once: mostly, the other list is there before one sees it.
  outdated: { opacity: 0.5, transition: 'opacity 0s 300ms' },
}));

const shownAtFirst: ObjectFilters = {
  kind: '',
  namespace: '',
  topLevel: 'true',
  text: '',
};

const About = ({ archive }: Pick<StepProps, 'archive'>) => {
  const { fileName, header, objects, bytes, byKind, invalid } = archive;
  const classes = useStyles();
  const t = useT();
  return (
    <>
      <div>
        <Typography variant="h5" component="h3" className={classes.name}>
          {fileName}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('archiveImport.contents.from', {
            portal: header.source.name,
            baseUrl: header.source.baseUrl,
            who: header.createdBy,
          })}
          .{' '}
          {t('archiveImport.contents.size', {
            count: objects,
            size: sizeText(bytes),
          })}
          .
        </Typography>
      </div>
      <KindCounts counts={byKind} label={t('archiveImport.contents.byKind')} />
      {invalid > 0 && (
        <Alert severity="warning">
          {t('archiveImport.contents.invalid', { count: invalid })}
        </Alert>
      )}
    </>
  );
};

/** What the archive holds, and what of it is to be imported (AR-10). */
export const ContentsStep = (props: StepProps) => {
  const { archive, draft, change, reachable, onStep } = props;
  const { selection } = draft;
  const classes = useStyles();
  const t = useT();
  const [filters, setFilters] = useState(shownAtFirst);
  const [needed, setNeeded] = useState(false);
  const [counted, setCounted] = useState<number>();
  const { objects, outdated, allSeqs } = useArchiveObjects(archive.id, filters);
  const { attempt } = useAttempt();
  const chosen = selectedCount(selection, archive);
  const selectListed = async () => {
    setCounted(0);
    const seqs = await attempt(() => allSeqs(setCounted));
    setCounted(undefined);
    if (seqs) change({ selection: { mode: 'only', seqs } });
  };
  const busy = counted !== undefined;
  return (
    <ArchiveFrame
      step="contents"
      reachable={reachable}
      onStep={onStep}
      wide
      footer={
        <>
          <Button onClick={() => onStep('upload')}>{t('action.back')}</Button>
          <Button
            variant="contained"
            color="primary"
            disabled={chosen === 0 || busy}
            onClick={() => onStep('options')}
          >
            {t('action.next')}
          </Button>
        </>
      }
    >
      <div className={classes.parts}>
        <About archive={archive} />
        <ArchivedConnections archive={archive} />
        <ObjectFilterBar
          archive={archive}
          filters={filters}
          onChange={changes =>
            setFilters(previous => ({ ...previous, ...changes }))
          }
          needed={needed}
          onNeeded={setNeeded}
        />
        <div className={classes.selecting}>
          <Typography role="status">
            {busy
              ? t('archiveImport.contents.selecting', {
                  number: String(counted),
                })
              : t('archiveImport.contents.chosen', { count: chosen })}
          </Typography>
          <Button
            size="small"
            disabled={busy}
            onClick={() => change({ selection: everything })}
          >
            {t('archiveImport.contents.selectAll')}
          </Button>
          <Button
            size="small"
            disabled={busy}
            onClick={() => change({ selection: nothing })}
          >
            {t('archiveImport.contents.selectNone')}
          </Button>
          <Button
            size="small"
            disabled={busy || outdated}
            onClick={selectListed}
          >
            {t('archiveImport.contents.selectFiltered')}
          </Button>
        </div>
        <div aria-busy={outdated} className={outdated ? classes.outdated : ''}>
          <LoadedContent state={objects}>
            {read => (
              <ObjectList
                key={read.name}
                read={read}
                needed={needed}
                selection={selection}
                onSelect={wanted => change({ selection: wanted })}
              />
            )}
          </LoadedContent>
        </div>
      </div>
    </ArchiveFrame>
  );
};
