import { useState } from 'react';
import type { ExportRecord } from '@backstage-connector/plugin-connector-common';
import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import { useExports } from '../../hooks/useExports';
import { usePages } from '../../hooks/usePages';
import { useT } from '../../hooks/useT';
import { sizeText } from '../../sizeText';
import { Instant } from '../Instant';
import { LoadedContent } from '../LoadedContent';
import { PageButtons } from '../PageButtons';
import { RecordTable, type RecordColumn } from '../RecordTable';
import { ExportContents } from './ExportContents';

/** The exports of the person; each opens to its report. */
export const ExportHistory = () => {
  const t = useT();
  const pages = usePages('exports');
  const exports = useExports(pages.cursor);
  const [opened, setOpened] = useState<ExportRecord>();
  const columns: RecordColumn<ExportRecord>[] = [
    {
      title: t('export.column.fileName'),
      width: 38,
      render: record => (
        <Link
          component="button"
          variant="body2"
          align="left"
          aria-label={t('export.report', { fileName: record.fileName })}
          onClick={() => setOpened(record)}
        >
          {record.fileName}
        </Link>
      ),
    },
    {
      title: t('export.column.created'),
      width: 18,
      render: ({ createdAt }) => <Instant at={createdAt} as="local" />,
    },
    {
      title: t('export.column.objects'),
      width: 10,
      align: 'right',
      render: ({ report }) => report.objects.toLocaleString(),
    },
    {
      title: t('export.column.size'),
      width: 10,
      align: 'right',
      render: ({ bytes }) => sizeText(bytes),
    },
    {
      title: t('export.column.omitted'),
      width: 14,
      align: 'right',
      render: ({ report }) => report.omittedTotal.toLocaleString(),
    },
    {
      title: t('export.column.failures'),
      width: 10,
      align: 'right',
      render: ({ report }) => report.failures.length.toLocaleString(),
    },
  ];
  return (
    <section>
      <Typography variant="h5" component="h3" gutterBottom>
        {t('export.historyTitle')}
      </Typography>
      <LoadedContent state={exports}>
        {({ items, nextCursor }) => (
          <>
            <RecordTable
              columns={columns}
              records={items}
              id={({ id }) => id}
              empty={t('export.historyEmpty')}
            />
            <PageButtons
              previousLabel={t('export.newer')}
              nextLabel={t('export.older')}
              previous={pages.previous}
              next={pages.next(nextCursor)}
            />
          </>
        )}
      </LoadedContent>
      {opened && (
        <ExportContents
          title={t('export.reportTitle', { fileName: opened.fileName })}
          report={opened.report}
        />
      )}
    </section>
  );
};
