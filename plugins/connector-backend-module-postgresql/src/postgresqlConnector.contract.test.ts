// The contract follows the assets through the real pipeline.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import { contractPipeline } from '@backstage-connector/plugin-connector-backend/testUtils';
import { describeConnectorContract } from '@backstage-connector/plugin-connector-node/testUtils';
import {
  createPostgresqlWorld,
  postgresqlDifferences,
} from './__fixtures__/postgresqlWorld';
import { postgresqlConnector } from './postgresqlConnector';

describeConnectorContract({
  connector: postgresqlConnector,
  world: createPostgresqlWorld(),
  dataset: 'relational',
  differences: postgresqlDifferences,
  pipeline: contractPipeline,
});
