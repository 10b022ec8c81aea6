import type { RunSummary } from '@backstage-connector/plugin-connector-common';
import { Link } from '@backstage/core-components';
import Checkbox from '@material-ui/core/Checkbox';
import Typography from '@material-ui/core/Typography';
import { useRouteRef } from '@backstage/core-plugin-api';
import { DateTime } from 'luxon';
import type { RunSelection } from '../../hooks/useRunSelection';
import { useT } from '../../hooks/useT';
import { runRouteRef } from '../../routes';
import { durationText, elapsed, localTime, shortTime } from '../../times';
import { ActionCounts } from '../ActionCounts';
import { EntityReference } from '../EntityReference';
import { Instant } from '../Instant';
import { RecordTable, type RecordColumn } from '../RecordTable';
import { RunStateChip } from '../StateChip';

/** Runs, one a row, each with a link to its page. */
export const RunTable = (props: {
  runs: readonly RunSummary[];
  selection: RunSelection;
  now?: () => DateTime;
}) => {
  const { runs, selection, now = DateTime.now } = props;
  const t = useT();
  const runLink = useRouteRef(runRouteRef);
  const columns: RecordColumn<RunSummary>[] = [
    {
      title: t('monitor.column.compare'),
      width: 8,
      render: run => (
        <Checkbox
          size="small"
          color="primary"
          style={{ padding: 4 }}
          checked={selection.selected.some(({ id }) => id === run.id)}
          onChange={() => selection.toggle(run)}
          inputProps={{
            'aria-label': t('comparison.select', {
              time: localTime(run.startedAt ?? run.queuedAt),
            }),
          }}
        />
      ),
    },
    {
      title: t('monitor.column.state'),
      width: 12,
      render: run => (
        <>
          <RunStateChip state={run.state} />
          {run.nextAttemptAt && (
            <Typography variant="caption" component="div">
              {t('run.nextAttempt', { time: shortTime(run.nextAttemptAt) })}
            </Typography>
          )}
        </>
      ),
    },
    {
      title: t('monitor.column.started'),
      width: 14,
      render: run => (
        <Link to={runLink({ id: run.id })}>
          <Instant at={run.startedAt ?? run.queuedAt} as="local" />
        </Link>
      ),
    },
    {
      title: t('monitor.column.connection'),
      width: 14,
      minWidth: 110,
      render: run => run.connectionName,
    },
    {
      title: t('monitor.column.kind'),
      width: 8,
      minWidth: 70,
      render: run => t(`run.kind.${run.kind}`),
    },
    {
      title: t('monitor.column.trigger'),
      width: 8,
      minWidth: 80,
      render: run => t(`run.trigger.${run.trigger}`),
    },
    {
      title: t('monitor.column.who'),
      width: 10,
      minWidth: 85,
      render: run => <EntityReference entityRef={run.requestedBy} hideIcon />,
    },
    {
      title: t('monitor.column.duration'),
      width: 9,
      render: run => {
        const spent = elapsed(run, now());
        return spent === undefined ? t('monitor.waiting') : durationText(spent);
      },
    },
    {
      title: t('monitor.column.counts'),
      width: 17,
      minWidth: 140,
      render: run =>
        run.failure?.title ?? <ActionCounts counts={run.byAction} />,
    },
  ];
  return (
    <RecordTable
      columns={columns}
      records={runs}
      id={run => run.id}
      empty={t('monitor.noMatch')}
    />
  );
};
