import { useCallback } from 'react';
import type { UpcomingRun } from '@backstage-connector/plugin-connector-common';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../../api';
import { useLoaded } from '../../hooks/useLoaded';
import { useT } from '../../hooks/useT';
import { monitorRouteRef } from '../../routes';
import { zonedTime } from '../../times';
import { DaylightSaving } from '../DaylightSaving';
import { Instant } from '../Instant';
import { LoadedContent } from '../LoadedContent';
import { RecordTable, type RecordColumn } from '../RecordTable';

const LIMIT = 5;
const POLL_MS = 30_000;
const pollAfter = () => POLL_MS;

const Upcoming = (props: { runs: readonly UpcomingRun[] }) => {
  const t = useT();
  const monitorLink = useRouteRef(monitorRouteRef);
  const columns: RecordColumn<UpcomingRun>[] = [
    {
      title: t('schedule.connection'),
      width: 30,
      render: ({ connectionId, connectionName }) => (
        <Link to={`${monitorLink()}?connection=${connectionId}`}>
          {connectionName}
        </Link>
      ),
    },
    {
      title: t('schedule.yourTime'),
      width: 30,
      render: ({ at }) => <Instant at={at} as="local" />,
    },
    {
      title: t('schedule.scheduleTime'),
      width: 40,
      render: run => (
        <>
          {`${zonedTime(run.at, run.zone)} (${run.zone})`}
          <DaylightSaving start={run} />
        </>
      ),
    },
  ];
  return (
    <section>
      <Typography variant="h5" component="h2" gutterBottom>
        {t('schedule.upcoming')}
      </Typography>
      <RecordTable<UpcomingRun>
        columns={columns}
        records={props.runs}
        id={({ connectionId, at }) => `${connectionId} ${at}`}
        empty=""
      />
    </section>
  );
};

/** The runs that schedules will start soonest; nothing while there are none. */
export const UpcomingRuns = () => {
  const api = useApi(connectorApiRef);
  const upcoming = useLoaded(
    useCallback(
      async signal =>
        (await api.listUpcoming({ query: { limit: LIMIT } }, { signal })).items,
      [api],
    ),
    pollAfter,
  );
  // The rest of the page says that the person may not see it, or is loading.
  if (upcoming.status === 'loading' || upcoming.status === 'forbidden') {
    return null;
  }
  return (
    <LoadedContent state={upcoming}>
      {runs => runs.length > 0 && <Upcoming runs={runs} />}
    </LoadedContent>
  );
};
