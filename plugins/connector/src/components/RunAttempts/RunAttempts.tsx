import type {
  AttemptOutcome,
  RunAttempt,
} from '@backstage-connector/plugin-connector-common';
import Typography from '@material-ui/core/Typography';
import { DateTime } from 'luxon';
import { useT } from '../../hooks/useT';
import { durationText, elapsed } from '../../times';
import { Instant } from '../Instant';
import { RecordTable, type RecordColumn } from '../RecordTable';
import { StateChip, type Tone } from '../StateChip';

const tones: Readonly<Record<AttemptOutcome, Tone>> = {
  ended: 'good',
  retry: 'warning',
  died: 'bad',
  'handed-back': 'stopped',
};

/** The attempts at a run, oldest first; nothing where one was enough. */
export const RunAttempts = (props: {
  attempts: readonly RunAttempt[];
  now?: () => DateTime;
}) => {
  const { attempts, now = DateTime.now } = props;
  const t = useT();
  if (attempts.length < 2 && attempts[0]?.outcome !== 'retry') {
    return null;
  }
  const columns: RecordColumn<RunAttempt>[] = [
    {
      title: t('attempts.number'),
      width: 8,
      render: ({ number }) => number,
    },
    {
      title: t('attempts.started'),
      width: 20,
      render: ({ startedAt }) => <Instant at={startedAt} as="local" />,
    },
    {
      title: t('attempts.duration'),
      width: 12,
      render: attempt => durationText(elapsed(attempt, now()) ?? 0),
    },
    {
      title: t('attempts.outcome'),
      width: 20,
      render: ({ outcome, failure }) => (
        <StateChip
          tone={
            (outcome &&
              (failure && outcome === 'ended' ? 'bad' : tones[outcome])) ??
            'active'
          }
          label={t(`attempts.outcomes.${outcome ?? 'lasts'}`)}
        />
      ),
    },
    {
      title: t('attempts.failure'),
      width: 40,
      render: ({ failure }) => failure?.title ?? '',
    },
  ];
  return (
    <section>
      <Typography variant="h6" component="h3" gutterBottom>
        {t('attempts.title')}
      </Typography>
      <RecordTable<RunAttempt>
        columns={columns}
        records={attempts}
        id={({ number }) => String(number)}
        empty=""
      />
    </section>
  );
};
