import type { TableStructure } from '@backstage-connector/plugin-connector-common';
import { InfoCard, StructuredMetadataTable } from '@backstage/core-components';
import { useT } from '../../hooks/useT';

/** Partition key and bounds, parents, and the server of a foreign table. */
export const Partitioning = ({ structure }: { structure: TableStructure }) => {
  const { partitionKey, partitionBound, inherits, foreignServer } = structure;
  const t = useT();
  const facts = {
    [t('dictionary.partitionKey')]: partitionKey,
    [t('dictionary.partitionBound')]: partitionBound,
    [t('dictionary.inherits')]: inherits?.map(({ path }) => path.join('.')),
    [t('dictionary.foreignServer')]: foreignServer,
  };
  const known = Object.entries(facts).filter(([, value]) => value?.length);
  return known.length ? (
    <InfoCard
      title={t('dictionary.partitionTitle')}
      titleTypographyProps={{ variant: 'h6' }}
    >
      <StructuredMetadataTable
        metadata={Object.fromEntries(known)}
        options={{ titleFormat: name => name }}
      />
    </InfoCard>
  ) : null;
};
