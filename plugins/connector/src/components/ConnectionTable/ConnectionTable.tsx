import { useMemo } from 'react';
import type {
  Connection,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import type { Schedules } from '../../hooks/useSchedules';
import { useT } from '../../hooks/useT';
import { ConnectionMenu } from '../ConnectionMenu';
import { RecordTable, type RecordColumn } from '../RecordTable';
import { CheckStateChip } from '../StateChip';
import { ConnectionName } from './ConnectionName';
import { Health } from './Health';
import { LastRun } from './LastRun';
import { NextRun } from './NextRun';
import { Target } from './Target';

const PAGE = 50;

interface Row {
  readonly connection: Connection;
  readonly technology: Technology | undefined;
}

/** The saved connections, with their last test, last run and actions. */
export const ConnectionTable = (props: {
  connections: readonly Connection[];
  technologies: ReadonlyMap<string, Technology>;
  schedules: Schedules;
  onChanged: () => void;
}) => {
  const { connections, technologies, schedules, onChanged } = props;
  const t = useT();
  const rows = useMemo(
    () =>
      connections.map(connection => ({
        connection,
        technology: technologies.get(connection.technology),
      })),
    [connections, technologies],
  );

  const columns: RecordColumn<Row>[] = [
    {
      title: t('connections.column.name'),
      width: 22,
      minWidth: 150,
      sortBy: ({ connection }) => connection.name.toLocaleLowerCase(),
      render: row => <ConnectionName {...row} />,
    },
    {
      title: t('connections.column.target'),
      width: 14,
      minWidth: 110,
      render: ({ connection }) => <Target connection={connection} />,
    },
    {
      title: t('connections.column.lastTest'),
      width: 10,
      render: ({ connection }) => <CheckStateChip connection={connection} />,
    },
    {
      title: t('connections.column.lastRun'),
      width: 13,
      sortBy: ({ connection }) => connection.lastRun?.queuedAt ?? '',
      render: ({ connection }) => <LastRun connection={connection} />,
    },
    {
      title: t('connections.column.health'),
      width: 13,
      sortBy: ({ connection }) => connection.health.state,
      render: ({ connection }) => <Health health={connection.health} />,
    },
    {
      title: t('connections.column.nextRun'),
      width: 13,
      sortBy: ({ connection }) =>
        (schedules.status === 'ready' &&
          schedules.byConnection.get(connection.id)?.nextRun) ||
        '',
      render: ({ connection }) => (
        <NextRun
          connection={connection}
          schedules={schedules}
          onChanged={onChanged}
        />
      ),
    },
    {
      title: t('connections.column.entities'),
      align: 'right',
      width: 8,
      sortBy: ({ connection }) => connection.entityCount,
      render: ({ connection }) => connection.entityCount.toLocaleString(),
    },
    {
      title: t('connections.column.actions'),
      titleHidden: true,
      align: 'right',
      width: 5,
      render: ({ connection }) => (
        <ConnectionMenu connection={connection} onChanged={onChanged} />
      ),
    },
  ];

  return (
    <RecordTable<Row>
      columns={columns}
      records={rows}
      id={({ connection }) => connection.id}
      empty={t('connections.noMatch')}
      pageSize={PAGE}
    />
  );
};
