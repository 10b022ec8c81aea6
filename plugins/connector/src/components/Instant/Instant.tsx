import Tooltip from '@material-ui/core/Tooltip';
import { DateTime } from 'luxon';
import { exactTime, localTime, relativeTime } from '../../times';

/** An instant, relative or as local time; the tooltip has it exactly. */
export const Instant = (props: {
  at: string;
  as?: 'relative' | 'local';
  now?: () => DateTime;
}) => {
  const { at, as = 'relative', now = DateTime.now } = props;
  return (
    <Tooltip title={exactTime(at)}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {as === 'relative' ? relativeTime(at, now()) : localTime(at)}
      </time>
    </Tooltip>
  );
};
