import type { CheckReport } from '@backstage-connector/plugin-connector-common';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { NotImplementedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { readConnectorConfig } from '../config/readConnectorConfig';
import type { CheckService } from '../connections/CheckService';
import { createConnections } from '../connections/createConnections';
import { Technologies } from '../connections/Technologies';
import type {
  ConnectionSource,
  ObjectService,
  RunService,
} from '../runs/types';
import { createSampleConnector, type SampleWorld } from './sampleConnector';

/** Keys for tests: base64 of 32 equal bytes. */
export const testKey = (id: string, byte = 1) => ({
  id,
  secret: Buffer.alloc(32, byte).toString('base64'),
});

const refuse = async () => {
  throw new NotImplementedError('No runs in this test');
};

/** Runs and ledger as a test wants them; by default there is nothing. */
export function stubRuns(
  over: { runs?: Partial<RunService>; objects?: Partial<ObjectService> } = {},
) {
  const runs: RunService = {
    start: refuse,
    get: refuse,
    list: async () => ({ items: [] }),
    cancel: refuse,
    review: refuse,
    readLog: refuse,
    listDecisions: refuse,
    async *allDecisions() {},
    strips: async () => [],
    compare: refuse,
    latest: async () => new Map(),
    ...over.runs,
  };
  const objects: ObjectService = {
    count: async () => new Map(),
    removeAll: async () => {},
    byRef: async () => undefined,
    ...over.objects,
  };
  return { runs, objects, worker: { wake() {} } };
}

/** The connection services on a database, with the sample technology. */
export async function connectionServices(options: {
  knex: Knex;
  world?: Partial<SampleWorld>;
  config?: JsonObject;
  technologies?: 'none' | 'sample';
  environment?: Record<string, string>;
  createRuns?: (source: ConnectionSource) => ReturnType<typeof stubRuns>;
  clock?: { now: Date };
}) {
  const { clock = { now: new Date('2026-01-01T00:00:00Z') } } = options;
  const { connector, world } = createSampleConnector(options.world);
  const technologies = new Technologies();
  if (options.technologies !== 'none') {
    technologies.add(connector);
  }
  const deadlines: AbortController[] = [];
  const services = await createConnections({
    config: readConnectorConfig(
      new ConfigReader({
        connector: { encryption: { keys: [testKey('k1')] }, ...options.config },
      }),
    ),
    knex: options.knex,
    technologies,
    logger: mockServices.logger.mock(),
    now: () => clock.now,
    environment: options.environment ?? {},
    createDeadline: () => {
      const deadline = new AbortController();
      deadlines.push(deadline);
      return deadline.signal;
    },
    createRuns: options.createRuns ?? (() => stubRuns()),
  });
  return { ...services, clock, deadlines, technologies, world };
}

/** The report of a connection's test when it has ended. */
export async function endOfCheck(
  checks: Pick<CheckService, 'get'>,
  id: string,
): Promise<CheckReport> {
  let report = await checks.get(id);
  while (report.state === 'running') {
    await new Promise(setImmediate);
    report = await checks.get(id);
  }
  return report;
}
