import type { PlannedStart } from '@backstage-connector/plugin-connector-common';
import { Progress } from '@backstage/core-components';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { DateTime } from 'luxon';
import type { Loaded } from '../../hooks/useLoaded';
import { useT } from '../../hooks/useT';
import { zonedTime } from '../../times';
import { DaylightSaving } from '../DaylightSaving';

const Runs = (props: { starts: readonly PlannedStart[]; zone: string }) => {
  const { starts, zone } = props;
  const t = useT();
  const viewerZone = DateTime.local().zoneName;
  return (
    <Table size="small" aria-labelledby="schedule-next">
      <TableHead>
        <TableRow>
          <TableCell>{zone}</TableCell>
          <TableCell>
            {t('schedule.viewerZone', { zone: viewerZone })}
          </TableCell>
          <TableCell>{t('schedule.utc')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {starts.map(start => (
          <TableRow key={start.at}>
            <TableCell>
              {zonedTime(start.at, zone)}
              <DaylightSaving start={start} />
            </TableCell>
            <TableCell>{zonedTime(start.at, viewerZone)}</TableCell>
            <TableCell>{zonedTime(start.at, 'UTC')}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
};

/** The next runs by three clocks (OC-22). */
export const PlannedRuns = (props: {
  /** Undefined while the form has problems. */
  state: Loaded<readonly PlannedStart[]> | undefined;
  zone: string;
  enabled: boolean;
}) => {
  const { state, zone, enabled } = props;
  const t = useT();
  return (
    <section aria-labelledby="schedule-next">
      <Typography variant="subtitle2" component="h3" id="schedule-next">
        {t(enabled ? 'schedule.next' : 'schedule.nextIfEnabled')}
      </Typography>
      {state?.status === 'loading' && <Progress />}
      {state?.status === 'ready' && state.value.length ? (
        <Runs starts={state.value} zone={zone} />
      ) : (
        state?.status !== 'loading' && (
          <Typography variant="body2" color="textSecondary">
            {t('schedule.noPreview')}
          </Typography>
        )
      )}
    </section>
  );
};
