import {
  scopeMatchesSchema,
  type Scope,
} from '@backstage-connector/plugin-connector-common';
import type { ScopeItem } from '@backstage-connector/plugin-connector-node';
import {
  createSampleConnector,
  driverError,
  sampleConfig,
  type SampleWorld,
} from '../__testUtils__/sampleConnector';
import { matchScope } from './matchScope';

async function* tables(count: number): AsyncGenerator<ScopeItem> {
  for (let index = 0; index < count; index++) {
    yield {
      path: [index % 2 ? 'sales' : 'hr', `t${index}`],
      relationType: 'table',
    };
  }
}

function setUp(over: Partial<SampleWorld>) {
  const { connector, world } = createSampleConnector(over);
  const deadline = new AbortController();
  const match = async (scope: Partial<Scope> = {}) => {
    const matches = await matchScope({
      source: {
        open: async () => ({
          connector,
          config: sampleConfig,
          secrets: ['hunter2'],
        }),
      },
      connectionId: 'c-1',
      scope: { include: [], exclude: [], ...scope },
      deadline: deadline.signal,
      timeoutMs: 15_000,
    });
    expect(scopeMatchesSchema.parse(matches)).toEqual(matches);
    return matches;
  };
  return { deadline, match, world };
}

describe('matchScope', () => {
  it('says of each name whether the patterns take it, and why not', async () => {
    const { match, world } = setUp({ items: () => tables(3) });
    const matches = await match({ include: ['hr'], exclude: ['*.t2'] });
    expect(matches).toEqual({
      items: [
        { path: ['hr', 't0'], relationType: 'table', included: true },
        {
          path: ['sales', 't1'],
          relationType: 'table',
          included: false,
          reason: 'No include pattern takes it.',
        },
        {
          path: ['hr', 't2'],
          relationType: 'table',
          included: false,
          reason: 'Excluded by the pattern "*.t2".',
        },
      ],
      total: 3,
      included: 1,
      truncated: false,
    });
    expect(world.sessions).toBe(0);
  });

  it('lists the first 2,000 names and counts all', async () => {
    const { match } = setUp({ items: () => tables(4_001) });
    const { items, ...counts } = await match({ exclude: ['hr'] });
    expect(items).toHaveLength(2_000);
    expect(counts).toEqual({ total: 4_001, included: 2_000, truncated: true });
  });

  it('lists nothing in an empty source', async () => {
    const { match } = setUp({});
    await expect(match()).resolves.toMatchObject({ total: 0, items: [] });
  });

  it('explains a source that cannot be listed, without its secret', async () => {
    const { match, world } = setUp({
      items: async function* broken() {
        yield* tables(1);
        throw driverError('NO_RIGHT', 'denied with hunter2');
      },
    });
    await expect(match()).rejects.toMatchObject({
      name: 'ConnectorError',
      failure: {
        code: 'sample.no-right',
        driverMessage: 'denied with [secret]',
      },
    });
    expect(world.sessions).toBe(0);
  });

  it('gives up when the time limit is over', async () => {
    const { match, deadline, world } = setUp({
      items: async function* stuck() {
        deadline.abort();
        await new Promise(() => {});
      },
    });
    await expect(match()).rejects.toMatchObject({
      failure: {
        code: 'scope.timeout',
        title: 'The source could not be listed within 15 s',
      },
    });
    expect(world.sessions).toBe(0);
  });
});
