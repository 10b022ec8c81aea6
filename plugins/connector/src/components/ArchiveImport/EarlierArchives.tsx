import type { Archive } from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { connectorApiRef } from '../../api';
import { useArchives } from '../../hooks/useArchives';
import { useAttempt } from '../../hooks/useAttempt';
import { useT } from '../../hooks/useT';
import { Instant } from '../Instant';
import { RecordTable, type RecordColumn } from '../RecordTable';

const PAGE = 5;

const useStyles = makeStyles(theme => ({
  section: { marginTop: theme.spacing(3) },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
  },
}));

/** Archives that are still there from before. */
export const EarlierArchives = (props: {
  onOpen: (archive: Archive) => void;
}) => {
  const classes = useStyles();
  const t = useT();
  const api = useApi(connectorApiRef);
  const archives = useArchives();
  const { busy, attempt } = useAttempt();
  if (archives.status !== 'ready' || !archives.value.items.length) {
    return null;
  }
  const forget = (id: string) =>
    attempt(async () => {
      await api.deleteArchive({ params: { id } });
      archives.reload();
    });
  const columns: RecordColumn<Archive>[] = [
    {
      title: t('archiveImport.upload.column.fileName'),
      width: 30,
      render: ({ fileName }) => fileName,
    },
    {
      title: t('archiveImport.upload.column.source'),
      width: 18,
      render: ({ header }) => header.source.name,
    },
    {
      title: t('archiveImport.upload.column.objects'),
      width: 10,
      align: 'right',
      render: ({ objects }) => objects.toLocaleString(),
    },
    {
      title: t('archiveImport.upload.column.uploaded'),
      width: 17,
      render: ({ uploadedAt }) => <Instant at={uploadedAt} />,
    },
    {
      title: t('archiveImport.upload.column.actions'),
      width: 25,
      render: archive => (
        <div className={classes.actions}>
          <Button
            size="small"
            color="primary"
            aria-label={t('archiveImport.upload.continueWith', {
              fileName: archive.fileName,
            })}
            onClick={() => props.onOpen(archive)}
          >
            {t('archiveImport.upload.continue')}
          </Button>
          <Button
            size="small"
            disabled={busy}
            aria-label={t('archiveImport.upload.forgetName', {
              fileName: archive.fileName,
            })}
            onClick={() => forget(archive.id)}
          >
            {t('archiveImport.upload.forget')}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <section className={classes.section}>
      <Typography variant="h6" component="h3" gutterBottom>
        {t('archiveImport.upload.earlier')}
      </Typography>
      <RecordTable
        columns={columns}
        records={archives.value.items}
        id={({ id }) => id}
        empty=""
        pageSize={PAGE}
      />
    </section>
  );
};
