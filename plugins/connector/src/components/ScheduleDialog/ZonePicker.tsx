import { useMemo } from 'react';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useT } from '../../hooks/useT';
import type { ScheduleInputs } from './ScheduleInputs';

/** Chooses the zone whose clock the schedule goes by. */
export const ZonePicker = (props: ScheduleInputs) => {
  const { draft, problems, disabled, onChange } = props;
  const t = useT();
  // Browsers leave UTC out, and list only one of several names of a zone.
  const zones = useMemo(
    () =>
      [
        ...new Set(['UTC', draft.zone, ...Intl.supportedValuesOf('timeZone')]),
      ].filter(Boolean),
    [draft.zone],
  );
  return (
    <Autocomplete<string>
      id="schedule-zone"
      options={zones}
      value={draft.zone || null}
      onChange={(_, zone) => onChange({ zone: zone ?? '' })}
      disabled={disabled}
      autoHighlight
      renderInput={params => (
        <TextField
          {...params}
          label={t('schedule.zone')}
          variant="outlined"
          size="small"
          error={problems.zone !== undefined}
          helperText={problems.zone}
        />
      )}
    />
  );
};
