import type { HealthState } from '@backstage-connector/plugin-connector-common';
import { useT } from '../../hooks/useT';
import { StateChip, type Tone } from './StateChip';

const tones: Readonly<Record<HealthState, Tone>> = {
  ok: 'good',
  never: 'waiting',
  late: 'warning',
  review: 'warning',
  failing: 'bad',
  disabled: 'stopped',
};

export const HealthChip = ({ state }: { state: HealthState }) => {
  const t = useT();
  return <StateChip tone={tones[state]} label={t(`health.state.${state}`)} />;
};
