import { useEffect, useRef } from 'react';
import type {
  ExportReport,
  OmittedReference,
} from '@backstage-connector/plugin-connector-common';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { useT } from '../../hooks/useT';
import { ExportedConnections } from '../ArchiveConnections';
import { KindCounts } from '../KindCounts';
import { RecordTable, type RecordColumn } from '../RecordTable';
import { ExportFailures } from './ExportFailures';

const PAGE = 10;

type Item = ExportReport['items'][number];

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  title: { overflowWrap: 'anywhere' },
}));

const Items = ({ report }: { report: ExportReport }) => {
  const t = useT();
  const columns: RecordColumn<Item>[] = [
    {
      title: t('export.column.entity'),
      width: 50,
      render: ({ ref, title }) => (
        <EntityRefLink entityRef={ref} title={title} hideIcon />
      ),
    },
    {
      title: t('export.column.kind'),
      width: 15,
      render: ({ kind }) => kind,
    },
    {
      title: t('export.column.why'),
      width: 35,
      render: ({ topLevel, neededBy }) => {
        if (topLevel) return t('export.topLevel');
        return neededBy
          ? t('export.neededBy', { ref: neededBy })
          : t('export.owns');
      },
    },
  ];
  return (
    <RecordTable
      columns={columns}
      records={report.items}
      id={({ ref }) => ref}
      empty={t('export.none')}
      pageSize={PAGE}
    />
  );
};

const Omitted = ({ report }: { report: ExportReport }) => {
  const { omitted, omittedTotal } = report;
  const t = useT();
  const columns: RecordColumn<OmittedReference>[] = [
    {
      title: t('export.column.from'),
      width: 30,
      render: ({ from }) => <EntityRefLink entityRef={from} hideIcon />,
    },
    {
      title: t('export.column.path'),
      width: 18,
      render: ({ path }) => path,
    },
    { title: t('export.column.ref'), width: 27, render: ({ ref }) => ref },
    {
      title: t('export.column.reason'),
      width: 25,
      render: ({ reason }) => t(`export.reason.${reason}`),
    },
  ];
  return (
    <section>
      <Typography variant="h6" component="h4" gutterBottom>
        {t('export.omittedTitle')}
      </Typography>
      <Typography gutterBottom>
        {omittedTotal
          ? t('export.omittedText', { count: omittedTotal })
          : t('export.omittedNone')}
        {omitted.length < omittedTotal &&
          ` ${t('export.first', { number: String(omitted.length) })}`}
      </Typography>
      {omitted.length > 0 && (
        <RecordTable
          columns={columns}
          records={omitted}
          id={({ from, path, ref }) => `${from} ${path} ${ref}`}
          empty=""
          pageSize={PAGE}
        />
      )}
    </section>
  );
};

/** What an export holds, or would hold, and what it does not (AR-3). */
export const ExportContents = (props: {
  title: string;
  report: ExportReport;
}) => {
  const { title, report } = props;
  const { objects, items, failures, connections } = report;
  const onlyConnections = objects === 0 && connections !== undefined;
  const classes = useStyles();
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  // It appears below the buttons, where a small window does not show it.
  useEffect(() => {
    heading.current?.focus();
  }, [report]);
  return (
    <section className={classes.parts}>
      <Typography
        variant="h5"
        component="h3"
        className={classes.title}
        tabIndex={-1}
        innerRef={heading}
      >
        {title}
      </Typography>
      {!onlyConnections && (
        <Typography role="status">
          {t('export.objects', { count: objects })}
          {items.length < objects &&
            `. ${t('export.first', { number: String(items.length) })}`}
        </Typography>
      )}
      <KindCounts counts={report.byKind} label={t('export.byKind')} />
      {failures.length > 0 && (
        <Alert severity="warning">
          <ExportFailures failures={failures} />
        </Alert>
      )}
      {!onlyConnections && <Items report={report} />}
      <ExportedConnections report={report} />
      {!onlyConnections && <Omitted report={report} />}
    </section>
  );
};
