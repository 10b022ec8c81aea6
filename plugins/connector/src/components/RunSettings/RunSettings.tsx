import {
  ARCHIVE_SOURCE_ID,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { InfoCard, StructuredMetadataTable } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { useT } from '../../hooks/useT';
import { ArchiveSettings } from './ArchiveSettings';

/** The connection as the run used it; secrets are not part of it. */
export const RunSettings = ({ run }: { run: Run }) => {
  const t = useT();
  if (run.connectionId === ARCHIVE_SOURCE_ID) {
    return <ArchiveSettings run={run} />;
  }
  return Object.keys(run.settings).length ? (
    <InfoCard>
      <StructuredMetadataTable
        metadata={run.settings}
        options={{ nestedValuesAsYaml: true }}
      />
    </InfoCard>
  ) : (
    <Typography>{t('runPage.settings.none')}</Typography>
  );
};
