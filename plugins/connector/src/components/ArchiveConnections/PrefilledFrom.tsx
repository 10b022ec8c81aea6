import type { Technology } from '@backstage-connector/plugin-connector-common';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { FoundConnection } from '../../archives/archivedConnection';
import { useT } from '../../hooks/useT';
import { scheduleSentence } from '../../schedule/scheduleSentence';
import { settingTitles } from './settingTitles';

/** Says above the form where it was filled in from, and what is left to do. */
export const PrefilledFrom = (props: {
  from: FoundConnection;
  technology: Technology;
}) => {
  const { from, technology } = props;
  const { archive, connection } = from;
  const { name, withheld, schedule } = connection;
  const t = useT();
  return (
    <Alert
      severity="info"
      style={{ marginBottom: 16, overflowWrap: 'anywhere' }}
    >
      <AlertTitle>
        {t('archiveConnections.prefilled', {
          name,
          fileName: archive.fileName,
        })}
      </AlertTitle>
      {[
        withheld.length > 0 &&
          t('archiveConnections.enterAgain', {
            settings: settingTitles(withheld, technology),
          }),
        t('archiveConnections.check', { portal: archive.header.source.name }),
        schedule &&
          t('archiveConnections.scheduled', {
            sentence: scheduleSentence(schedule, t),
          }),
      ]
        .filter(Boolean)
        .join(' ')}
    </Alert>
  );
};
