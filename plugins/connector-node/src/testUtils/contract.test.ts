import type { Connector } from '../connector';
import { faultyConnectors } from './__fixtures__/faultyConnectors';
import { memoryConnector } from './__fixtures__/memoryConnector';
import { memoryPipeline } from './__fixtures__/memoryPipeline';
import {
  createMemoryWorld,
  memoryDifferences,
} from './__fixtures__/memoryWorld';
import type { ContractSubject } from './clause';
import { contractClauses } from './clauses';
import { contractDatasets } from './datasets';

// The memory clause collects garbage in the heap of the whole suite.
jest.setTimeout(120_000);

function subject(connector: Connector<any>): ContractSubject {
  return {
    connector,
    world: createMemoryWorld(),
    dataset: contractDatasets.relational(memoryDifferences),
    pipeline: memoryPipeline,
    packageName: '@example/plugin-connector-backend-module-memory',
    readme: `\`\`\`json\n${JSON.stringify(memoryConnector.example)}\n\`\`\`\n`,
  };
}

describe('the connector contract', () => {
  it('has a broken connector for every clause', () => {
    const broken = new Set(faultyConnectors.map(it => it.clause));
    expect(contractClauses.map(it => it.id)).toEqual([
      ...['D1', 'D2', 'D3', 'D4', 'D5'],
      ...['K1', 'K2', 'K3', 'K4', 'K5'],
      ...['E1', 'E2', 'E3', 'E4', 'E5', 'E6'],
      ...['E7', 'E8', 'E9', 'E10', 'E11', 'E12'],
      ...['S1', 'S2', 'S3'],
      ...['P1', 'P2', 'P3'],
    ]);
    expect([...broken]).toEqual(contractClauses.map(it => it.id));
  });

  describe.each(contractClauses)('$id $title', clause => {
    it('is kept by a good connector', async () => {
      await expect(
        clause.verify(subject(memoryConnector)),
      ).resolves.toBeUndefined();
    });

    it.each(faultyConnectors.filter(it => it.clause === clause.id))(
      'is broken by one that $fault',
      async ({ connector }) => {
        // The clause says so itself, or a parser it calls: not a stray defect.
        await expect(clause.verify(subject(connector))).rejects.toMatchObject({
          name: expect.stringMatching(/^(AssertionError|InputError|ZodError)$/),
        });
      },
    );
  });
});
