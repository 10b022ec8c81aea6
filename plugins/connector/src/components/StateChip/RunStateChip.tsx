import type { RunState } from '@backstage-connector/plugin-connector-common';
import { useT } from '../../hooks/useT';
import { StateChip, type Tone } from './StateChip';

/** How each state of a run is to be taken. */
export const runTones: Readonly<Record<RunState, Tone>> = {
  queued: 'waiting',
  running: 'active',
  succeeded: 'good',
  partial: 'warning',
  'needs-review': 'warning',
  failed: 'bad',
  cancelled: 'stopped',
};

export const RunStateChip = (props: { state: RunState }) => {
  const t = useT();
  return (
    <StateChip
      tone={runTones[props.state]}
      label={t(`run.state.${props.state}`)}
    />
  );
};
