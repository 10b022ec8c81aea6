import type { PlannedStart } from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { useT } from '../../hooks/useT';

/** Says what daylight saving does to a start, if anything (OC-23). */
export const DaylightSaving = (props: {
  start: Pick<PlannedStart, 'dst' | 'wallTime'>;
}) => {
  const { dst, wallTime } = props.start;
  const t = useT();
  if (!dst) {
    return null;
  }
  return (
    <Typography variant="caption" color="textSecondary" component="div">
      {t(`schedule.${dst}`, { wallTime: wallTime.replace('T', ' ') })}
    </Typography>
  );
};
