import type {
  Occurrence,
  OccurrenceOutcome,
} from '@backstage-connector/plugin-connector-common';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useT } from '../../hooks/useT';
import { runRouteRef } from '../../routes';
import { Instant } from '../Instant';
import { RecordTable, type RecordColumn } from '../RecordTable';
import { StateChip, type Tone } from '../StateChip';

const tones: Readonly<Record<OccurrenceOutcome, Tone>> = {
  started: 'good',
  failed: 'bad',
  waiting: 'waiting',
  overlap: 'warning',
  queued: 'warning',
  missed: 'warning',
  withdrawn: 'stopped',
  disabled: 'stopped',
};

/** Starts that were due, one a row, with what became of each. */
export const OccurrenceTable = (props: {
  occurrences: readonly Occurrence[];
  nameOf: (connectionId: string) => string;
}) => {
  const { occurrences, nameOf } = props;
  const t = useT();
  const runLink = useRouteRef(runRouteRef);
  const columns: RecordColumn<Occurrence>[] = [
    {
      title: t('occurrences.due'),
      width: 20,
      render: ({ at }) => <Instant at={at} as="local" />,
    },
    {
      title: t('occurrences.connection'),
      width: 22,
      render: ({ connectionId }) => nameOf(connectionId),
    },
    {
      title: t('occurrences.outcome'),
      width: 14,
      render: ({ outcome }) => (
        <StateChip
          tone={tones[outcome]}
          label={t(`occurrences.outcomes.${outcome}`)}
        />
      ),
    },
    {
      title: t('occurrences.why'),
      width: 44,
      render: ({ outcome, runId }) => (
        <>
          {t(`occurrences.sentences.${outcome}`)}{' '}
          {runId && (
            <Link to={runLink({ id: runId })}>{t('occurrences.run')}</Link>
          )}
        </>
      ),
    },
  ];
  return (
    <RecordTable<Occurrence>
      columns={columns}
      records={occurrences}
      id={({ connectionId, at }) => `${connectionId} ${at}`}
      empty={t('occurrences.noMatch')}
    />
  );
};
