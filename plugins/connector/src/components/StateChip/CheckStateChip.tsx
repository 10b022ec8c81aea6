import type { Connection } from '@backstage-connector/plugin-connector-common';
import { useT } from '../../hooks/useT';
import { StateChip, type Tone } from './StateChip';

type Verdict =
  | 'running'
  | 'passed'
  | 'failed'
  | 'cancelled'
  | 'untested'
  | 'outdated';

const tones: Readonly<Record<Verdict, Tone>> = {
  running: 'active',
  passed: 'good',
  failed: 'bad',
  cancelled: 'stopped',
  untested: 'waiting',
  outdated: 'warning',
};

/** What the last test says of a connection as it is now (OC-11). */
export function testVerdict(
  connection: Pick<Connection, 'lastCheck' | 'revision'>,
): Verdict {
  const { lastCheck, revision } = connection;
  if (!lastCheck) return 'untested';
  if (lastCheck.state === 'running') return 'running';
  return lastCheck.revision === revision ? lastCheck.state : 'outdated';
}

export const CheckStateChip = (props: { connection: Connection }) => {
  const t = useT();
  const verdict = testVerdict(props.connection);
  return (
    <StateChip tone={tones[verdict]} label={t(`check.state.${verdict}`)} />
  );
};
