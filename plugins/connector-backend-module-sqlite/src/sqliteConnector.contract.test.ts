// The contract follows the assets through the real pipeline.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import { contractPipeline } from '@backstage-connector/plugin-connector-backend/testUtils';
import { describeConnectorContract } from '@backstage-connector/plugin-connector-node/testUtils';
import {
  createSqliteWorld,
  sqliteDifferences,
} from './__fixtures__/sqliteWorld';
import { createSqliteConnector } from './sqliteConnector';

const world = createSqliteWorld();

describeConnectorContract({
  connector: createSqliteConnector({ directories: [world.directory] }),
  world,
  dataset: 'relational',
  differences: sqliteDifferences,
  pipeline: contractPipeline,
});
