import type { ExportReport } from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { useT } from '../../hooks/useT';
import { useTechnologiesById } from '../../hooks/useTechnologies';
import { RecordTable, type RecordColumn } from '../RecordTable';
import { settingTitles } from './settingTitles';

type Exported = NonNullable<ExportReport['connections']>[number];

const PAGE = 10;

/** The connections of an export, with what of them is not in the archive. */
export const ExportedConnections = ({ report }: { report: ExportReport }) => {
  const { connections = [] } = report;
  const t = useT();
  const technologies = useTechnologiesById();
  if (!connections.length) return null;
  const columns: RecordColumn<Exported>[] = [
    {
      title: t('archiveConnections.column.name'),
      width: 40,
      render: ({ name }) => name,
    },
    {
      title: t('archiveConnections.column.technology'),
      width: 20,
      render: ({ technology }) =>
        technologies.get(technology)?.title ?? technology,
    },
    {
      title: t('archiveConnections.column.withheld'),
      width: 40,
      render: ({ technology, withheld }) =>
        settingTitles(withheld, technologies.get(technology)) ||
        t('archiveConnections.nothingWithheld'),
    },
  ];
  return (
    <section>
      <Typography variant="h6" component="h4" gutterBottom>
        {t('archiveConnections.exportedTitle')}
      </Typography>
      <RecordTable
        columns={columns}
        records={connections}
        id={({ id }) => id}
        empty=""
        pageSize={PAGE}
      />
    </section>
  );
};
