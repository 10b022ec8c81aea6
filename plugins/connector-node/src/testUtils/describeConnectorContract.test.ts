import { memoryConnector } from './__fixtures__/memoryConnector';
import { memoryPipeline } from './__fixtures__/memoryPipeline';
import {
  createMemoryWorld,
  memoryDifferences,
} from './__fixtures__/memoryWorld';
import { describeConnectorContract } from './describeConnectorContract';

describe('describeConnectorContract', () => {
  const skipping = (clause: string, reason: string) => () =>
    describeConnectorContract({
      connector: memoryConnector,
      world: createMemoryWorld(),
      dataset: 'relational',
      differences: memoryDifferences,
      pipeline: memoryPipeline,
      skip: [{ clause, reason }],
    });

  it('refuses to skip a clause that does not exist', () => {
    expect(skipping('K99', 'Because.')).toThrow('no clause K99');
  });

  it('refuses to skip a clause without a reason', () => {
    expect(skipping('K5', ' ')).toThrow('K5 needs a reason');
  });
});
