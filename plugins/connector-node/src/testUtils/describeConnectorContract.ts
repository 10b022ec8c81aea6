// This makes a suite for other packages; it is not a test file itself.
/* eslint-disable jest/no-export, jest/valid-title, jest/expect-expect */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Connector } from '../connector';
import type { ContractSubject } from './clause';
import { contractClauses } from './clauses';
import { contractDatasets } from './datasets';
import type { ContractPipeline } from './pipeline';
import type { Categories, Category, WorldOf } from './worlds';

/** @public */
export interface ConnectorContractOptions<C extends Category> {
  readonly connector: Connector<any>;
  readonly world: WorldOf<C>;
  readonly dataset: C;
  readonly differences: Categories[C]['differences'];
  /** Clauses that cannot hold, each with the reason. */
  readonly skip?: readonly {
    readonly clause: string;
    readonly reason: string;
  }[];
  readonly pipeline: ContractPipeline;
}

/**
 * Holds a connector to the contract that every connector keeps, against real
 * sources. The README of the package the test is in must show the connector's
 * example as its first JSON block.
 * @public
 */
export function describeConnectorContract<C extends Category>(
  options: ConnectorContractOptions<C>,
): void {
  const { connector, world, pipeline, skip = [] } = options;
  assertSkips(skip);
  const subject: ContractSubject = {
    connector,
    world: world as ContractSubject['world'],
    dataset: contractDatasets[options.dataset](options.differences),
    pipeline,
    ...packageOf(expect.getState().testPath),
  };
  describe(`connector contract of ${connector.technology.title}`, () => {
    afterAll(() => world.close());
    for (const clause of contractClauses) {
      const reason =
        skip.find(it => it.clause === clause.id)?.reason ??
        lacking(connector, clause.needs);
      const title = `${clause.id} ${clause.title}`;
      if (reason === undefined) {
        it(title, () => clause.verify(subject), 120_000);
      } else {
        // eslint-disable-next-line jest/no-disabled-tests
        it.skip(`${title}: ${reason}`, () => {});
      }
    }
  });
}

function assertSkips(skip: readonly { clause: string; reason: string }[]) {
  for (const { clause, reason } of skip) {
    if (!contractClauses.some(it => it.id === clause)) {
      throw new Error(`The contract has no clause ${clause} to skip`);
    }
    if (reason.trim() === '') {
      throw new Error(`Skipping clause ${clause} needs a reason`);
    }
  }
}

function lacking(
  connector: Connector<any>,
  capability: keyof Connector['technology']['capabilities'] | undefined,
): string | undefined {
  const support = capability && connector.technology.capabilities[capability];
  return support && !support.supported ? support.reason : undefined;
}

function packageOf(
  testPath: string | undefined,
): Pick<ContractSubject, 'packageName' | 'readme'> {
  let folder = dirname(testPath ?? '');
  while (!existsSync(join(folder, 'package.json'))) {
    if (folder === dirname(folder)) {
      throw new Error(`No package around ${testPath}`);
    }
    folder = dirname(folder);
  }
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  return {
    packageName: JSON.parse(read('package.json')).name,
    readme: read('README.md'),
  };
}
