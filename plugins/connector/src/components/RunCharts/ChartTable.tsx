import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useT } from '../../hooks/useT';
import { runRouteRef } from '../../routes';
import { durationText } from '../../times';
import { ActionCounts } from '../ActionCounts';
import { Instant } from '../Instant';
import { RecordTable, type RecordColumn } from '../RecordTable';
import { RunStateChip } from '../StateChip';
import type { ChartRow } from './chartRows';

const PAGE = 20;

/** What the charts draw, in words, newest first. */
export const ChartTable = ({ rows }: { rows: readonly ChartRow[] }) => {
  const t = useT();
  const runLink = useRouteRef(runRouteRef);
  const columns: RecordColumn<ChartRow>[] = [
    {
      title: t('monitor.column.started'),
      width: 25,
      render: ({ id, at }) => (
        <Link to={runLink({ id })}>
          <Instant at={at} as="local" />
        </Link>
      ),
    },
    {
      title: t('monitor.column.state'),
      width: 20,
      render: ({ state }) => <RunStateChip state={state} />,
    },
    {
      title: t('monitor.column.duration'),
      width: 15,
      render: ({ durationMs }) => durationText(durationMs),
    },
    {
      title: t('monitor.column.counts'),
      width: 40,
      render: ({ counts }) => <ActionCounts counts={counts} />,
    },
  ];
  return (
    <RecordTable<ChartRow>
      columns={columns}
      records={[...rows].reverse()}
      id={({ id }) => id}
      empty={t('charts.none')}
      pageSize={PAGE}
    />
  );
};
