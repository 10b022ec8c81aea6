import type { Run } from '@backstage-connector/plugin-connector-common';
import { InfoCard, StructuredMetadataTable } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { useT } from '../../hooks/useT';

/** The connection as the run used it; secrets are not part of it. */
export const RunSettings = ({ run }: { run: Run }) => {
  const t = useT();
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
